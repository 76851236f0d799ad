package io.ringfence.bench.fanout;

import io.ringfence.core.decimal.Decimal;
import java.nio.charset.StandardCharsets;

/** The edge's message of a price, for servers that are not ours: of the same symbols and prices, and as long. */
public final class PriceText {
    private static final long CENTS = 100;

    private PriceText() {}

    /** Of the price with that index. */
    public static String of(long index) {
        long cents = EdgeUnderLoad.priceScaled(index) * CENTS / Decimal.ONE;
        return "{\"type\":\"price\",\"symbol\":\"SYM" + (100 + index % EdgeUnderLoad.SYMBOLS) + "\",\"price\":\""
                + cents / CENTS + "." + (char) ('0' + cents / 10 % 10) + (char) ('0' + cents % 10)
                + "\",\"timestamp\":\"2026-01-02T03:04:05.678Z\",\"seq\":" + (index + 1) + "}";
    }

    /** The same as a whole frame. */
    static byte[] frame(long index) {
        return Frames.ofServer(of(index).getBytes(StandardCharsets.US_ASCII));
    }
}
