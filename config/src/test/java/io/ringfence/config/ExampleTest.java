package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.config.JournaledInputs.Input;
import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeConfig;
import io.ringfence.core.event.EventType;
import io.ringfence.core.trade.StrategyState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of a strategies file, as the README tells to run it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExampleTest {
    @TempDir
    private Path directory;

    @Test
    void shouldRunBesideTheDemoWithoutAClient() throws Exception {
        NodeConfig config = ConfigFile.load(
                Optional.empty(),
                Optional.of(Path.of("src/main/resources/examples/strategies.conf")),
                TestNodes.under(directory, "edge.enabled=false"));
        Node node = new Node(config, TestNodes.silent());
        try (node) {
            node.start();
            while (!node.awaitEnd(100)) {
                assertEquals(null, node.halt());
            }
        }
        assertEquals(
                List.of("breakfast CLOSED", "swing CLOSED", "down CLOSED"),
                node.summary().strategies().stream()
                        .filter(row -> List.of("breakfast", "swing", "down").contains(row.name()))
                        .map(row -> row.name() + " " + row.state())
                        .toList());
        assertEquals(
                27,
                node.summary().strategies().stream()
                        .filter(row -> row.state() == StrategyState.CLOSED)
                        .count());
        List<Input> commands = JournaledInputs.of(
                directory.resolve("journal"),
                EventType.EXIT_REQUESTED,
                EventType.STRATEGY_UPDATED,
                EventType.KILL_SWITCH_SET);
        assertEquals(
                List.of(
                        "2013-11-28T00:00:00Z EXIT_REQUESTED",
                        "2013-11-29T00:00:00Z STRATEGY_UPDATED",
                        "2013-12-01T00:00:00Z KILL_SWITCH_SET"),
                commands.stream()
                        .map(input -> input.time() + " " + input.type())
                        .toList());
    }
}
