package io.ringfence.transport.redis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.PriceTickEncoder;
import io.ringfence.transport.feed.LiveFeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Reads a message of the channel of prices: an object as PROTOCOL.md has it, of which only {@code symbol} and {@code price}
 * have to be there. Fields that are not known are skipped. One thread.
 *
 * <p>A decimal that is text has to be exact. One that is a JSON number is rounded to 1e-8, half to even: many writers know
 * floating point only, and 0.1 + 0.2 is 0.30000000000000004 there.
 */
final class PriceReader {
    private static final long NONE = PriceTickEncoder.lastNullValue();
    private static final int MAX_SHOWN_CHARS = 40;
    private static final int MAX_NUMBER_CHARS = 64;
    /** Digits before the point of the largest decimal. */
    private static final int MAX_WHOLE_DIGITS = 11;

    private static final long NS_PER_MS = 1_000_000;
    private static final long NS_PER_SECOND = 1_000_000_000;
    private static final long MAX_MS = Long.MAX_VALUE / NS_PER_MS;
    private static final long MAX_SECONDS = Long.MAX_VALUE / NS_PER_SECOND - 1;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .maxNameLength(256)
                    .maxStringLength(1 << 20)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What is wrong with a message, in words for people. */
    private static final class Flaw extends Exception {
        private static final long serialVersionUID = 1L;

        Flaw(String field, String value, String expected) {
            super(field + " = " + shown(value) + ": expected " + expected, null, false, false);
        }
    }

    /**
     * Reads one message.
     *
     * @param message is filled; after a flaw of no use
     * @return null when it holds, else what is wrong with it
     */
    String read(byte[] utf8, PriceMessage message) {
        message.symbol = null;
        message.price = NONE;
        message.low = NONE;
        message.high = NONE;
        message.timeNs = LiveFeed.NO_TIME;
        // As text, because the parser would guess other encodings from bytes that only look like them.
        try (JsonParser parser = JSON.createParser(new String(utf8, StandardCharsets.UTF_8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "not a JSON object";
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                read(parser, message);
            }
            if (parser.nextToken() != null) {
                return "something behind the JSON object";
            }
            return missing(message);
        } catch (JsonProcessingException malformed) {
            return "no JSON: " + shown(malformed.getOriginalMessage());
        } catch (Flaw flaw) {
            return flaw.getMessage();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String missing(PriceMessage message) {
        if (message.symbol == null || message.price == NONE) {
            return (message.symbol == null ? "symbol" : "price") + " is missing";
        }
        boolean isLowHigher = message.low != NONE && message.low > message.price;
        boolean isHighLower = message.high != NONE && message.high < message.price;
        return isLowHigher || isHighLower ? "price is not within low and high" : null;
    }

    private static void read(JsonParser parser, PriceMessage message) throws IOException, Flaw {
        String field = parser.currentName();
        JsonToken token = parser.nextToken();
        switch (field) {
            case "type" -> {
                if (token != JsonToken.VALUE_STRING || !parser.getText().equals("price")) {
                    throw new Flaw(field, parser.getText(), "price");
                }
            }
            case "symbol" -> {
                if (token != JsonToken.VALUE_STRING || parser.getTextLength() == 0) {
                    throw new Flaw(field, parser.getText(), "text");
                }
                message.symbol = parser.getText();
            }
            case "price" -> message.price = price(parser, token, field);
            case "low" -> message.low = token == JsonToken.VALUE_NULL ? NONE : price(parser, token, field);
            case "high" -> message.high = token == JsonToken.VALUE_NULL ? NONE : price(parser, token, field);
            case "timestamp" ->
                message.timeNs = token == JsonToken.VALUE_NULL ? LiveFeed.NO_TIME : time(parser, token, field);
            default -> parser.skipChildren();
        }
    }

    private static long price(JsonParser parser, JsonToken token, String field) throws IOException, Flaw {
        String text = parser.getText();
        long scaled = Decimal.INVALID;
        if (token == JsonToken.VALUE_STRING) {
            scaled = Decimal.tryParse(text, 0, text.length());
        } else if (token.isNumeric()) {
            scaled = rounded(text);
        }
        if (scaled == Decimal.INVALID || scaled <= 0) {
            throw new Flaw(
                    field, text, "a decimal more than 0, such as \"231.45\", of at most 8 places where it is text");
        }
        return scaled;
    }

    /** Looks at the size first: a long exponent would make a number of as many digits. */
    private static long rounded(String text) {
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException exponentTooLong) {
            return Decimal.INVALID;
        }
        long wholeDigits = (long) number.precision() - number.scale();
        if (wholeDigits > MAX_WHOLE_DIGITS || wholeDigits < -Decimal.DIGITS) {
            return Decimal.INVALID;
        }
        BigInteger units = number.movePointRight(Decimal.DIGITS)
                .setScale(0, RoundingMode.HALF_EVEN)
                .unscaledValue();
        return units.bitLength() < Long.SIZE ? units.longValue() : Decimal.INVALID;
    }

    /** ISO-8601 with an offset, or whole milliseconds since the epoch; from then on to the year 2262. */
    private static long time(JsonParser parser, JsonToken token, String field) throws IOException, Flaw {
        String text = parser.getText();
        if (token == JsonToken.VALUE_NUMBER_INT && text.length() <= 18) {
            long ms = Long.parseLong(text);
            if (ms >= 0 && ms <= MAX_MS) {
                return ms * NS_PER_MS;
            }
        } else if (token == JsonToken.VALUE_STRING) {
            try {
                Instant time = OffsetDateTime.parse(text).toInstant();
                if (time.getEpochSecond() >= 0 && time.getEpochSecond() <= MAX_SECONDS) {
                    return time.getEpochSecond() * NS_PER_SECOND + time.getNano();
                }
            } catch (DateTimeException notATime) {
                // Refused below.
            }
        }
        throw new Flaw(
                field,
                text,
                "a time with its offset, such as \"2026-01-02T03:04:05.678Z\", or milliseconds since 1970");
    }

    private static String shown(String text) {
        String start = text.length() > MAX_SHOWN_CHARS ? text.substring(0, MAX_SHOWN_CHARS) + "..." : text;
        return '"' + start.replaceAll("[^ -~]", "?") + '"';
    }
}
