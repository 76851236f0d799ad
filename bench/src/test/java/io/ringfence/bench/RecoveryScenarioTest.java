package io.ringfence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A small day, with events that are pending through three restarts; the scenario itself checks that all are there again. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RecoveryScenarioTest {
    @Test
    void shouldComeBackWithEveryPendingEvent() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
                PrintStream err = new PrintStream(OutputStream.nullOutputStream())) {
            RecoveryScenario.of(List.of("2000", "3000")).run(out, err);
        }
        String text = said.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("3,000 critical events pending for 1,000 users"), text);
        assertTrue(text.matches("(?s).*\\n3 +\\d+\\.\\d\\d\\n"), text);
    }

    @Test
    void shouldNameTheArgumentThatIsOutOfItsRange() {
        assertEquals(
                "EVENTS = 200001: expected 0 to 200000",
                assertThrows(IllegalArgumentException.class, () -> RecoveryScenario.of(List.of("2000", "200001")))
                        .getMessage());
    }
}
