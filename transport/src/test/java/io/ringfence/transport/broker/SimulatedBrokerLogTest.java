package io.ringfence.transport.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.RejectReason;
import io.ringfence.core.event.Side;
import io.ringfence.transport.broker.SimulatedOrder.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedBrokerLogTest {
    private static final String SUBMIT = "submit,65536,9,0,BUY,MARKET,ENTRY,100,0,5";

    @TempDir
    Path dir;

    /** A log beside the orders it tells of, with what those were after each line. */
    private final class Written {
        final Path file = dir.resolve("deep/er/broker.log");
        final SimulatedBooks books = new SimulatedBooks();
        final List<List<OrderView>> afterLine = new ArrayList<>(List.of(List.of()));
        final SimulatedBrokerLog log = new SimulatedBrokerLog(file);

        Written() {
            log.open();
        }

        SimulatedOrder submit(Terms terms, long sentNs) {
            SimulatedOrder order = terms.sentAt(sentNs);
            log.submit(order);
            books.sent(order);
            remember();
            return order;
        }

        void become(SimulatedOrder order, State state) {
            switch (state) {
                case WORKING -> {
                    log.accept(order);
                    books.accepted(order);
                }
                case LOST -> {
                    log.lost(order);
                    books.lost(order);
                }
                case CANCELED -> {
                    log.cancel(order);
                    books.canceled(order);
                }
                case EXPIRED -> {
                    log.expire(order);
                    books.expired(order);
                }
                default -> reject(order, RejectReason.OTHER);
            }
            remember();
        }

        void reject(SimulatedOrder order, RejectReason reason) {
            log.reject(order, reason);
            books.rejected(order, reason);
        }

        void fill(SimulatedOrder order, long quantity, long price, long notional, long fee) {
            log.fill(order, quantity, price, notional, fee);
            books.filled(order, quantity, price, notional, fee);
            remember();
        }

        private void remember() {
            afterLine.add(OrderView.of(books));
        }
    }

    /** Every kind of line, the largest figures, and orders in each state. */
    private Written written() {
        Written w = new Written();
        SimulatedOrder partial = w.submit(Terms.buy(65_536, 100), 5);
        w.become(partial, State.WORKING);
        SimulatedOrder whole = w.submit(Terms.sell(65_537, 7).limit(231).on(3), 6);
        w.fill(partial, 40, 3, 120, 1);
        w.become(whole, State.WORKING);
        w.log.duplicate(65_536);
        w.remember();
        w.fill(whole, 7, 250, 1750, 0);
        SimulatedOrder refused = w.submit(
                new Terms(
                        Long.MAX_VALUE,
                        Integer.MAX_VALUE,
                        Side.SELL,
                        OrderType.LIMIT,
                        OrderPurpose.STOP,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE),
                Long.MAX_VALUE);
        w.become(refused, State.REJECTED);
        SimulatedOrder canceled = w.submit(Terms.buy(1, 9), 7);
        w.become(canceled, State.WORKING);
        w.fill(canceled, 8, 3, 24, 2);
        w.become(canceled, State.CANCELED);
        w.fill(partial, 60, 4, 240, 3);
        SimulatedOrder late = w.submit(Terms.sell(2, 1), 8);
        w.become(late, State.LOST);
        w.log.pull(77);
        w.books.pulled();
        w.remember();
        SimulatedOrder resent = w.submit(Terms.sell(2, 1), 9);
        w.become(resent, State.WORKING);
        w.become(resent, State.EXPIRED);
        SimulatedOrder poor = w.submit(Terms.buy(4, 1), 10);
        w.reject(poor, RejectReason.INSUFFICIENT_MARGIN);
        w.remember();
        SimulatedBooks.Login login = new SimulatedBooks.Login(65_534, Integer.MIN_VALUE);
        w.log.connect(login);
        w.books.loggedIn(login);
        w.remember();
        w.log.down(Long.MAX_VALUE);
        w.books.linkLost(Long.MAX_VALUE);
        w.remember();
        w.submit(Terms.sell(5, 1), 11);
        w.log.close();
        return w;
    }

    private static List<OrderView> reopened(Path file) {
        return OrderView.of(reopenedBooks(file));
    }

    private static SimulatedBooks reopenedBooks(Path file) {
        SimulatedBrokerLog log = new SimulatedBrokerLog(file);
        try {
            return log.open();
        } finally {
            log.close();
        }
    }

    @Test
    void shouldTellOfThePrefixAndTakeTheNextLineWhenCutAtAnyByte() throws IOException {
        Written w = written();
        byte[] whole = Files.readAllBytes(w.file);
        Path cut = dir.resolve("cut.log");
        for (int length = 0; length <= whole.length; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            String text = new String(prefix, StandardCharsets.US_ASCII);
            List<OrderView> expected =
                    w.afterLine.get((int) text.lines().count() - (text.isEmpty() || text.endsWith("\n") ? 0 : 1));
            Files.write(cut, prefix);

            SimulatedBrokerLog log = new SimulatedBrokerLog(cut);
            assertEquals(expected, OrderView.of(log.open()), text);
            SimulatedOrder next = Terms.buy(3, 3).sentAt(9);
            log.submit(next);
            log.close();

            List<OrderView> longer = new ArrayList<>(expected);
            next.place = 1;
            longer.add(OrderView.of(next));
            assertEquals(longer, reopened(cut), text);
            assertEquals(
                    text.substring(0, text.lastIndexOf('\n') + 1) + "submit,3,1000003,0,BUY,MARKET,ENTRY,3,0,9\n",
                    Files.readString(cut));
        }
    }

    @Test
    void shouldLeaveTheFileAsItIsWhenOpenedAndClosed() throws IOException {
        Written w = written();
        String before = Files.readString(w.file);

        assertEquals(w.afterLine.get(w.afterLine.size() - 1), reopened(w.file));
        assertEquals(OrderView.of(w.books), reopened(w.file));

        assertEquals(before, Files.readString(w.file));
    }

    @Test
    void shouldMakeTheSameBooksWhenOpened() {
        Written w = written();

        SimulatedBooks again = reopenedBooks(w.file);

        assertEquals(w.books.logins(), again.logins());
        assertEquals(w.books.positions(), again.positions());
        assertEquals(w.books.lastLossNs(), again.lastLossNs());
        assertEquals(
                w.books.untold().stream().map(OrderView::of).toList(),
                again.untold().stream().map(OrderView::of).toList());
        assertEquals(
                List.of(2L, 4L),
                again.untold().stream().map(order -> order.clientOrderId).toList());
        assertEquals(Map.of(0, 100L + 8, 3, -7L), again.positions());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lost",
                "lost,7",
                "expire,65536",
                "expire,7",
                "reject,65536,",
                "reject,65536,RAIN",
                "reject,65536,OTHER,OTHER",
                "pull,",
                "pull,x",
                "connect,1",
                "connect,1,x",
                "connect,1,2,3",
                "down,",
                "down,1,2",
                "x",
                "submit",
                "submit,1,2,3",
                "submit,1,9,0,BUY,MARKET,ENTRY,100,0,",
                "submit,1,9,0,BUY,MARKET,ENTRY,100,0,5,6",
                "submit,1,9,0,HOLD,MARKET,ENTRY,100,0,5",
                "submit,1,9,0,BUY,MARKET,ENTRY,1OO,0,5",
                "submit,65536,9,0,BUY,MARKET,ENTRY,100,0,5",
                "accept,1",
                "accept,65536,1",
                "accept,65536,",
                "duplicate,1",
                "cancel,7",
                "reject,",
                "fill,65536,1,2,3",
                "fill,65536,1,2,3,4,5",
                "fill,65536,101,2,3,4",
                "fill,65536,0,2,3,4",
                "fill,65536,-1,2,3,4",
                "fill,7,1,2,3,4",
                "filled,65536,1,2,3,4",
                "acc\u00e9pt,65536",
                "\u0000\u0000\u0000\u0000"
            })
    void shouldNameFileLineAndTextWhenALineInTheMiddleIsCorrupt(String corrupt) throws IOException {
        Path file = dir.resolve("broker.log");
        byte[] bytes = (SUBMIT + '\n' + corrupt + "\naccept,65536\n").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, bytes);

        SimulatedBrokerLog log = new SimulatedBrokerLog(file);
        IllegalStateException refusal = assertThrows(IllegalStateException.class, log::open);
        log.close();

        String expected = "broker log " + file + ":2: \"" + corrupt + "\" cannot be read: ";
        assertEquals(expected, refusal.getMessage().substring(0, expected.length()));
        assertEquals(-1, Arrays.mismatch(bytes, Files.readAllBytes(file)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept,65536",
                "reject,65536",
                "cancel,65536",
                "fill,65536,1,1,1,1",
                "expire,65536",
                "lost,65536",
                "reject,65536,OTHER"
            })
    void shouldRefuseALineWhenItsOrderHadEnded(String line) throws IOException {
        for (String end : List.of("cancel,65536", "reject,65536", "expire,65536", "fill,65536,100,1,1,1")) {
            Path file = dir.resolve("broker.log");
            Files.writeString(file, SUBMIT + "\naccept,65536\n" + end + '\n' + line + '\n');

            SimulatedBrokerLog log = new SimulatedBrokerLog(file);
            IllegalStateException refusal = assertThrows(IllegalStateException.class, log::open);
            log.close();

            String expected = "broker log " + file + ":4: \"" + line + "\" cannot be read: ";
            assertEquals(expected, refusal.getMessage().substring(0, expected.length()));
        }
    }

    @Test
    void shouldNameTheFileWhenItCannotBeOpened() {
        SimulatedBrokerLog log = new SimulatedBrokerLog(dir);

        UncheckedIOException failure = assertThrows(UncheckedIOException.class, log::open);
        log.close();

        String expected = "broker log " + dir + " cannot be opened: ";
        assertEquals(expected, failure.getMessage().substring(0, expected.length()));
    }
}
