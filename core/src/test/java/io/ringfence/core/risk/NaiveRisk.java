package io.ringfence.core.risk;

import io.ringfence.core.account.NaiveLedger;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.RiskCode;
import io.ringfence.core.event.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules of entries once more: everything that happened is kept in lists, and each figure is formed from them. */
final class NaiveRisk {
    /** What an entry is told. */
    record Answer(RiskCode code, long bound, long actual) {
        static final Answer ALLOWED = new Answer(RiskCode.NONE, 0, 0);
    }

    record Sent(int accountId, int instrumentId, Side side, long quantity, long timeNs) {}

    private record Stop(long timeNs) {}

    private static final class Book {
        RiskLimits limits = RiskLimits.NONE;
        List<Long> rate = new ArrayList<>();
        List<Sent> duplicates = new ArrayList<>();
        List<Stop> row = new ArrayList<>();
        List<Long> waits = new ArrayList<>();
        List<Long> equities = new ArrayList<>();
        long dayEquity;
        long day;
    }

    private final NaiveLedger ledger;
    private final Map<Integer, Book> books = new TreeMap<>();
    private final Map<Sent, BigInteger> live = new java.util.IdentityHashMap<>();
    private final Map<Integer, KillLevel> kill = new TreeMap<>();
    boolean isLinkUp = true;
    boolean isDiskShort;
    boolean isFitAsked;
    private long nowNs;

    NaiveRisk(NaiveLedger ledger) {
        this.ledger = ledger;
    }

    private Book book(int accountId) {
        return books.computeIfAbsent(accountId, id -> new Book());
    }

    private static <T> List<T> newest(List<T> list, long count) {
        return new ArrayList<>(list.subList((int) Math.max(0, list.size() - count), list.size()));
    }

    private static long dayOf(RiskLimits limits, long timeNs) {
        return BigInteger.valueOf(timeNs)
                .subtract(BigInteger.valueOf(limits.dayStartNs()))
                .divide(BigInteger.valueOf(24L * 3600 * 1_000_000_000))
                .longValueExact();
    }

    private static boolean isWatched(RiskLimits limits) {
        return limits.maxDailyLoss() != 0 || limits.maxDrawdown() != 0;
    }

    void beginEvent(long timeNs) {
        nowNs = timeNs;
        books.forEach((accountId, book) -> {
            if (isWatched(book.limits) && dayOf(book.limits, nowNs) > book.day) {
                beginDay(accountId, book);
                sample(accountId, book);
            }
        });
    }

    private void beginDay(int accountId, Book book) {
        book.day = dayOf(book.limits, nowNs);
        book.dayEquity = ledger.equity(accountId, 0);
    }

    private void sample(int accountId, Book book) {
        if (book.limits.maxDrawdown() != 0) {
            book.equities.add(ledger.equity(accountId, 0));
        }
    }

    void setLimits(int accountId, RiskLimits limits) {
        Book book = book(accountId);
        boolean isNewDay = !isWatched(book.limits) || book.limits.dayStartNs() != limits.dayStartNs();
        book.limits = limits;
        book.rate = newest(book.rate, limits.maxOrdersPerWindow());
        book.row = newest(book.row, limits.maxStopOuts());
        if (limits.maxStopOuts() == 0) {
            book.waits.clear();
        }
        if (limits.duplicateWindowNs() == 0) {
            book.duplicates.clear();
        }
        if (limits.maxDrawdown() == 0) {
            book.equities.clear();
        }
        if (isWatched(limits) && isNewDay) {
            beginDay(accountId, book);
        }
        sample(accountId, book);
    }

    void kill(int accountId, KillLevel level) {
        kill.put(accountId, level);
    }

    Sent send(int accountId, int instrumentId, Side side, long quantity) {
        Sent sent = new Sent(accountId, instrumentId, side, quantity, nowNs);
        live.put(sent, BigInteger.valueOf(quantity));
        Book book = book(accountId);
        book.rate.add(nowNs);
        book.rate = newest(book.rate, book.limits.maxOrdersPerWindow());
        long windowNs = book.limits.duplicateWindowNs();
        book.duplicates.removeIf(other -> nowNs - other.timeNs >= windowNs);
        if (windowNs > 0) {
            book.duplicates.add(sent);
            book.duplicates = newest(book.duplicates, 4096);
        }
        return sent;
    }

