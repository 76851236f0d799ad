package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the simulated broker wrote down, read independently of it. */
final class BrokerFile {
    private final Path file;

    BrokerFile(Path file) {
        this.file = file;
    }

    private List<String> lines() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Orders that the broker was sent and has not ended. The last line may be cut short. */
    int openOrders() throws IOException {
        Map<String, Long> left = new HashMap<>();
        for (String line : lines()) {
            String[] parts = line.split(",");
            switch (parts[0]) {
                case "submit" -> left.put(parts[1], parts.length < 10 ? 0 : Long.parseLong(parts[7]));
                case "fill" -> left.merge(parts[1], parts.length < 6 ? 0 : -Long.parseLong(parts[2]), Long::sum);
                case "cancel", "reject", "expire", "lost" -> left.remove(parts[1]);
                default -> {
                    // Accepted: still open.
                }
            }
        }
        return (int) left.values().stream().filter(quantity -> quantity > 0).count();
    }

    /** No id twice, nothing sold that was not held; returns what was entered and left, by strategy. */
    Map<Long, long[]> positions(String context) throws IOException {
        Set<String> ids = new HashSet<>();
        Map<String, String[]> orders = new HashMap<>();
        Map<Long, long[]> positions = new HashMap<>();
        for (String line : lines()) {
            String[] parts = line.split(",");
            if (parts[0].equals("submit")) {
                assertTrue(ids.add(parts[1]), () -> context + ": sent twice: " + line);
                orders.put(parts[1], parts);
            }
            assertFalse(parts[0].equals("duplicate"), () -> context + ": " + line);
            if (parts[0].equals("fill")) {
                String[] order = orders.get(parts[1]);
                long[] position = positions.computeIfAbsent(Long.parseLong(order[2]), id -> new long[2]);
                position[order[6].equals("ENTRY") ? 0 : 1] += Long.parseLong(parts[2]);
                assertTrue(position[1] <= position[0], () -> context + ": sold more than held: " + line);
            }
        }
        return positions;
    }
}
