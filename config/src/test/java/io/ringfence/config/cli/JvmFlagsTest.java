package io.ringfence.config.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.NodeConfig;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The profiles for machines, and the argument files that go with them, on the JVM that runs the tests. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class JvmFlagsTest {
    @TempDir
    private Path directory;

    private static Path file(String profile) {
        return Path.of("src/main/jvm", profile + ".jvm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"colocated", "laptop"})
    void shouldBeFlagsThatTheJvmTakesWithoutAWord(String profile) throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + file(profile),
                        "-Xlog:os*=off",
                        "-version")
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, java.waitFor(), said);
        assertFalse(said.toLowerCase().contains("warning"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colocated", "laptop"})
    void shouldGiveTheReasonForEachFlag(String profile) throws Exception {
        boolean isExplained = false;
        for (String line : Files.readAllLines(file(profile))) {
            assertTrue(line.isEmpty() || line.startsWith("#") || isExplained, line);
            // A reason holds for the flags under it, up to the next empty line.
            isExplained = !line.isEmpty() && (isExplained || line.startsWith("#"));
        }
    }

    @Test
    void shouldStandBetweenTheFileAndTheDefaults() throws Exception {
        Path node = Files.writeString(directory.resolve("node.conf"), "ring.wait = balanced, instruments = [AAA]");
        NodeConfig colocated = load("colocated", node);
        assertEquals(WaitProfile.BALANCED, colocated.ring().waitProfile());
        assertEquals(200_000, colocated.warmUp().ticks());
        assertEquals(List.of("AAA"), colocated.declared().instruments());
        NodeConfig laptop = load("laptop", node);
        assertEquals(64 << 20, laptop.journal().segmentBytes());
        assertEquals(ThreadingMode.COMPACT, laptop.ring().threading());
        assertEquals(0, laptop.warmUp().ticks());
    }

    private static NodeConfig load(String profile, Path node) {
        return ConfigFile.load(Optional.of(profile), Optional.of(node), Optional.empty(), List.of());
    }
}
