package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.agrona.concurrent.UnsafeBuffer;

/** The writers of prices, against the JDK's slow ways to do the same. */
class JsonFrameTest {
    private static final DateTimeFormatter ISO_MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] OPENING = Ascii.bytes("{\"type\":\"x\"");
    private static final byte[] VALUE = Ascii.bytes(",\"v\":");

    private final JsonFrame json = new JsonFrame();

    @Property
    void shouldWriteSameTimeAsJdkWhenTimeIsAnyLong(
            @ForAll @LongRange(min = -Long.MAX_VALUE) long epochNs,
            @ForAll @LongRange(max = 4_000_000_000L) long plus) {
        // Twice with one writer, because it keeps the text of the last second.
        for (long time : List.of(epochNs, epochNs > 0 ? epochNs - plus : epochNs + plus)) {
            Instant instant =
                    Instant.ofEpochSecond(Math.floorDiv(time, 1_000_000_000L), Math.floorMod(time, 1_000_000_000L));
            assertEquals(
                    "{\"type\":\"x\",\"v\":\"" + ISO_MILLIS.format(instant) + "\"}",
                    text(json.begin(OPENING).time(VALUE, time)));
        }
    }

    @Property
    void shouldWriteSameDecimalAsBigDecimalWhenValueIsAnyLong(@ForAll @LongRange(min = -Long.MAX_VALUE) long scaled) {
        String plain = BigDecimal.valueOf(scaled, 8).stripTrailingZeros().toPlainString();
        assertEquals(
                "{\"type\":\"x\",\"v\":\"" + plain + "\"}",
                text(json.begin(OPENING).decimal(VALUE, scaled)));
        assertEquals(
                "{\"type\":\"x\",\"v\":" + plain + "}", text(json.begin(OPENING).decimalNumber(VALUE, scaled)));
    }

    @Property
    void shouldWriteSameTimeOfDayAsJdkWhenADayHasIt(
            @ForAll @LongRange(max = 86_399_999_999_999L) long sinceMidnightNs) {
        String time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").format(LocalTime.ofNanoOfDay(sinceMidnightNs));
        assertEquals(
                "{\"type\":\"x\",\"v\":\"" + time + "\"}",
                text(json.begin(OPENING).timeOfDay(VALUE, sinceMidnightNs)));
    }

    @Property
    void shouldWriteTextThatAReaderUnderstandsWhenItIsAnyAscii(
            @ForAll @CharRange(from = (char) 1, to = (char) 127) @StringLength(max = 32) String text)
            throws IOException {
        byte[] padded = Arrays.copyOf(Ascii.bytes(text), 32);
        String object = text(json.begin(OPENING).text(VALUE, padded));
        assertEquals(text, value(object));
        assertEquals("{\"type\":\"x\",\"v\":\"?\"}", text(json.begin(OPENING).text(VALUE, new byte[] {
            (byte) 0xE4, 0, 'a'
        })));
    }

    /** Bytes of which some are no character: what a reader gets is what the JDK makes of each that is one. */
    @Property
    void shouldWriteTextThatAReaderUnderstandsWhenItIsAnyBytes(@ForAll byte[] bytes) throws IOException {
        UnsafeBuffer utf8 = new UnsafeBuffer(bytes);
        String object = text(json.begin(OPENING).text(VALUE, utf8));
        String expected = new String(bytes, StandardCharsets.UTF_8);
        boolean isText = Arrays.equals(expected.getBytes(StandardCharsets.UTF_8), bytes);
        assertEquals(isText, Utf8.isWellFormed(utf8));
        if (isText) {
            assertEquals(expected, value(object));
        } else {
            assertEquals(true, value(object).indexOf('?') >= 0, object);
        }
    }

    @Property
    void shouldWriteTextThatAReaderUnderstandsWhenItIsAnyText(@ForAll String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                new String(bytes, StandardCharsets.UTF_8),
                value(text(json.begin(OPENING).text(VALUE, new UnsafeBuffer(bytes)))));
    }

    @Property
    void shouldWriteTheSameBase64AsTheJdk(@ForAll byte[] bytes) throws IOException {
        assertEquals(
                Base64.getEncoder().encodeToString(bytes),
                value(text(json.begin(OPENING).base64(VALUE, new UnsafeBuffer(bytes)))));
    }

    private static String value(String object) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(object)) {
            while (!"v".equals(parser.currentName()) || parser.currentToken() != JsonToken.VALUE_STRING) {
                parser.nextToken();
            }
            return parser.getText();
        }
    }

    @Property
    void shouldWriteSameNumberAsJdkWhenValueIsAnyLong(@ForAll long value) {
        assertEquals(
                "{\"type\":\"x\",\"v\":" + value + "}", text(json.begin(OPENING).number(VALUE, value)));
        assertEquals(
                "{\"type\":\"x\",\"v\":\"" + value + "\"}",
                text(json.begin(OPENING).id(VALUE, value)));
    }

    @Example
    void shouldWriteExtremesWhenValuesAreAtTheEndsOfLong() {
        shouldWriteSameNumberAsJdkWhenValueIsAnyLong(Long.MIN_VALUE);
        shouldWriteSameNumberAsJdkWhenValueIsAnyLong(Long.MAX_VALUE);
        shouldWriteSameTimeAsJdkWhenTimeIsAnyLong(-Long.MAX_VALUE, 1);
        shouldWriteSameTimeAsJdkWhenTimeIsAnyLong(Long.MAX_VALUE, 1);
        shouldWriteSameTimeAsJdkWhenTimeIsAnyLong(Events.epochNs("2024-02-29T23:59:59.999999999Z"), 1);
    }

    @Example
    void shouldWriteNullWhenAValueIsAbsent() {
        assertEquals("{\"type\":\"x\",\"v\":null}", text(json.begin(OPENING).decimal(VALUE, Long.MIN_VALUE)));
        assertEquals("{\"type\":\"x\",\"v\":null}", text(json.begin(OPENING).decimalNumber(VALUE, Long.MIN_VALUE)));
        assertEquals("{\"type\":\"x\",\"v\":null}", text(json.begin(OPENING).time(VALUE, Long.MIN_VALUE)));
        assertEquals("{\"type\":\"x\",\"v\":null}", text(json.begin(OPENING).timeOfDay(VALUE, Long.MIN_VALUE)));
    }

    @Property
    void shouldFrameTextOfAnyLengthWhenHeaderChangesSize(
            @ForAll @CharRange(to = (char) 127) @StringLength(max = 300) String text) {
        byte[] quoted = Ascii.quoted(text);
        String frame = "{\"type\":\"x\",\"v\":" + new String(quoted, StandardCharsets.US_ASCII) + "}";
        assertEquals(frame, text(json.begin(OPENING).json(VALUE, quoted)));
    }

    /** Takes the frame apart by RFC 6455, section 5.2. */
    private static String text(JsonFrame json) {
        json.end();
        ByteBuf frame = Unpooled.wrappedBuffer(json.bytes(), json.offset(), json.length());
        assertEquals(0x81, frame.readUnsignedByte());
        int length = frame.readUnsignedByte();
        if (length == 126) {
            length = frame.readUnsignedShort();
            assertEquals(true, length >= 126, "shortest header");
        }
        assertEquals(length, frame.readableBytes());
        return frame.toString(StandardCharsets.UTF_8);
    }
}