    long left(Sent sent) {
        return live.get(sent).longValueExact();
    }

    void fill(Sent sent, long wasOnItsWay) {
        live.merge(sent, BigInteger.valueOf(wasOnItsWay), BigInteger::subtract);
    }

    void end(Sent sent) {
        live.remove(sent);
    }

    void afterFill(int accountId) {
        sample(accountId, book(accountId));
    }

    void close(int accountId, long realizedPnl, boolean isStop) {
        Book book = book(accountId);
        if (!isStop || realizedPnl >= 0) {
            book.row.clear();
            return;
        }
        int max = book.limits.maxStopOuts();
        book.row.add(new Stop(nowNs));
        book.row = newest(book.row, max);
        long inWindow = book.row.stream()
                .filter(stop -> nowNs - stop.timeNs < book.limits.stopOutWindowNs())
                .count();
        if (max > 0 && inWindow >= max) {
            book.waits.add(NaiveLedger.clamp(
                    BigInteger.valueOf(nowNs).add(BigInteger.valueOf(book.limits.stopOutCooldownNs()))));
        }
    }

    long openEntries(int accountId) {
        return live.keySet().stream()
                .filter(sent -> sent.accountId == accountId)
                .count();
    }

    /** The decision by one list of all that refuse, in the order of the rules; the first stands. */
    Answer judge(int accountId, int instrumentId, Side side, long quantity, long limitPrice) {
        Book book = book(accountId);
        sample(accountId, book);
        List<Answer> refusals = new ArrayList<>();
        addState(refusals, accountId);
        addDuplicate(refusals, book, instrumentId, side, quantity);
        addSize(refusals, accountId, instrumentId, side, quantity, limitPrice);
        addPace(refusals, accountId);
        addLoss(refusals, accountId);
        long waitNs = book.waits.isEmpty() ? 0 : book.waits.get(book.waits.size() - 1) - nowNs;
        if (waitNs > 0) {
            refusals.add(new Answer(RiskCode.STOP_OUT_STREAK, book.limits.stopOutCooldownNs(), waitNs));
        }
        return refusals.isEmpty() ? Answer.ALLOWED : refusals.get(0);
    }

    private void addState(List<Answer> refusals, int accountId) {
        int level = Math.max(
                kill.getOrDefault(accountId, KillLevel.NONE).value(),
                kill.getOrDefault(KillSwitch.ALL, KillLevel.NONE).value());
        if (level > 0) {
            refusals.add(new Answer(RiskCode.TRADING_STATE, 1, level == 1 ? 2 : 3));
        }
        if (isDiskShort) {
            refusals.add(new Answer(RiskCode.DISK_SPACE, 0, 4096));
        }
        if (!isLinkUp) {
            refusals.add(new Answer(RiskCode.LINK_DOWN, 1, 0));
        }
    }

    private void addDuplicate(List<Answer> refusals, Book book, int instrumentId, Side side, long quantity) {
        long windowNs = book.limits.duplicateWindowNs();
        book.duplicates.stream()
                .filter(sent -> sent.instrumentId == instrumentId && sent.side == side && sent.quantity == quantity)
                .mapToLong(sent -> nowNs - sent.timeNs)
                .filter(sinceNs -> sinceNs < windowNs)
                .min()
                .ifPresent(sinceNs -> refusals.add(new Answer(RiskCode.DUPLICATE, windowNs, sinceNs)));
    }

