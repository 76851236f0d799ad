package io.ringfence.transport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.transport.http.MetricsText.Label;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricsTextTest {
    @Test
    void shouldWriteTheTextFormatWhenFiguresAreGiven() {
        String text = new MetricsText()
                .counter("a_total", "with \\ and\na line", 3)
                .gauge("b_seconds", "b", 0.25)
                .head("c", "c", "summary")
                .sample("c", List.of(new Label("at", "x\"y"), new Label("quantile", "0.5")), 1e-9)
                .toString();
        assertEquals("""
                # HELP a_total with \\\\ and\\na line
                # TYPE a_total counter
                a_total 3
                # HELP b_seconds b
                # TYPE b_seconds gauge
                b_seconds 0.250000000
                # HELP c c
                # TYPE c summary
                c{at="x\\"y",quantile="0.5"} 1.00000000e-09
                """, text);
    }

    @Test
    void shouldRefuseANameThatPrometheusWouldMisreadWhenItIsACounters() {
        assertEquals(
                "counter a: expected a name that ends with _total",
                assertThrows(IllegalArgumentException.class, () -> new MetricsText().counter("a", "", 1))
                        .getMessage());
    }
}
