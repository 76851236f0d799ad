package io.ringfence.config.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.NodeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostNoticesTest {
    private static final Map<String, String> TUNED =
            Map.of("InitialHeapSize", "1000", "MaxHeapSize", "1000", "AlwaysPreTouch", "true", "UsePerfData", "false");
    private static final Map<String, String> USUAL =
            Map.of("InitialHeapSize", "100", "MaxHeapSize", "1000", "AlwaysPreTouch", "false", "UsePerfData", "true");
    private static final String LACKING =
            "configured for low latency, but this JVM lacks a heap of one size (-Xms = -Xmx),"
                    + " -XX:+AlwaysPreTouch, -XX:-UsePerfData: start it with java @config/target/colocated.jvm";

    @TempDir
    private Path directory;

    private List<String> notices(int cores, Map<String, String> flags, String profile, String... settings)
            throws Exception {
        Path file = Files.writeString(directory.resolve("node.conf"), "");
        NodeConfig config = ConfigFile.load(
                Optional.of(profile), Optional.of(file), Optional.empty(), new ArrayList<>(List.of(settings)));
        return HostNotices.of(config, cores, name -> flags.getOrDefault(name, ""));
    }

    @Test
    void shouldSayNothingWhenThreadsSleepOrAllIsThere() throws Exception {
        assertEquals(List.of(), notices(2, USUAL, "laptop"));
        assertEquals(List.of(), notices(3, TUNED, "colocated"));
        // A JVM of another make does not know the flags.
        assertEquals(List.of(), notices(3, Map.of(), "colocated"));
    }

    @Test
    void shouldNameTheFlagsThatTheJvmLacksWhenThreadsSpinOrArePinned() throws Exception {
        assertEquals(List.of(LACKING), notices(8, USUAL, "colocated"));
        assertEquals(List.of(LACKING), notices(8, USUAL, "laptop", "cpus.core=1"));
    }

    @Test
    void shouldSayThatNoCoreIsLeftWhenAllOfThemSpin() throws Exception {
        String rest =
                ", which leaves none to feeds, clients and the JVM: every event waits for the scheduler. Take balanced"
                        + " or quiet";
        assertEquals(List.of("ring.wait = spin: 2 threads spin on 2 cores" + rest), notices(2, TUNED, "colocated"));
        assertEquals(
                List.of("ring.wait = spin: 7 threads spin on 4 cores" + rest),
                notices(4, TUNED, "colocated", "ring.threading=pipelined"));
        assertEquals(
                List.of(),
                notices(
                        6,
                        TUNED,
                        "colocated",
                        "ring.threading=pipelined",
                        "edge.enabled=false",
                        "event-log.enabled=false"));
    }
}
