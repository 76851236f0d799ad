package io.ringfence.transport.edge;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Requests that are nearly right: members of valid ones with values exchanged, repeated, lost or blown up, and then, now and
 * then, bytes of the whole changed. The same seed gives the same ones.
 */
final class RequestMutations {
    private static final String[][] REQUESTS = {
        {"type", "\"subscribe\"", "channel", "\"prices\"", "id", "1", "symbols", "[\"SOL\",\"ETH\"]"},
        {"type", "\"subscribe\"", "channel", "\"orders\"", "id", "\"a-1\""},
        {"type", "\"unsubscribe\"", "channel", "\"prices\"", "id", "\"\\u00e9\\\"\\\\\""},
        {
            "type",
            "\"subscribe\"",
            "channel",
            "\"orders\"",
            "account",
            "7",
            "recover",
            "{\"epoch\":\"a\",\"seq\":12}",
            "history",
            "10",
            "snapshot",
            "false"
        },
        {
            "type",
            "\"subscribe\"",
            "channel",
            "\"orders\"",
            "runner_ids",
            "[\"3\",\"4\"]",
            "event_types",
            "[\"order_filled\",\"PositionOpened\"]",
            "min_severity",
            "\"error\"",
            "tags",
            "[\"critical\"]"
        },
        {
            "type",
            "\"subscribe\"",
            "channel",
            "\"prices\"",
            "conflate_ms",
            "100",
            "max_hz",
            "5",
            "batch_ms",
            "50",
            "id",
            "3"
        },
        {"type", "\"ping\"", "id", "123456789012345678901"},
        {"type", "\"ping\"", "later", "{\"x\":[1,{\"y\":null}],\"z\":-1.5e3}"},
    };

    private static final String[] VALUES = {
        "null",
        "true",
        "0",
        "-0",
        "-1",
        "1.5",
        "1e400",
        "-1E-400",
        "1e2147483648",
        "9223372036854775808",
        "01",
        "+1",
        ".5",
        "1.",
        "NaN",
        "-Infinity",
        "0x10",
        "{}",
        "[]",
        "[null]",
        "{\"type\":\"ping\"}",
        "\"\"",
        "\"subscribe\"",
        "\"prices\"",
        "\"foo\"",
        "'single'",
        "bare",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"\\u0000\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\t\"",
        "\"\ufeff\"",
        "\"\u2028\u202e\"",
        "/* comment */ 1",
        "[\"SOL\",\"SOL\"]",
        "[\"A\",1]",
        "[\"A\",[\"B\"]]",
        "[\"\"]",
        "[,]",
        "[\"A\",]",
    };

    private static final byte[][] FRAGMENTS = {
        {0},
        {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
        {(byte) 0xFE, (byte) 0xFF},
        {(byte) 0xFF, (byte) 0xFE, 0, 0},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xC0, (byte) 0x80},
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xF0, (byte) 0x9F, (byte) 0x98, (byte) 0x80},
        {'{'},
        {'}'},
        {'['},
        {'"'},
        {'\\'},
        {','},
        {'\n'},
        {0x7F},
    };

    private static final int MAX_DEPTH = 2_000;

    private final Random random;
    private final int maxBytes;

    RequestMutations(long seed, int maxBytes) {
        this.random = new Random(seed);
        this.maxBytes = maxBytes;
    }

    /** The next message, of at most the bytes that a frame may have. */
    byte[] next() {
        List<String> members = new ArrayList<>(List.of(REQUESTS[random.nextInt(REQUESTS.length)]));
        for (int i = random.nextInt(3); i > 0; i--) {
            mutate(members);
        }
        byte[] message = text(members).getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            message = mutate(message);
        }
        return message.length <= maxBytes ? message : Arrays.copyOf(message, maxBytes);
    }

    /** Names stand at even places, values behind them. */
    private void mutate(List<String> members) {
        int at = 2 * random.nextInt(members.size() / 2);
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> members.set(at + 1, VALUES[random.nextInt(VALUES.length)]);
            case 3 -> members.set(at + 1, longString());
            case 4 -> members.set(at + 1, longNumber());
            case 5 -> members.set(at + 1, nested());
            case 6 -> {
                members.add(members.get(at));
                members.add(members.get(2 * random.nextInt(members.size() / 2) + 1));
            }
            case 7 ->
                members.set(
                        at, random.nextBoolean() ? members.get(at).toUpperCase(Locale.ROOT) : "x".repeat(size(1_000)));
            default -> {
                if (members.size() > 2) {
                    members.remove(at);
                    members.remove(at);
                }
            }
        }
    }

    private String longString() {
        String[] units = {"x", "\u00e9", "\ud83d\ude00", "\\ud800", "\\n", "\\\"", "\\u0000", "\u0000"};
        return '"' + units[random.nextInt(units.length)].repeat(size(maxBytes / 2)) + '"';
    }

    private String longNumber() {
        String digits = String.valueOf(random.nextInt(10)).repeat(size(20_000));
        return switch (random.nextInt(4)) {
            case 0 -> digits;
            case 1 -> "-0." + digits;
            case 2 -> "1e" + digits;
            default -> "[" + (digits + ",").repeat(size(3)) + "1]";
        };
    }

    private String nested() {
        int depth = size(MAX_DEPTH);
        String open = random.nextBoolean() ? "[" : "{\"symbols\":";
        String close = open.equals("[") ? "]" : "}";
        return open.repeat(depth) + "1" + close.repeat(random.nextInt(4) == 0 ? random.nextInt(depth + 1) : depth);
    }

    /** 1 to a maximum; small ones are as frequent as large ones. */
    private int size(int max) {
        return 1 + random.nextInt(1 << random.nextInt(32 - Integer.numberOfLeadingZeros(max - 1)));
    }

    private String text(List<String> members) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < members.size(); i += 2) {
            String space = " ".repeat(random.nextInt(20) == 0 ? size(2_000) : 0);
            text.append(i == 0 ? "" : ",").append(space);
            text.append('"').append(members.get(i)).append("\":").append(space).append(members.get(i + 1));
        }
        return text.append('}').toString();
    }

    private byte[] mutate(byte[] message) {
        int from = random.nextInt(message.length + 1);
        int to = Math.min(message.length, from + random.nextInt(8));
        switch (random.nextInt(6)) {
            case 0:
                return Arrays.copyOf(message, from);
            case 1:
                return joined(message, from, FRAGMENTS[random.nextInt(FRAGMENTS.length)], from);
            case 2:
                return joined(message, from, new byte[0], to);
            case 3:
                byte[] noise = new byte[size(64)];
                random.nextBytes(noise);
                return joined(message, from, noise, to);
            case 4:
                return joined(message, message.length, message, message.length);
            default:
                byte[] changed = message.clone();
                if (from < changed.length) {
                    changed[from] ^= (byte) (1 << random.nextInt(8));
                }
                return changed;
        }
    }

    /** A message up to a place, something, and the message from another place on. */
    private static byte[] joined(byte[] message, int end, byte[] between, int start) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(message, 0, end);
        bytes.writeBytes(between);
        bytes.write(message, start, message.length - start);
        return bytes.toByteArray();
    }
}
