package io.ringfence.config.crash;

import io.ringfence.config.crash.SentEvent.Going;
import io.ringfence.core.event.DeliveryChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Draws the events of one sender. One thread. */
final class EventDraw {
    /** Names that events may be sent to, and whom they mean. The last one is what somebody signs in with. */
    private static final Map<String, Set<Integer>> TARGETS =
            Map.of("host", Set.of(0), "alice", Set.of(1), "bob", Set.of(2), "desk", Set.of(1, 2), "user-2", Set.of(2));

    private static final List<String> OF_THE_HOST = List.of("host", "alice", "bob", "desk", "user-2", "alice");
    private static final List<String> OF_ALICE = List.of("alice", "desk");
    private static final List<String> WAYS = List.of(
            "'active_session'",
            "'active_session','telegram'",
            "'active_session','webhook'",
            "'active_session','telegram','webhook'",
            "'webhook','active_session'",
            "'telegram','webhook'",
            "'webhook'",
            "'active_session','email','webhook'");

    private final int sender;
    private final String name;
    private final Random random;
    private int count;

    /**
     * A sender's.
     *
     * @param name of the sender, no other's
     */
    EventDraw(int sender, String name, Random random) {
        this.sender = sender;
        this.name = name;
        this.random = random;
    }

    SentEvent next() {
        String title = name + "-" + ++count;
        List<String> fields = new ArrayList<>(List.of(
                "'title':'" + title + "'",
                "'priority':" + (1 + random.nextInt(10)),
                "'payload':{'number':" + count + "}"));
        Set<Integer> recipients = recipients(fields);
        boolean isInformational = random.nextInt(4) == 0;
        Set<DeliveryChannel> mustTry = EnumSet.noneOf(DeliveryChannel.class);
        fields.add("'delivery':" + (isInformational ? "'informational'" : delivery(mustTry)));
        long nowMs = System.currentTimeMillis();
        Going going = going();
        long triggerMs = nowMs - 200 + random.nextInt(1_400);
        switch (going) {
            case SCHEDULED -> fields.add("'kind':'scheduled','trigger_at':'" + Instant.ofEpochMilli(triggerMs) + "'");
            case WITH_A_PRICE -> fields.add(condition(">"));
            case NEVER -> fields.add(condition("<"));
            default -> {
                // Says nothing.
            }
        }
        boolean isExpiring = going == Going.AT_ONCE && random.nextInt(6) == 0;
        if (isExpiring) {
            fields.add("'expires_at':'" + Instant.ofEpochMilli(nowMs + 100 + random.nextInt(700)) + "'");
        }
        String json = ("{" + String.join(",", fields) + "}").replace('\'', '"');
        return new SentEvent(sender, title, json, recipients, isInformational, isExpiring, going, triggerMs, mustTry);
    }

    private Set<Integer> recipients(List<String> fields) {
        if (random.nextInt(5) == 0) {
            return Set.of(sender);
        }
        List<String> choices = sender == 0 ? OF_THE_HOST : OF_ALICE;
        String target = choices.get(random.nextInt(choices.size()));
        fields.add("'targets':['" + target + "']");
        return TARGETS.get(target);
    }

    private Going going() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> Going.SCHEDULED;
            case 2 -> random.nextBoolean() ? Going.WITH_A_PRICE : Going.NEVER;
            default -> Going.AT_ONCE;
        };
    }

    /** Of the price and one that is lower than any. */
    private static String condition(String op) {
        return "'kind':'conditional','condition':{'symbol':'AAA','field':'last','op':'" + op + "','value':'0.01'}";
    }

    /** A delivery that is a promise. */
    private String delivery(Set<DeliveryChannel> mustTry) {
        int draw = random.nextInt(10);
        if (draw < 2) {
            mustTry.add(DeliveryChannel.TELEGRAM);
            return draw == 0 ? "'critical'" : "'active_or_telegram'";
        }
        String ways = WAYS.get(random.nextInt(WAYS.size()));
        List<String> choices = new ArrayList<>();
        for (String way : ways.split(",")) {
            boolean isOnlyIfActive = random.nextInt(6) == 0;
            choices.add("{'channel':" + way + (isOnlyIfActive ? ",'only_if_active':true}" : "}"));
            if (!isOnlyIfActive && way.equals("'telegram'")) {
                mustTry.add(DeliveryChannel.TELEGRAM);
            } else if (!isOnlyIfActive && way.equals("'webhook'")) {
                mustTry.add(DeliveryChannel.WEBHOOK);
            }
        }
        String priority = random.nextInt(5) < 3 ? "critical" : "normal";
        return "{'priority':'" + priority + "','channels':[" + String.join(",", choices) + "]}";
    }
}
