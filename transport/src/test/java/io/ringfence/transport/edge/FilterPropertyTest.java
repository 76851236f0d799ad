package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.AlertTriggeredEncoder;
import io.ringfence.core.event.ErrorCode;
import io.ringfence.core.event.ErrorLoggedEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.OrderAcceptedEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderRejectedEncoder;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Severity;
import io.ringfence.core.ring.OutputBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.agrona.MutableDirectBuffer;

/** Random events, random filters and batches: what comes is what a naive look at each event lets through. */
class FilterPropertyTest {
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();
    private static final Pattern HEARTBEAT =
            Pattern.compile("\\{\"type\":\"heartbeat\",\"streams\":\\{\"\\w+\":(\\d+)}.*");

    /** An event as a filter sees it: null, or 0, for what it lacks. */
    private record Sample(String type, boolean isCritical, long strategyId, String symbol, Severity severity) {
        static Sample random(boolean ofOrders, Random random) {
            long strategyId = 1 + random.nextInt(3);
            String symbol = EdgeFixture.SYMBOLS.get(random.nextInt(3));
            int which = random.nextInt(2);
            if (ofOrders) {
                return new Sample(
                        which == 0 ? "order_accepted" : "order_rejected", which == 1, strategyId, symbol, null);
            }
            return which == 0
                    ? new Sample("alert_triggered", true, strategyId, null, null)
                    : new Sample("error_logged", false, 0, null, Severity.get((short) (1 + random.nextInt(3))));
        }

        void write(OutputBuffer out, long position) {
            int length = HEADER_BYTES
                    + switch (type) {
                        case "order_accepted" -> OrderAcceptedEncoder.BLOCK_LENGTH;
                        case "order_rejected" -> OrderRejectedEncoder.BLOCK_LENGTH;
                        case "alert_triggered" -> AlertTriggeredEncoder.BLOCK_LENGTH;
                        default -> ErrorLoggedEncoder.BLOCK_LENGTH;
                    };
            MutableDirectBuffer buffer = out.claim(length);
            int at = out.claimedOffset();
            int instrumentId = symbol == null ? -1 : EdgeFixture.SYMBOLS.indexOf(symbol);
            switch (type) {
                case "order_accepted" ->
                    new OrderAcceptedEncoder()
                            .wrapAndApplyHeader(buffer, at, HEADER)
                            .clientOrderId(position)
                            .strategyId(strategyId)
                            .instrumentId(instrumentId);
                case "order_rejected" ->
                    new OrderRejectedEncoder()
                            .wrapAndApplyHeader(buffer, at, HEADER)
                            .clientOrderId(position)
                            .strategyId(strategyId)
                            .instrumentId(instrumentId)
                            .purpose(OrderPurpose.ENTRY)
                            .reason(RejectReason.get((short) 1));
                case "alert_triggered" ->
                    new AlertTriggeredEncoder()
                            .wrapAndApplyHeader(buffer, at, HEADER)
                            .strategyId(strategyId)
                            .clientOrderId(position)
                            .figure(1)
                            .code(AlertCode.get((short) 1));
                default ->
                    new ErrorLoggedEncoder()
                            .wrapAndApplyHeader(buffer, at, HEADER)
                            .subjectId(position)
                            .figure(1)
                            .code(ErrorCode.get((short) 1))
                            .severity(severity);
            }
            out.commit(length, 0, position);
        }
    }

    /** What a client asks for; null for what it does not say. */
    private record Wanted(
            List<String> symbols, List<Long> runnerIds, List<String> types, Severity minSeverity, List<String> tags) {
        static Wanted random(Random random) {
            List<String> types = List.of("order_accepted", "order_rejected", "alert_triggered", "error_logged");
            return new Wanted(
                    some(EdgeFixture.SYMBOLS, random),
                    some(List.of(1L, 2L, 3L), random),
                    some(types, random),
                    random.nextInt(3) > 0 ? null : Severity.get((short) (1 + random.nextInt(3))),
                    some(List.of("critical", "normal", "high_frequency"), random));
        }

        private static <T> List<T> some(List<T> all, Random random) {
            List<T> some = all.stream().filter(one -> random.nextBoolean()).toList();
            return some.isEmpty() || random.nextInt(3) > 0 ? null : some;
        }

        boolean admits(Sample event) {
            return (symbols == null || event.symbol == null || symbols.contains(event.symbol))
                    && (runnerIds == null || event.strategyId == 0 || runnerIds.contains(event.strategyId))
                    && (types == null || types.contains(event.type))
                    && (minSeverity == null || event.severity == null || event.severity.compareTo(minSeverity) >= 0)
                    && (tags == null || tags.contains(event.isCritical ? "critical" : "normal"));
        }

        String fields() {
            return list("symbols", symbols)
                    + list("runner_ids", runnerIds)
                    + list("event_types", types)
                    + list("tags", tags)
                    + (minSeverity == null
                            ? ""
                            : ",\"min_severity\":\"" + minSeverity.name().toLowerCase(Locale.ROOT) + '"');
        }

        private static String list(String name, List<?> values) {
            if (values == null) {
                return "";
            }
            List<String> texts =
                    values.stream().map(value -> "\"" + value + "\"").toList();
            return ",\"" + name + "\":[" + String.join(",", texts) + "]";
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldSendWhatTheFilterLetsThroughInOrderAndSayUpToWhere(@ForAll long seed) {
        Random random = new Random(seed);
        boolean ofOrders = random.nextBoolean();
        String channel = ofOrders ? "orders" : "alerts";
        Wanted wanted = Wanted.random(random);
        int batchMs = random.nextBoolean() ? 0 : 1 + random.nextInt(120);
        try (EdgeFixture edge = new EdgeFixture(Configs.heartbeatMs(20))) {
            JdkClient all = JdkClient.subscribed(edge.uri(), channel);
            JdkClient some = JdkClient.connect(edge.uri());
            some.ask("{\"type\":\"subscribe\",\"channel\":\"" + channel + "\",\"snapshot\":false"
                    + (batchMs == 0 ? "" : ",\"batch_ms\":" + batchMs) + wanted.fields() + "}");
            List<Sample> events = new ArrayList<>();
            for (int count = 1 + random.nextInt(60); count > 0; count--) {
                Sample event = Sample.random(ofOrders, random);
                events.add(event);
                edge.event(event::write);
            }

            List<String> told = upTo(events.size(), all);
            assertEquals(events.size(), told.size());
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < told.size(); i++) {
                assertTrue(told.get(i).startsWith("{\"type\":\"" + events.get(i).type + '"'), told.get(i));
                if (wanted.admits(events.get(i))) {
                    expected.add(told.get(i));
                }
            }
            assertEquals(expected, upTo(events.size(), some), () -> wanted + ", batch_ms " + batchMs);
        }
    }

    /** What comes until a heartbeat says that all up to this place has come. */
    private static List<String> upTo(long place, JdkClient client) {
        List<String> events = new ArrayList<>();
        while (true) {
            String message = client.next();
            Matcher heartbeat = HEARTBEAT.matcher(message);
            if (!heartbeat.matches()) {
                events.addAll(objects(message));
            } else if (Long.parseLong(heartbeat.group(1)) == place) {
                return events;
            }
        }
    }

    /** Those of an array, or the one that it is. */
    private static List<String> objects(String message) {
        return message.startsWith("[")
                ? List.of(message.substring(1, message.length() - 1).split("(?<=}),(?=\\{)"))
                : List.of(message);
    }
}
