package io.ringfence.bench.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.decimal.Decimal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTest {
    private static final long MS_NS = 1_000_000;

    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("market.txt"), text);
    }

    /** Trades at 0, 10 and 10 ms, a quote at 40 ms. */
    private Capture four() throws IOException {
        return Capture.read(file(CaptureFile.depth(0)
                + CaptureFile.trade(0, "100.25")
                + CaptureFile.trade(10 * MS_NS, "99.00000001")
                + CaptureFile.trade(10 * MS_NS, "101")
                + CaptureFile.quote(40 * MS_NS, "99.5", "100.5")));
    }

    @Test
    void shouldKeepTradesAndQuotesWithTheirTimes() throws IOException {
        Capture capture = four();
        assertEquals(4, capture.size());
        assertTrue(capture.isTrade(2));
        assertFalse(capture.isTrade(3));
        assertEquals(Decimal.parse("99.00000001"), capture.price(1));
        assertEquals(Decimal.parse("99.5"), capture.bid(3));
        assertEquals(Decimal.parse("100.5"), capture.ask(3));
        assertEquals(40 * MS_NS, capture.offsetNs(3));
        assertEquals(Decimal.parse("100.25"), capture.firstPrice());
        assertEquals(Decimal.parse("1.99999999"), capture.range());
        assertTrue(capture.hasQuotes());
    }

    @Test
    void shouldReadWhatIsPacked() throws IOException {
        Capture capture = Capture.read(CaptureFile.walk(directory.resolve("market.gz"), 100));
        assertEquals(200, capture.size());
    }

    @Test
    void shouldPlayItThereAndBackAndThereAgain() throws IOException {
        Capture capture = four();
        CaptureLoop loop = new CaptureLoop(capture, 1);
        List<Long> dueMs = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            // To the microsecond: what lies between two passes is a third of the capture.
            dueMs.add(Math.round(loop.nextNs() / 1e6));
            rows.add(CaptureLoop.row(capture, i));
        }
        assertEquals(List.of(0, 1, 2, 3, 3, 2, 1, 0, 0, 1, 2, 3), rows);
        assertEquals(List.of(0L, 10L, 10L, 40L, 53L, 83L, 83L, 93L, 107L, 117L, 117L, 147L), dueMs);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 100, 1_000_000})
    void shouldCountWhatIsDueBeforeATime(long speed) throws IOException {
        Capture capture = four();
        for (long lengthMs : new long[] {0, 1, 2, 13, 53, 54, 106, 500}) {
            CaptureLoop loop = new CaptureLoop(capture, speed);
            long expected = loop.countBefore(lengthMs);
            long counted = 0;
            while (loop.nextNs() < lengthMs * MS_NS) {
                counted++;
            }
            assertEquals(counted, expected, "before " + lengthMs + " ms");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing|expected nanoseconds, a blank and a message",
                "12 {\"stream\":|Unexpected end-of-input",
                "1700000000000000009 {\"stream\":\"xyz@trade\",\"data\":{}}|p is missing: expected a price",
                "1700000000000000009 {\"stream\":\"xyz@trade\",\"data\":{\"p\":\"0\"}}|p = 0: expected a price above 0",
                "1700000000000000009 {\"stream\":\"xyz@trade\",\"data\":{\"p\":\"1x\"}}|\"1x\" is not a decimal number",
                "1700000000000000009 {\"stream\":\"abc@trade\",\"data\":{\"p\":\"1\"}}|stream = abc@trade: expected one symbol, xyz",
                "1600000000000000000 {\"stream\":\"xyz@trade\",\"data\":{\"p\":\"1\"}}|time = 1600000000000000000: expected",
            })
    void shouldNameFileAndLineWhenARowIsBad(String row, String reason) throws IOException {
        Path file = file(CaptureFile.trade(0, "100") + CaptureFile.depth(1) + row + "\n");
        IOException refused = assertThrows(IOException.class, () -> Capture.read(file));
        assertTrue(refused.getMessage().startsWith(file + ":3: " + reason), refused::getMessage);
        assertEquals(1, refused.getMessage().lines().count());
    }

    @Test
    void shouldRefuseAFileThatIsMissingOrHasTooLittle() throws IOException {
        Path missing = directory.resolve("missing.gz");
        assertEquals(
                missing + ": no such file",
                assertThrows(IOException.class, () -> Capture.read(missing)).getMessage());
        Path one = file(CaptureFile.trade(0, "100"));
        assertEquals(
                one + ": 1 trades: expected two or more, at different times",
                assertThrows(IOException.class, () -> Capture.read(one)).getMessage());
        Path jump = file(CaptureFile.trade(0, "100") + CaptureFile.trade(1, "50"));
        assertEquals(
                jump + ": trades from 50 to 100: expected none at half the price of another",
                assertThrows(IOException.class, () -> Capture.read(jump)).getMessage());
    }
}
