package io.ringfence.bench.subject;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Small captures for tests: a market that was never there. */
public final class CaptureFile {
    private static final long FROM_NS = 1_700_000_000_000_000_000L;

    private CaptureFile() {}

    static String trade(long offsetNs, String price) {
        return (FROM_NS + offsetNs) + " {\"stream\":\"xyz@trade\",\"data\":{\"e\":\"trade\",\"p\":\"" + price
                + "\",\"q\":\"0.5\"}}\n";
    }

    static String quote(long offsetNs, String bid, String ask) {
        return (FROM_NS + offsetNs) + " {\"stream\":\"xyz@bookTicker\",\"data\":{\"b\":\"" + bid
                + "\",\"B\":\"1.0\",\"a\":\"" + ask + "\",\"A\":\"2.0\"}}\n";
    }

    static String depth(long offsetNs) {
        return (FROM_NS + offsetNs) + " {\"stream\":\"xyz@depth@100ms\",\"data\":{\"b\":[[\"1.0\",\"2.0\"]]}}\n";
    }

    /** So many trades and as many quotes, a millisecond apart, some at once: prices walk by cents. */
    public static Path walk(Path file, int trades) throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder text = new StringBuilder(depth(0));
        long cents = 60_000_00;
        for (int i = 0; i < trades; i++) {
            cents += random.nextInt(-200, 201);
            long offsetNs = i * 1_000_000L;
            text.append(quote(offsetNs, cents / 100 - 1 + ".5", cents / 100 + 1 + ".5"));
            text.append(
                    trade(random.nextBoolean() ? offsetNs : offsetNs + 500_000, cents / 100 + "." + cents % 100 / 10));
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
