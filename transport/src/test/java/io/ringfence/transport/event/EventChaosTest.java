package io.ringfence.transport.event;

import static io.ringfence.transport.event.Gateway.ALICE;
import static io.ringfence.transport.event.Gateway.BOB;
import static io.ringfence.transport.event.Gateway.CAROL;
import static io.ringfence.transport.event.Gateway.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * Clients that come and go, acknowledge late, twice or not at all, and a host that is started again in between: what is promised of
 * each event is kept, once, and nobody sees what is not theirs.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventChaosTest {
    private static final int STEPS = 120;
    private static final List<Integer> ACCOUNTS = List.of(ALICE, BOB, CAROL);
    private static final Map<String, List<Integer>> TARGETS =
            Map.of("alice", List.of(ALICE), "bob", List.of(BOB), "carol", List.of(CAROL), "desk", List.of(ALICE, BOB));

    private final long seed = Long.getLong("ringfence.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Gateway gateway = new Gateway();
    /** Sessions by account. */
    private final Map<Integer, List<GatewayClient>> sessions = new HashMap<>();
    /** Of each event that was accepted, whom it is for. */
    private final Map<String, Set<Integer>> recipients = new HashMap<>();

    private final Set<String> informational = new HashSet<>();
    /** What was offered and not acknowledged, by account. */
    private final Map<Integer, List<String>> unacknowledged = new HashMap<>();
    /** What was acknowledged, by account. */
    private final Map<Integer, Set<String>> acknowledged = new HashMap<>();

    @RepeatedTest(5)
    void shouldDeliverEveryEventOrKeepItsDeadLetter() {
        try {
            ACCOUNTS.forEach(this::forget);
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            finish();
        } finally {
            gateway.close();
        }
    }

    private void forget(int account) {
        sessions.put(account, new ArrayList<>());
        unacknowledged.putIfAbsent(account, new ArrayList<>());
        acknowledged.putIfAbsent(account, new HashSet<>());
    }

    private void step() {
        int account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> publish();
            case 4 -> {
                if (sessions.get(account).size() < 3) {
                    sessions.get(account).add(GatewayClient.session(gateway, account));
                }
            }
            case 5 -> {
                if (!sessions.get(account).isEmpty()) {
                    sessions.get(account).remove(0).cut();
                }
            }
            case 6, 7, 8 -> acknowledge(account);
            case 9 -> repeat(account);
            case 10 -> gateway.sleep(random.nextInt(4) * SECOND);
            default -> {
                if (random.nextInt(4) == 0) {
                    restart();
                }
            }
        }
        listen();
    }

    private void publish() {
        String target = List.copyOf(new TreeSet<>(TARGETS.keySet())).get(random.nextInt(TARGETS.size()));
        String delivery = List.of("informational", "critical", "normal").get(random.nextInt(3));
        GatewayClient operator = new GatewayClient(gateway, Gateway.OPERATOR);
        String answer = operator.ask("'type':'event','event':{'targets':['" + target + "'],'priority':"
                + (1 + random.nextInt(10)) + ",'delivery':{'priority':'" + delivery + "'}}");
        Map<String, String> fields = GatewayClient.scalars(answer);
        assertEquals("accepted", fields.get("type"), this::context);
        String id = fields.get("event_id");
        recipients.put(id, new HashSet<>(TARGETS.get(target)));
        if (delivery.equals("informational")) {
            informational.add(id);
        }
        operator.cut();
    }

    private String context() {
        return "seed " + seed;
    }

    /** Takes what has come; some of it is acknowledged at once, some later, some never. */
    private void listen() {
        sessions.forEach((account, clients) -> {
            for (GatewayClient client : clients) {
                for (String message : client.all()) {
                    Map<String, String> fields = GatewayClient.scalars(message);
                    if (fields.get("type").equals("event")) {
                        offered(account, fields);
                    }
                }
            }
        });
    }

    private void offered(int account, Map<String, String> fields) {
        String id = fields.get("event_id");
        assertTrue(recipients.get(id).contains(account), () -> id + " is not " + account + "'s, " + context());
        assertEquals(!informational.contains(id), Boolean.parseBoolean(fields.get("ack")), this::context);
        if (!informational.contains(id)) {
            unacknowledged.get(account).add(id);
        }
    }

    private void acknowledge(int account) {
        List<String> open = unacknowledged.get(account);
        if (!open.isEmpty() && !sessions.get(account).isEmpty()) {
            String id = open.remove(random.nextInt(open.size()));
            sessions.get(account).get(0).ask("'type':'event_ack','event_id':'" + id + "'");
            acknowledged.get(account).add(id);
        }
    }

    private void repeat(int account) {
        if (!acknowledged.get(account).isEmpty() && !sessions.get(account).isEmpty()) {
            String id = acknowledged.get(account).iterator().next();
            sessions.get(account).get(0).ask("'type':'event_ack','event_id':'" + id + "'");
        }
    }

    /** What was acknowledged and is not in the journal yet is lost, as in a crash; here it is waited for. */
    private void restart() {
        gateway.settle();
        gateway.close();
        gateway = gateway.restarted();
        ACCOUNTS.forEach(this::forget);
    }

    /** Everybody is there and acknowledges; time goes on until nothing is under way any more. */
    private void finish() {
        for (int account : ACCOUNTS) {
            sessions.get(account).add(GatewayClient.session(gateway, account));
        }
        for (int round = 0; round < 20; round++) {
            listen();
            for (int account : ACCOUNTS) {
                while (!unacknowledged.get(account).isEmpty()) {
                    acknowledge(account);
                }
            }
            gateway.sleep(SECOND);
        }
        GatewayClient operator = new GatewayClient(gateway, Gateway.OPERATOR);
        String dead = operator.ask("'type':'dead_letters','limit':200");
        recipients.forEach((id, accounts) -> {
            for (int account : accounts) {
                boolean isDead = dead.contains("\"event_id\":\"" + id + "\"");
                boolean isHeld =
                        informational.contains(id) || acknowledged.get(account).contains(id) || isDead;
                assertTrue(isHeld, () -> id + " to " + account + " is lost, " + context());
            }
        });
        assertTrue(operator.ask("'type':'events','state':'queued'").contains("\"events\":[]"), this::context);
        assertEquals(
                0,
                gateway.logic.trade().eventRows().stream()
                        .flatMap(row -> row.deliveries().stream())
                        .filter(row -> row.state() != io.ringfence.core.event.DeliveryState.DEAD_LETTER)
                        .count(),
                this::context);
    }
}