    private void addSize(
            List<Answer> refusals, int accountId, int instrumentId, Side side, long quantity, long limitPrice) {
        RiskLimits limits = book(accountId).limits;
        if (limits.maxOrderQuantity() > 0 && quantity > limits.maxOrderQuantity()) {
            refusals.add(new Answer(RiskCode.MAX_QUANTITY, limits.maxOrderQuantity(), quantity));
        }
        boolean isAtMarket = limitPrice == RiskChain.NO_LIMIT;
        long last = ledger.price(instrumentId);
        long reference = isAtMarket ? last : limitPrice;
        boolean hasNotionalLimit = limits.maxOrderNotional() > 0 || limits.maxPositionNotional() > 0;
        boolean hasCollar = limits.priceCollarRatio() > 0 && !isAtMarket;
        if (hasNotionalLimit && reference <= 0 || hasCollar && last == 0) {
            refusals.add(new Answer(RiskCode.NO_PRICE, 0, 0));
            return;
        }
        long notional = notional(BigInteger.valueOf(quantity), reference);
        if (limits.maxOrderNotional() > 0 && notional > limits.maxOrderNotional()) {
            refusals.add(new Answer(RiskCode.MAX_NOTIONAL, limits.maxOrderNotional(), notional));
        }
        if (isFitAsked && notional == Long.MAX_VALUE) {
            refusals.add(new Answer(RiskCode.MAX_NOTIONAL, Long.MAX_VALUE, notional));
        }
        if (hasCollar) {
            addCollar(refusals, limits.priceCollarRatio(), last, limitPrice);
        }
        BigInteger coming = live.entrySet().stream()
                .filter(entry -> entry.getKey().accountId == accountId
                        && entry.getKey().instrumentId == instrumentId
                        && entry.getKey().side == side)
                .map(Map.Entry::getValue)
                .reduce(BigInteger.ZERO, BigInteger::add);
        coming = BigInteger.valueOf(
                NaiveLedger.clamp(BigInteger.valueOf(NaiveLedger.clamp(coming)).add(BigInteger.valueOf(quantity))));
        BigInteger held = BigInteger.valueOf(NaiveLedger.clamp(ledger.net(accountId, instrumentId)));
        BigInteger with = side == Side.BUY ? held.add(coming) : held.subtract(coming);
        long position = notional(BigInteger.valueOf(NaiveLedger.clamp(with)).abs(), reference);
        if (limits.maxPositionNotional() > 0 && position > limits.maxPositionNotional()) {
            refusals.add(new Answer(RiskCode.POSITION_LIMIT, limits.maxPositionNotional(), position));
        }
    }

    private static void addCollar(List<Answer> refusals, long ratio, long last, long limitPrice) {
        BigDecimal distance = new BigDecimal(BigInteger.valueOf(last).multiply(BigInteger.valueOf(ratio)), 8);
        BigInteger off = BigInteger.valueOf(limitPrice).subtract(BigInteger.valueOf(last));
        if (new BigDecimal(off.abs()).compareTo(distance) > 0) {
            BigInteger whole = distance.setScale(0, RoundingMode.FLOOR).toBigInteger();
            BigInteger edge = BigInteger.valueOf(last).add(off.signum() > 0 ? whole : whole.negate());
            refusals.add(new Answer(RiskCode.PRICE_COLLAR, NaiveLedger.clamp(edge), limitPrice));
        }
    }

    private static long notional(BigInteger quantity, long price) {
        return NaiveLedger.clamp(new BigDecimal(quantity.multiply(BigInteger.valueOf(price)), 8)
                .setScale(0, RoundingMode.CEILING)
                .toBigInteger());
    }

    private void addPace(List<Answer> refusals, int accountId) {
        RiskLimits limits = book(accountId).limits;
        long open = openEntries(accountId) + 1;
        if (limits.maxOpenOrders() > 0 && open > limits.maxOpenOrders()) {
            refusals.add(new Answer(RiskCode.OPEN_ORDERS, limits.maxOpenOrders(), open));
        }
        long sent = 1
                + book(accountId).rate.stream()
                        .filter(timeNs -> nowNs - timeNs < limits.orderWindowNs())
                        .count();
        if (limits.maxOrdersPerWindow() > 0 && sent > limits.maxOrdersPerWindow()) {
            refusals.add(new Answer(RiskCode.ORDER_RATE, limits.maxOrdersPerWindow(), sent));
        }
    }

    private void addLoss(List<Answer> refusals, int accountId) {
        Book book = book(accountId);
        BigInteger equity = BigInteger.valueOf(ledger.equity(accountId, 0));
        long loss = NaiveLedger.clamp(BigInteger.valueOf(book.dayEquity).subtract(equity));
        if (book.limits.maxDailyLoss() > 0 && loss >= book.limits.maxDailyLoss()) {
            refusals.add(new Answer(RiskCode.DAILY_LOSS, book.limits.maxDailyLoss(), loss));
        }
        if (book.limits.maxDrawdown() > 0) {
            long highest =
                    book.equities.stream().mapToLong(Long::longValue).max().orElseThrow();
            long depth = NaiveLedger.clamp(BigInteger.valueOf(highest).subtract(equity));
            if (depth >= book.limits.maxDrawdown()) {
                refusals.add(new Answer(RiskCode.DRAWDOWN, book.limits.maxDrawdown(), depth));
            }
        }
    }
}
