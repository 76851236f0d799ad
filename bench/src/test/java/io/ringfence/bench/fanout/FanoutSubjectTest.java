package io.ringfence.bench.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.RoundPlan;
import io.ringfence.bench.rig.RoundResult;
import io.ringfence.bench.rig.SubjectFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole rounds of two or three clients, with the load client in its own process. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FanoutSubjectTest {
    private static final SubjectFactory BARE_NETTY = (plan, options, recordings) ->
            new FanoutSubject(FanoutOptions.of(options), plan, new BareNetty(), recordings);

    @TempDir
    Path directory;

    private Map<String, String> options(int clients, int stalled, String threading) {
        return Map.of(
                FanoutOptions.CLIENTS,
                Integer.toString(clients),
                FanoutOptions.STALLED,
                Integer.toString(stalled),
                FanoutOptions.WINDOW,
                "64",
                FanoutOptions.THREADING,
                threading,
                FanoutOptions.WAIT,
                "quiet",
                FanoutOptions.DIRECTORY,
                directory.toString());
    }

    private static RoundResult run(SubjectFactory server, LoadPlan load, Map<String, String> options) {
        return server.run(new RoundPlan("fan-out", 1, load, options));
    }

    /** A machine that stood still for a moment has not taken the rate. */
    private static List<String> wrong(RoundResult result) {
        return result.findings().stream()
                .filter(finding -> !finding.contains("were reached"))
                .toList();
    }

    private static Map<String, String> facts(RoundResult result) {
        return result.facts().stream()
                .map(fact -> fact.split("=", 2))
                .collect(Collectors.toMap(fact -> fact[0], fact -> fact[1]));
    }

    private void expectNothingLeft() throws IOException {
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"edge,inline", "edge,compact", "bare,compact"})
    void shouldTimeEachDeliveryWhenThereIsARate(String server, String threading) throws Exception {
        RoundResult result = run(
                server.equals("edge") ? new EdgeFactory() : BARE_NETTY,
                new LoadPlan(1_000, 100, 300),
                options(2, 0, threading));
        assertEquals(List.of(), wrong(result));
        assertEquals("800", facts(result).get("deliveries"));
        var client = result.points().get(FanoutSubject.CLIENT);
        // Those of the warm-up are delivered, and not in the figures.
        assertEquals(600, client.getTotalCount());
        assertTrue(client.getMinValue() > 0, client::toString);
        expectNothingLeft();
    }

    @Test
    void shouldLoseNothingWhenTicksGoAsFastAsTheyAreTaken() throws Exception {
        RoundResult result = run(new EdgeFactory(), new LoadPlan(0, 100, 400), options(3, 0, "compact"));
        assertEquals(List.of(), wrong(result));
        Map<String, String> facts = facts(result);
        assertEquals(3 * Long.parseLong(facts.get("encoded")), Long.parseLong(facts.get("deliveries")));
        assertEquals("0", facts.get("conflated"));
        assertTrue(result.achievedPerSecond() > 0, result::toString);
        expectNothingLeft();
    }

    @Test
    void shouldBringAllToTheOthersWhenAClientStalls() throws Exception {
        RoundResult result = run(new EdgeFactory(), new LoadPlan(1_000, 0, 300), options(3, 1, "compact"));
        assertEquals(List.of(), wrong(result));
        Map<String, String> facts = facts(result);
        // To two clients, behind those that have filled the buffers of the third.
        assertEquals(2 * (300 + Long.parseLong(facts.get("ticks_before"))), Long.parseLong(facts.get("deliveries")));
        assertEquals(600, result.points().get(FanoutSubject.CLIENT).getTotalCount());
        assertTrue(Long.parseLong(facts.get("conflated")) > 0, facts::toString);
        expectNothingLeft();
    }

    @Test
    void shouldFindWhatIsMissingWhenAServerLeavesOneOut() throws Exception {
        RoundResult result = run(
                (plan, options, recordings) ->
                        new FanoutSubject(FanoutOptions.of(options), plan, new Forgetful(), recordings),
                new LoadPlan(1_000, 0, 200),
                options(2, 0, "compact"));
        assertEquals(
                List.of(
                        "398 of 400 deliveries came; of 200 events the client with the fewest had 199, the one with the most"
                                + " 199"),
                wrong(result));
        expectNothingLeft();
    }

    @Test
    void shouldSayWhatTheClientSaidWhenItDoesNotGetItsConnections() throws Exception {
        FanoutServer deaf = new FanoutServer() {
            @Override
            public int start() {
                // Nobody listens at the port of discard.
                return 9;
            }

            @Override
            public void publish(long index) {}

            @Override
            public void close() {}
        };
        RoundResult result = run(
                (plan, options, recordings) -> new FanoutSubject(FanoutOptions.of(options), plan, deaf, recordings),
                new LoadPlan(1_000, 0, 200),
                options(2, 0, "compact"));
        assertEquals(1, result.findings().size());
        String finding = result.findings().get(0);
        assertTrue(finding.contains("the load client did not get its connections"), finding);
        assertTrue(finding.contains("Connection refused"), finding);
        expectNothingLeft();
    }

    /** Bare Netty, to which one tick is not told. */
    private static final class Forgetful implements FanoutServer {
        private static final long LEFT_OUT = 100;
        private final BareNetty netty = new BareNetty();

        @Override
        public int start() {
            return netty.start();
        }

        @Override
        public void publish(long index) {
            if (index != LEFT_OUT) {
                netty.publish(index);
            }
        }

        @Override
        public void close() {
            netty.close();
        }
    }
}
