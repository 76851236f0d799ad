package io.ringfence.config.crash;

import io.ringfence.config.Json;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Reads the list of dead letters now and then and sends one again; first it says which outcomes are wanted as events. On a thread of its own. */
final class DeadLetterClerk implements Runnable {
    private static final int MOST_PAUSE_MS = 150;
    private static final List<String> POLICIES = List.of(
            "{'event_type':'order_filled','delivery':{'priority':'critical','channels':"
                    + "[{'channel':'active_session'},{'channel':'webhook'}]}}",
            "{'event_type':'order_filled','delivery':{'priority':'normal','channels':[{'channel':'webhook'}]}}");

    private final HttpLine operator;
    private final List<HttpLine> users;
    private final Supplier<String> address;
    private final Ledger ledger;
    private final Random random;
    private int policiesSet;
    private int count;

    private volatile boolean isCalm;
    private volatile Throwable failure;

    /** A clerk of the host at {@code address}, null while there is none; {@code users} are those who want outcomes. */
    DeadLetterClerk(HttpLine operator, List<HttpLine> users, Supplier<String> address, Ledger ledger, Random random) {
        this.operator = operator;
        this.users = users;
        this.address = address;
        this.ledger = ledger;
        this.random = random;
    }

    void calmDown() {
        isCalm = true;
    }

    /** What went wrong, null for nothing. */
    Throwable failure() {
        return failure;
    }

    @Override
    public void run() {
        try {
            while (!isCalm) {
                String host = address.get();
                if (host != null) {
                    try {
                        step(host);
                    } catch (IOException hostIsGone) {
                        // Whether it was heard does not matter.
                    }
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(MOST_PAUSE_MS)));
            }
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    private void step(String host) throws IOException {
        if (policiesSet < users.size()) {
            String json = POLICIES.get(policiesSet % POLICIES.size());
            String answer =
                    users.get(policiesSet).send("PUT", host, "/delivery-policies", "policy-" + policiesSet, json);
            if (answer.startsWith("{\"type\":\"accepted\"")) {
                policiesSet++;
            }
            return;
        }
        List<?> letters = (List<?>) page(host, "").get("dead_letters");
        if (letters == null || letters.isEmpty()) {
            return;
        }
        Map<?, ?> letter = (Map<?, ?>) letters.get(random.nextInt(letters.size()));
        String path = "/events/" + letter.get("event_id") + "/resend";
        String answer =
                operator.send("POST", host, path, "again-" + ++count, "{'account':" + letter.get("account") + "}");
        if (answer.startsWith("{\"type\":\"accepted\"")) {
            ledger.resentDeadLetters.incrementAndGet();
        }
    }

    private Map<?, ?> page(String host, String after) throws IOException {
        return (Map<?, ?>) Json.parse(operator.get(host, "/dead-letters?limit=200" + after));
    }

    /** All that the host lists. */
    Set<Addressed> deadLetters(String host) throws IOException {
        Set<Addressed> all = new HashSet<>();
        String after = "";
        while (after != null) {
            Map<?, ?> page = page(host, after);
            for (Object letter : (List<?>) page.get("dead_letters")) {
                Map<?, ?> fields = (Map<?, ?>) letter;
                int account = ((Number) fields.get("account")).intValue();
                all.add(new Addressed((String) fields.get("event_id"), account));
            }
            Object next = page.get("next");
            after = next == null ? null : "&after=" + next;
        }
        return all;
    }
}
