package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringfence.config.node.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Threads as the operating system sees them. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PinningTest {
    @TempDir
    private Path directory;

    @Test
    void shouldRunAThreadOnItsCpuAloneWhenOneIsConfigured() throws Exception {
        String all = field(Path.of("/proc/self/status"), "Cpus_allowed_list");
        String[] ends = all.split("[,-]");
        String cpu = ends[ends.length - 1];
        assumeTrue(!cpu.equals(all), "skipped: there is one CPU");
        SmallNode files = new SmallNode(directory);
        String feed = files.feed(1, "AAA", 1_000, "10");
        try (Node node = new Node(
                files.config(
                        "ring.threading=pipelined",
                        "cpus.journal=" + cpu,
                        "cpus.trade=" + cpu,
                        "instruments=[AAA]",
                        "feeds=[" + feed + "]"),
                TestNodes.silent())) {
            node.start();
            while (!node.awaitEnd(10)) {
                assertEquals(null, node.halt());
            }
            Map<String, String> cpus = cpusOfThreads();
            assertEquals(cpu, cpus.get("ringfence-trade"), cpus::toString);
            // The kernel keeps 15 characters of a name, so the others are counted.
            assertEquals(2, Collections.frequency(cpus.values(), cpu), cpus::toString);
            assertEquals(cpus.size() - 2, Collections.frequency(cpus.values(), all), cpus::toString);
        }
    }

    /** Allowed CPUs of the node's threads, by name. */
    private static Map<String, String> cpusOfThreads() throws IOException {
        Map<String, String> cpus = new HashMap<>();
        List<Path> tasks;
        try (Stream<Path> entries = Files.list(Path.of("/proc/self/task"))) {
            tasks = entries.toList();
        }
        for (Path task : tasks) {
            Path status = task.resolve("status");
            if (Files.exists(status) && field(status, "Name").startsWith("ringfen")) {
                cpus.put(field(status, "Name"), field(status, "Cpus_allowed_list"));
            }
        }
        return cpus;
    }

    private static String field(Path status, String name) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }
}
