package io.ringfence.transport.broker;

import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the simulated broker was sent and did, a line each, in the order it happened. Each line is in the operating
 * system's hands before the broker acts on it, so it survives the death of the host's process.
 *
 * <pre>
 *   submit,ID,STRATEGY,INSTRUMENT,SIDE,TYPE,PURPOSE,QUANTITY,LIMIT,TIME   a new order
 *   duplicate,ID                                                          an id that had been sent before
 *   accept,ID   cancel,ID   reject,ID
 *   fill,ID,QUANTITY,PRICE,NOTIONAL,FEE                                   of this fill
 * </pre>
 *
 * Figures are scaled integers. A last line without its end, left by a host that died while writing it, is cut.
 */
final class SimulatedBrokerLog implements AutoCloseable {
    private final Path file;
    private FileChannel channel;

    SimulatedBrokerLog(Path file) {
        this.file = file;
    }

    /** Opens for appending and returns the orders that earlier lines tell of, by id, in the order they were sent. */
    Map<Long, SimulatedOrder> open() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock();
            // Any byte is a character here, so that a line with a byte that is not ASCII can be named.
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n') + 1;
            channel.truncate(end);
            channel.position(end);
            return replay(text.substring(0, end));
        } catch (IOException e) {
            throw new UncheckedIOException("broker log " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private void lock() throws IOException {
        boolean isOurs;
        try {
            isOurs = channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            isOurs = false;
        }
        if (!isOurs) {
            throw new IOException("another host has it");
        }
    }

    private Map<Long, SimulatedOrder> replay(String text) {
        Map<Long, SimulatedOrder> orders = new LinkedHashMap<>();
        int lineNumber = 0;
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end);
            at = end + 1;
            lineNumber++;
            try {
                replayLine(line.split(",", -1), orders);
            } catch (RuntimeException e) {
                throw new IllegalStateException(
                        "broker log " + file + ":" + lineNumber + ": \"" + line + "\" cannot be read: "
                                + e.getMessage(),
                        e);
            }
        }
        return orders;
    }

    private static void replayLine(String[] parts, Map<Long, SimulatedOrder> orders) {
        int fields = switch (parts[0]) {
            case "submit" -> 10;
            case "fill" -> 6;
            case "accept", "cancel", "reject", "duplicate" -> 2;
            default -> throw new IllegalArgumentException("unknown entry");
        };
        check(parts.length == fields, "not the fields of its kind");
        long id = Long.parseLong(parts[1]);
        SimulatedOrder order = orders.get(id);
        if (parts[0].equals("submit")) {
            check(order == null, "submitted before");
            orders.put(id, order(id, parts));
            return;
        }
        check(order != null, "never submitted");
        switch (parts[0]) {
            case "accept" -> {
                check(order.state == SimulatedOrder.State.SENT, "not on its way");
                order.state = SimulatedOrder.State.WORKING;
            }
            case "cancel" -> {
                check(order.state == SimulatedOrder.State.WORKING, "not working");
                order.state = SimulatedOrder.State.CANCELED;
            }
            case "reject" -> {
                check(!order.isFinal() && order.cumQuantity == 0, "filled or ended");
                order.state = SimulatedOrder.State.REJECTED;
            }
            case "fill" -> replayFill(order, parts);
            default -> {
                // A duplicate: told, and nothing more came of it.
            }
        }
    }

    private static SimulatedOrder order(long id, String[] parts) {
        return new SimulatedOrder(
                id,
                Long.parseLong(parts[2]),
                Integer.parseInt(parts[3]),
                Side.valueOf(parts[4]),
                OrderType.valueOf(parts[5]),
                OrderPurpose.valueOf(parts[6]),
                Long.parseLong(parts[7]),
                Long.parseLong(parts[8]),
                Long.parseLong(parts[9]));
    }

    private static void replayFill(SimulatedOrder order, String[] parts) {
        check(order.state == SimulatedOrder.State.WORKING, "not working");
        long quantity = Long.parseLong(parts[2]);
        check(quantity > 0 && quantity <= order.quantity - order.cumQuantity, "more or less than is left");
        order.fill(quantity, Long.parseLong(parts[3]), Long.parseLong(parts[4]), Long.parseLong(parts[5]));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    void submit(SimulatedOrder order) {
        append("submit," + order.clientOrderId + ',' + order.strategyId + ',' + order.instrumentId + ',' + order.side
                + ',' + order.type + ',' + order.purpose + ',' + order.quantity + ',' + order.limitPrice + ','
                + order.sentNs);
    }

    void duplicate(long clientOrderId) {
        append("duplicate," + clientOrderId);
    }

    void accept(SimulatedOrder order) {
        append("accept," + order.clientOrderId);
    }

    void cancel(SimulatedOrder order) {
        append("cancel," + order.clientOrderId);
    }

    void reject(SimulatedOrder order) {
        append("reject," + order.clientOrderId);
    }

    void fill(SimulatedOrder order, long quantity, long price, long notional, long fee) {
        append("fill," + order.clientOrderId + ',' + quantity + ',' + price + ',' + notional + ',' + fee);
    }

    private void append(String line) {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line + '\n');
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("broker log " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
