package io.ringfence.transport.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.PriceTickEncoder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Whatever stands in a message: never an exception, never a price that is none; and every price that is one. */
final class PriceReaderPropertyTest {
    private static final String GOOD = "{\"type\":\"price\",\"symbol\":\"SOL\",\"price\":\"231.45\","
            + "\"timestamp\":\"2026-01-02T03:04:05.678Z\",\"seq\":1042,\"low\":230.25,\"high\":232e0}";
    /** What changes the meaning of JSON, rather than any byte. */
    private static final String SIGNS = "{}[]\",:-+.eE0123456789 \\utfn\u0000";

    private final PriceReader reader = new PriceReader();
    private final PriceMessage message = new PriceMessage();

    @Property(tries = 5_000)
    void shouldNeverThrowWhateverTheBytesAre(@ForAll @Size(max = 200) byte[] bytes) {
        check(bytes);
    }

    @Property(tries = 20_000)
    void shouldNeverTakeANonPriceWhenAMessageIsAlmostOne(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            byte sign = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = sign;
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                    longer[at] = sign;
                    bytes = longer;
                }
            }
        }
        check(bytes);
    }

    private void check(byte[] bytes) {
        String flaw = reader.read(bytes, message);
        if (flaw == null) {
            assertTrue(message.symbol != null && !message.symbol.isEmpty());
            assertTrue(message.price > 0);
            assertTrue(
                    message.low == PriceTickEncoder.lowNullValue() || message.low > 0 && message.low <= message.price);
            assertTrue(message.high == PriceTickEncoder.highNullValue() || message.high >= message.price);
        } else {
            assertTrue(flaw.length() < 300 && flaw.chars().allMatch(c -> c >= ' ' && c <= '~'), flaw);
        }
    }

    @Property
    void shouldReadEveryPriceThatTextCanHold(
            @ForAll @LongRange(min = 1) long scaled, @ForAll @LongRange(min = 0, max = 9_000_000_000_000L) long ms) {
        String text = BigDecimal.valueOf(scaled, 8).toPlainString();
        String json = "{\"timestamp\":" + ms + ",\"price\":\"" + text + "\",\"symbol\":\"S\\u0041\"}";

        assertNull(reader.read(json.getBytes(StandardCharsets.UTF_8), message));
        assertEquals(scaled, message.price);
        assertEquals(ms * 1_000_000, message.timeNs);
        assertEquals("SA", message.symbol);
    }

    @Property
    void shouldRoundEveryNumberAsAnExactOneIsRounded(@ForAll long seed) {
        // Of any size, from a few units up to the largest.
        double price = Math.pow(10, -7 + 17.9 * new Random(seed).nextDouble());
        long scaled = new BigDecimal(Double.toString(price))
                .setScale(8, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();

        assertNull(
                reader.read(("{\"symbol\":\"S\",\"price\":" + price + '}').getBytes(StandardCharsets.UTF_8), message));
        assertEquals(scaled, message.price);
    }
}
