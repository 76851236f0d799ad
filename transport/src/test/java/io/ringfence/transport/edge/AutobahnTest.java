package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** RFC 6455 as the Autobahn testsuite sees it, against the edge's own pipeline; profile {@code autobahn} runs it. */
@EnabledIfSystemProperty(named = "ringfence.test.autobahnDir", matches = ".+")
@Timeout(value = 3_600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AutobahnTest {
    private static final Logger LOG = LoggerFactory.getLogger(AutobahnTest.class);
    private static final Path DIRECTORY = Path.of(System.getProperty("ringfence.test.autobahnDir", "."));
    private static final int LARGE_FRAME_BYTES = 1 << 24;

    @Test
    void shouldConformWhenMessagesAreWithinTheDefaultBound() {
        run("protocol", roomy(65_536), List.of("*"), List.of("9.*"), 247);
    }

    @Test
    @EnabledIfSystemProperty(named = "ringfence.test.autobahnCases", matches = "all")
    void shouldConformWhenMessagesAreLarge() {
        run("limits", largeFrames(), List.of("9.*"), List.of(), 54);
    }

    private static void run(
            String name, EdgeConfig config, List<String> cases, List<String> excluded, int expectedCount) {
        Autobahn autobahn = new Autobahn(DIRECTORY.resolve("jars"), DIRECTORY.resolve(name));
        try (EchoServer server = new EchoServer(config)) {
            AutobahnReport report = autobahn.run(server.uri(), cases, excluded, 3_000);
            LOG.info(report.summary());
            assertEquals(List.of(), report.bad());
            assertEquals(expectedCount, report.cases().size());
        }
    }

    private static EdgeConfig largeFrames() {
        return roomy(LARGE_FRAME_BYTES);
    }

    /** For cases that send as fast as they can, and do not say who they are. */
    private static EdgeConfig roomy(int maxFrameBytes) {
        return EdgeConfig.defaults()
                .with(Access.OPEN)
                .with(new AdmissionConfig(1_024, 16, 1_000_000, 1_000_000, 64, 60_000))
                .with(new MessageConfig(
                        maxFrameBytes, maxFrameBytes, 1 << 20, 1_000_000, 1_000_000, 10, 256, 10, false));
    }
}
