package io.ringfence.transport.broker;

import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.RejectReason;
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
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the simulated broker was sent and did, a line each, in the order it happened. Each line is in the operating
 * system's hands before the broker acts on it, so it survives the death of the host's process.
 *
 * <pre>
 *   submit,ID,STRATEGY,INSTRUMENT,SIDE,TYPE,PURPOSE,QUANTITY,LIMIT,TIME   a new order, or one that was lost
 *   duplicate,ID                                                          an id that had been sent before
 *   lost,ID                                                               the latest sending never arrives
 *   accept,ID   cancel,ID   expire,ID
 *   reject,ID   reject,ID,REASON                                          for a reason but OTHER
 *   fill,ID,QUANTITY,PRICE,NOTIONAL,FEE                                   of this fill
 *   pull,ID                                                               answered: what had ended is told
 *   connect,GATEWAY,ACCOUNT                                               logged in for the first time
 *   down,TIME                                                             the link was lost
 * </pre>
 *
 * Figures are scaled integers. Writing a line allocates nothing. A last line without its end, left by a host that died while writing it, is cut.
 */
final class SimulatedBrokerLog implements AutoCloseable {
    /** More than the longest line has: ten fields of at most 20 characters. */
    private static final int MAX_LINE_BYTES = 512;

    private final Path file;
    private final ByteBuffer lineBytes = ByteBuffer.allocateDirect(MAX_LINE_BYTES);
    /** The line that is being written; the same bytes. */
    private final UnsafeBuffer line = new UnsafeBuffer(lineBytes);

    private int length;
    private FileChannel channel;

    SimulatedBrokerLog(Path file) {
        this.file = file;
    }

    /** Opens for appending and returns the books that earlier lines make. */
    SimulatedBooks open() {
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

    private SimulatedBooks replay(String text) {
        SimulatedBooks books = new SimulatedBooks();
        int lineNumber = 0;
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end);
            at = end + 1;
            lineNumber++;
            try {
                replayLine(line.split(",", -1), books);
            } catch (RuntimeException e) {
                throw new IllegalStateException(
                        "broker log " + file + ":" + lineNumber + ": \"" + line + "\" cannot be read: "
                                + e.getMessage(),
                        e);
            }
        }
        return books;
    }

    private static void replayLine(String[] parts, SimulatedBooks books) {
        int fields = switch (parts[0]) {
            case "submit" -> 10;
            case "fill" -> 6;
            case "connect" -> 3;
            case "reject" -> Math.max(2, Math.min(parts.length, 3));
            case "accept", "cancel", "expire", "duplicate", "lost", "pull", "down" -> 2;
            default -> throw new IllegalArgumentException("unknown entry");
        };
        check(parts.length == fields, "not the fields of its kind");
        switch (parts[0]) {
            case "pull" -> {
                Long.parseLong(parts[1]);
                books.pulled();
            }
            case "connect" ->
                books.loggedIn(new SimulatedBooks.Login(Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
            case "down" -> books.linkLost(Long.parseLong(parts[1]));
            default -> replayOrderLine(parts, books);
        }
    }

    private static void replayOrderLine(String[] parts, SimulatedBooks books) {
        long id = Long.parseLong(parts[1]);
        SimulatedOrder order = books.sentOrder(id);
        if (parts[0].equals("submit")) {
            check(order == null || order.state == SimulatedOrder.State.LOST, "submitted before");
            books.sent(order(id, parts));
            return;
        }
        check(order != null, "never submitted");
        switch (parts[0]) {
            case "accept" -> {
                check(order.state == SimulatedOrder.State.SENT, "not on its way");
                books.accepted(order);
            }
            case "lost" -> {
                check(order.state == SimulatedOrder.State.SENT, "not on its way");
                books.lost(order);
            }
            case "cancel" -> {
                check(order.state == SimulatedOrder.State.WORKING, "not working");
                books.canceled(order);
            }
            case "expire" -> {
                check(order.state == SimulatedOrder.State.WORKING, "not working");
                books.expired(order);
            }
            case "reject" -> replayReject(order, parts, books);
            case "fill" -> replayFill(order, parts, books);
            // Told, and nothing more came of it, or to be told on its arrival.
            default -> order.isAskedFor = order.state == SimulatedOrder.State.SENT;
        }
    }

    private static SimulatedOrder order(long id, String[] parts) {
        return new SimulatedOrder()
                .set(
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

    private static void replayReject(SimulatedOrder order, String[] parts, SimulatedBooks books) {
        boolean isOpen = order.state == SimulatedOrder.State.SENT || order.state == SimulatedOrder.State.WORKING;
        check(isOpen && order.cumQuantity == 0, "filled or ended");
        books.rejected(order, parts.length == 2 ? RejectReason.OTHER : RejectReason.valueOf(parts[2]));
    }

    private static void replayFill(SimulatedOrder order, String[] parts, SimulatedBooks books) {
        check(order.state == SimulatedOrder.State.WORKING, "not working");
        long quantity = Long.parseLong(parts[2]);
        check(quantity > 0 && quantity <= order.quantity - order.cumQuantity, "more or less than is left");
        books.filled(order, quantity, Long.parseLong(parts[3]), Long.parseLong(parts[4]), Long.parseLong(parts[5]));
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    void submit(SimulatedOrder order) {
        begin("submit", order.clientOrderId);
        figure(order.strategyId);
        figure(order.instrumentId);
        text(order.side.name());
        text(order.type.name());
        text(order.purpose.name());
        figure(order.quantity);
        figure(order.limitPrice);
        figure(order.sentNs);
        append();
    }

    void duplicate(long clientOrderId) {
        begin("duplicate", clientOrderId);
        append();
    }

    void accept(SimulatedOrder order) {
        begin("accept", order.clientOrderId);
        append();
    }

    void cancel(SimulatedOrder order) {
        begin("cancel", order.clientOrderId);
        append();
    }

    void expire(SimulatedOrder order) {
        begin("expire", order.clientOrderId);
        append();
    }

    void lost(SimulatedOrder order) {
        begin("lost", order.clientOrderId);
        append();
    }

    void reject(SimulatedOrder order, RejectReason reason) {
        begin("reject", order.clientOrderId);
        if (reason != RejectReason.OTHER) {
            text(reason.name());
        }
        append();
    }

    void pull(long pullId) {
        begin("pull", pullId);
        append();
    }

    void connect(SimulatedBooks.Login login) {
        begin("connect", login.gatewayId());
        figure(login.accountId());
        append();
    }

    void down(long timeNs) {
        begin("down", timeNs);
        append();
    }

    void fill(SimulatedOrder order, long quantity, long price, long notional, long fee) {
        begin("fill", order.clientOrderId);
        figure(quantity);
        figure(price);
        figure(notional);
        figure(fee);
        append();
    }

    private void begin(String entry, long figure) {
        length = line.putStringWithoutLengthAscii(0, entry);
        figure(figure);
    }

    private void text(String ascii) {
        line.putByte(length++, (byte) ',');
        length += line.putStringWithoutLengthAscii(length, ascii);
    }

    private void figure(long value) {
        line.putByte(length++, (byte) ',');
        length += line.putLongAscii(length, value);
    }

    private void append() {
        line.putByte(length++, (byte) '\n');
        lineBytes.limit(length).position(0);
        try {
            while (lineBytes.hasRemaining()) {
                channel.write(lineBytes);
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
