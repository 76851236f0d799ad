package io.ringfence.transport.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SimulatedBrokerKillTest {
    private static final int KILLS = 4;
    private static final int SIGKILL_EXIT = 128 + 9;

    @TempDir
    Path dir;

    @Test
    void shouldKnowEveryOrderItWasSentWhenTheHostIsKilled() throws Exception {
        Path log = dir.resolve("broker.log");
        Random random = new Random(20_261_120);
        List<Long> told = new ArrayList<>();
        long next = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            told.addAll(killed(log, next, random.nextInt(2_000)));

            Map<Long, SimulatedOrder> known = open(log);
            long last = known.size();
            assertEquals(LongStream.rangeClosed(1, last).boxed().toList(), List.copyOf(known.keySet()));
            // At most the order that was on its way through the call when the signal came was not told of.
            assertTrue(known.keySet().containsAll(told), () -> "told " + told.size() + ", known " + last);
            next = last + 1;
        }

        try (BrokerFixture broker = new BrokerFixture(log)) {
            broker.start();
            broker.tick(Quote.last(1_000));
            broker.reports();
            told.forEach(id -> broker.query(Terms.buy(id, 1_000_000_000)));
            assertEquals(
                    told.stream()
                            .map(id -> Terms.buy(id, 1_000_000_000).filled(1_000_000_000, 10_000, 0, 1_000))
                            .toList(),
                    broker.reports().stream()
                            .map(SimulatedBrokerKillTest::roundedNotional)
                            .toList());
        }
    }

    /** Two parts round the money each by half a unit at most. */
    private static BrokerReport roundedNotional(BrokerReport report) {
        assertEquals(10_000, report.cumNotional(), 1);
        return Terms.buy(report.clientOrderId(), 1_000_000_000)
                .filled(report.cumQuantity(), 10_000, report.cumFee(), report.lastPrice());
    }

    private static Map<Long, SimulatedOrder> open(Path file) {
        SimulatedBrokerLog log = new SimulatedBrokerLog(file);
        try {
            return log.open().orders().stream()
                    .collect(Collectors.toMap(
                            order -> order.clientOrderId, order -> order, (a, b) -> b, LinkedHashMap::new));
        } finally {
            log.close();
        }
    }

    /** Ids a child told of before it was killed, which was after {@code untilCount} of them at the earliest. */
    private static List<Long> killed(Path log, long firstId, int untilCount) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                Arrays.stream(System.getProperty("ringfence.test.jvmFlags", "").split("\\s+"))
                        .filter(flag -> !flag.isEmpty())
                        .toList());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                SubmittingChild.class.getName(),
                log.toString(),
                Long.toString(firstId)));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> told = new ArrayList<>();
        try (BufferedReader out = child.inputReader()) {
            String text = "";
            for (int c = out.read(); c >= 0; c = out.read()) {
                if (c != '\n') {
                    text += (char) c;
                    continue;
                }
                told.add(Long.parseLong(text));
                text = "";
                if (told.size() == untilCount + 1) {
                    // Process.destroyForcibly would close the pipe, and with it what the child has told already.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly();
        }
        assertEquals(SIGKILL_EXIT, child.waitFor());
        assertTrue(told.size() > untilCount, () -> "told " + told.size());
        return told;
    }
}
