package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the broker saw and did, read from its log independently of it. Reading it fails where an id was sent twice without
 * being lost between, or where more is sold than was held.
 */
final class BrokerLog {
    private static final int STRATEGY = 2;
    private static final int PURPOSE = 6;
    private static final int QUANTITY = 7;
    private static final int TIME = 9;

    /** Fields of the orders by their ids, without id and time. */
    final Map<Long, String> orders = new HashMap<>();
    /** What was filled of each order that was filled at all. */
    final Map<Long, Long> filled = new HashMap<>();
    /** Entered and left, by strategy. */
    final Map<Long, long[]> positions = new HashMap<>();
    /** What is left of orders that are not at their end. */
    final Map<Long, Long> open = new HashMap<>();

    private final Map<Long, String[]> lines = new HashMap<>();

    private BrokerLog() {}

    static BrokerLog read(Path file) throws IOException {
        BrokerLog log = new BrokerLog();
        if (Files.exists(file)) {
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            // A last line without its end was being written when the host died; the broker cuts it.
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(log::take);
        }
        return log;
    }

    private void take(String line) {
        String[] parts = line.split(",");
        assertNotEquals("duplicate", parts[0], () -> "an order that the broker has was sent again: " + line);
        if (parts[0].equals("pull") || parts[0].equals("connect") || parts[0].equals("down")) {
            return;
        }
        long id = Long.parseLong(parts[1]);
        switch (parts[0]) {
            case "submit" -> {
                assertTrue(!lines.containsKey(id), () -> "sent twice: " + line);
                lines.put(id, parts);
                orders.put(
                        id,
                        line.substring(
                                line.indexOf(parts[STRATEGY], line.indexOf(parts[1]) + parts[1].length()),
                                line.lastIndexOf("," + parts[TIME])));
                open.put(id, Long.parseLong(parts[QUANTITY]));
            }
            case "fill" -> fill(id, Long.parseLong(parts[2]), line);
            case "lost" -> {
                // It never arrived, so it may be sent once more.
                lines.remove(id);
                open.remove(id);
            }
            case "cancel", "reject", "expire" -> open.remove(id);
            default -> {
                // Accepted: still open.
            }
        }
    }

    private void fill(long id, long quantity, String line) {
        filled.merge(id, quantity, Long::sum);
        String[] order = lines.get(id);
        long[] position = positions.computeIfAbsent(Long.parseLong(order[STRATEGY]), strategy -> new long[2]);
        position[order[PURPOSE].equals("ENTRY") ? 0 : 1] += quantity;
        assertTrue(position[1] <= position[0], () -> "sold more than held: " + line);
        open.computeIfPresent(id, (same, left) -> left > quantity ? left - quantity : null);
    }
}
