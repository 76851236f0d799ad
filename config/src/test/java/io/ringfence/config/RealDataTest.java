package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeSummary;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.journal.JournalReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole days of real data through a node with one stop, against a scan of the same file that knows nothing of the node. The
 * position is opened before the first row, so the stop stands from the first valid row on.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RealDataTest {
    @TempDir
    private Path directory;

    /** A row as this test reads it: the price that matters to a long position's stop, null where the row is not valid. */
    private record Row(BigDecimal price) {}

    @ParameterizedTest
    @ValueSource(strings = {"20140501", "20140508", "20140509"})
    void shouldFireOnTheTickAScanFindsWhenEurusdFallsTenPips(String day) throws Exception {
        Path zip = TestNodes.shared("data/lean-fxcm-eurusd/" + day + "_quote.zip");
        List<Row> rows = new ArrayList<>();
        for (String line : lines(zip)) {
            String[] parts = line.split(",");
            BigDecimal bid = new BigDecimal(parts[1]);
            boolean isCrossed = bid.compareTo(new BigDecimal(parts[2])) > 0;
            rows.add(new Row(isCrossed ? null : bid));
        }
        String date = LocalDate.parse(day, java.time.format.DateTimeFormatter.BASIC_ISO_DATE)
                .toString();
        String feed = "columns = [time, bid, ask], since-midnight { date = " + date + ", zone = \"UTC-05:00\" }";
        check(zip, feed, date, "UTC-05:00", "bid-ask", rows, new BigDecimal("0.0010"));
    }

    @Test
    void shouldFireOnTheTickAScanFindsWhenSpyFallsTwentyCents() throws Exception {
        Path zip = TestNodes.shared("data/lean-spy-trades/20131008_trade.zip");
        List<Row> rows = new ArrayList<>();
        for (String line : lines(zip)) {
            rows.add(new Row(new BigDecimal(line.split(",")[1]).movePointLeft(4)));
        }
        String feed = "columns = [time, last, quantity, skip, skip, suspicious], price-divisor = 10000, "
                + "since-midnight { date = 2013-10-08, zone = America/New_York }";
        check(zip, feed, "2013-10-08", "America/New_York", "last", rows, new BigDecimal("0.20"));
    }

    private void check(
            Path zip, String feed, String date, String zone, String trigger, List<Row> rows, BigDecimal distance)
            throws Exception {
        BigDecimal first = rows.stream()
                .map(Row::price)
                .filter(price -> price != null)
                .findFirst()
                .orElseThrow();
        BigDecimal level = first.subtract(distance);
        long midnight = LocalDate.parse(date).atStartOfDay(ZoneId.of(zone)).toEpochSecond();
        Path file = directory.resolve("node.conf");
        Files.writeString(file, """
                clock = feed, lockstep = true, ring.threading = inline, instruments = [X], edge.enabled = false
                feeds = [{ name = day, id = 7, symbol = X, source = "%s", time-unit = millis, %s }]
                strategies = [{ name = guarded, symbol = X, quantity = 1, buy-at = "%s", sell-at = "%s",
                  stop { level = %s, trigger = %s } }]
                """.formatted(
                        zip,
                        feed,
                        java.time.Instant.ofEpochSecond(midnight),
                        java.time.Instant.ofEpochSecond(midnight + 2 * 86_400),
                        level.toPlainString(),
                        trigger));
        NodeSummary summary = run(file);
        long invalid = rows.stream().filter(row -> row.price() == null).count();
        assertEquals(rows.size(), summary.ticks());
        assertEquals(0, summary.badRows());
        assertEquals(invalid, summary.rejectedTicks());
        assertEquals(scan(rows, level), firedRow());
        assertEquals(summary, TestNodes.replaySummary(directory.resolve("journal")));
    }

    /** Number of the first row at or below the level, from 1; 0 when there is none. */
    private static long scan(List<Row> rows, BigDecimal level) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).price() != null && rows.get(i).price().compareTo(level) <= 0) {
                return i + 1L;
            }
        }
        return 0;
    }

    private NodeSummary run(Path file) throws Exception {
        Node node = new Node(ConfigFile.file(file, TestNodes.under(directory)), TestNodes.silent());
        try (node) {
            node.start();
            while (!node.awaitEnd(1_000)) {
                assertNull(node.halt());
            }
            assertTrue(node.feedFailure().isEmpty(), () -> node.feedFailure().toString());
        }
        return node.summary();
    }

    /** The row whose tick caused the stop's order: an order's id holds the sequence of its event. */
    private long firedRow() throws IOException {
        for (String line : Files.readAllLines(directory.resolve("broker.log"))) {
            String[] parts = line.split(",");
            if (parts[0].equals("submit") && parts[6].equals("STOP")) {
                return feedSequence(Long.parseLong(parts[1]) >> 16);
            }
        }
        return 0;
    }

    private long feedSequence(long eventSequence) throws IOException {
        long[] found = new long[1];
        new JournalReader(directory.resolve("journal"))
                .forEach(eventSequence, eventSequence, (sequence, time, buffer, offset, length) -> {
                    MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
                    assertEquals(PriceTickDecoder.TEMPLATE_ID, header.templateId());
                    found[0] = new PriceTickDecoder()
                            .wrapAndApplyHeader(buffer, offset, header)
                            .feedSequence();
                });
        return found[0];
    }

    private static List<String> lines(Path zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            in.getNextEntry();
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .toList();
        }
    }
}
