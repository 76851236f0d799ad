package io.ringfence.bench.timer;

import io.ringfence.transport.feed.CsvColumn;
import io.ringfence.transport.feed.CsvFeedConfig;
import io.ringfence.transport.feed.CsvTimeUnit;
import io.ringfence.transport.feed.TimeBase;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A recording of evenly spread ticks, which a node plays at the pace of their times. */
final class TickFile {
    private static final long SECOND_NS = 1_000_000_000;
    /** Prices are integers of 1/100, and go up and down by these. */
    private static final int PRICE_DIVISOR = 100;

    private static final int SWING = 1_000;

    private TickFile() {}

    /** Writes so many a second for so long, and says how to read them as ticks of a symbol. */
    static CsvFeedConfig write(Path file, String symbol, long ticksPerSecond, long lengthMs) throws IOException {
        long count = ticksPerSecond * lengthMs / 1_000;
        StringBuilder row = new StringBuilder();
        try (Writer rows = Files.newBufferedWriter(file)) {
            for (long i = 0; i < count; i++) {
                row.setLength(0);
                row.append(i * SECOND_NS / ticksPerSecond).append(',');
                row.append(100 * PRICE_DIVISOR + Math.abs(i % (2 * SWING) - SWING))
                        .append('\n');
                rows.append(row);
            }
        }
        return new CsvFeedConfig(
                "load",
                0,
                symbol,
                file.toString(),
                0,
                ',',
                List.of(CsvColumn.TIME, CsvColumn.LAST),
                CsvTimeUnit.NANOS,
                TimeBase.EPOCH,
                PRICE_DIVISOR,
                1,
                1,
                0,
                0,
                CsvFeedConfig.DEFAULT_MAX_LINE_CHARS);
    }
}
