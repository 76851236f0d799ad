package io.ringfence.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.account.Accounts;
import io.ringfence.core.account.NaiveLedger;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.RiskCode;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateHash;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A random history of three accounts, told to the chain and to the naive one; each answer is compared. */
final class RiskHistory {
    private static final int ACCOUNTS = 3;
    private static final int INSTRUMENTS = 3;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final SplittableRandom random;
    private final boolean isExtreme;
    private final Accounts accounts = new Accounts();
    private final KillSwitch killSwitch = new KillSwitch();
    private final RiskChain chain = new RiskChain(accounts, killSwitch);
    private final NaiveLedger ledger = new NaiveLedger();
    private final NaiveRisk naive = new NaiveRisk(ledger);
    private final List<NaiveRisk.Sent> live = new ArrayList<>();
    private final Set<RiskCode> codes = EnumSet.noneOf(RiskCode.class);
    private long nowNs = 20_000 * RiskLimits.DAY_NS + 5 * HOUR_NS;

    RiskHistory(long seed) {
        random = new SplittableRandom(seed);
        isExtreme = random.nextInt(8) == 0;
        naive.isFitAsked = random.nextBoolean();
        chain.refuseWhatDoesNotFit(naive.isFitAsked);
        accounts.limit(ACCOUNTS - 1);
        for (int id = 1; id < ACCOUNTS; id++) {
            accounts.register(id, "account " + id, 0);
        }
        for (int i = 0; i < INSTRUMENTS; i++) {
            accounts.onInstrumentDefined(i);
        }
        beginEvent(0);
        onPrice(0, price());
        for (int id = 0; id < ACCOUNTS; id++) {
            setLimits(id);
        }
    }

    /** Goes on for so many events; the codes that entries were answered with. */
    Set<RiskCode> run(int events) {
        for (int i = 0; i < events; i++) {
            beginEvent(timeStep());
            step();
        }
        return codes;
    }

    String hash() {
        StateHash hash = new StateHash();
        accounts.writeTo(hash);
        killSwitch.writeTo(hash);
        chain.writeTo(hash);
        return hash.finish();
    }

    private void beginEvent(long stepNs) {
        nowNs += stepNs;
        chain.beginEvent(nowNs);
        naive.beginEvent(nowNs);
    }

    private long timeStep() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> 0;
            case 3 -> random.nextLong(30 * HOUR_NS);
            case 4 -> HOUR_NS;
            // To midnight or just short of it, where days begin that have no offset.
            case 5 -> RiskLimits.DAY_NS - nowNs % RiskLimits.DAY_NS - random.nextInt(2);
            default -> random.nextInt(1, 6);
        };
    }

    private void step() {
        int accountId = random.nextInt(ACCOUNTS);
        switch (random.nextInt(24)) {
            case 0 -> setLimits(accountId);
            case 1 -> kill(accountId);
            case 2 -> {
                boolean isUp = random.nextInt(3) > 0;
                boolean isShort = random.nextInt(4) == 0;
                chain.diskSpace(isShort, isShort ? 4096 : 0);
                naive.isDiskShort = isShort;
                chain.linkUp(isUp);
                naive.isLinkUp = isUp;
            }
            case 3, 4, 5 -> {
                // The last instrument never has one.
                onPrice(random.nextInt(INSTRUMENTS - 1), price());
            }
            case 6, 7, 8 -> fillEntry();
            case 9, 10 -> endEntry();
            case 11 -> fill(accountId, random.nextInt(INSTRUMENTS), side(), quantity(), 0);
            case 12, 13, 14 -> {
                long realizedPnl = random.nextInt(-3, 1);
                boolean isStop = random.nextInt(5) > 0;
                chain.onPositionClosed(accountId, realizedPnl, isStop);
                naive.close(accountId, realizedPnl, isStop);
            }
            default -> askForEntry(accountId);
        }
    }

    private void onPrice(int instrumentId, long price) {
        accounts.onPrice(instrumentId, price);
        ledger.price(instrumentId, price);
    }

    private Side side() {
        return random.nextBoolean() ? Side.BUY : Side.SELL;
    }

    private long quantity() {
        return isExtreme && random.nextInt(3) == 0 ? figure() : random.nextInt(1, 6) * Decimal.ONE / 2;
    }

    private long price() {
        return isExtreme && random.nextInt(3) == 0
                ? figure()
                : 100 * Decimal.ONE + random.nextInt(-200, 201) * 7_777_777L;
    }

    /** Positive, of any size. */
    private long figure() {
        return random.nextInt(4) == 0 ? Long.MAX_VALUE : 1 + (random.nextLong() >>> random.nextInt(2, 62));
    }

    /** A limit that is there in one case of so many. */
    private long limit(int oneIn, long from, long to) {
        if (random.nextInt(oneIn) > 0) {
            return 0;
        }
        return isExtreme && random.nextInt(4) == 0 ? figure() : random.nextLong(from, to);
    }

    private void setLimits(int accountId) {
        int maxOrders = random.nextInt(4) == 0 ? random.nextInt(1, 5) : 0;
        int maxStops = random.nextInt(3) == 0 ? random.nextInt(1, 4) : 0;
        RiskLimits limits = new RiskLimits(
                limit(4, Decimal.ONE, 3 * Decimal.ONE),
                limit(4, 60 * Decimal.ONE, 300 * Decimal.ONE),
                limit(3, Decimal.ONE / 100, Decimal.ONE / 5),
                limit(3, 100 * Decimal.ONE, 900 * Decimal.ONE),
                limit(3, 1, 60 * Decimal.ONE),
                limit(3, 1, 60 * Decimal.ONE),
                maxOrders == 0 ? 0 : windowNs(),
                maxStops == 0 ? 0 : windowNs(),
                maxStops == 0 ? 0 : windowNs(),
                random.nextInt(3) == 0 ? windowNs() : 0,
                random.nextInt(2) * random.nextInt(24) * HOUR_NS,
                random.nextInt(4) == 0 ? random.nextInt(1, 4) : 0,
                maxOrders,
                maxStops);
        assertEquals(Verdict.ACCEPTED, chain.setLimits(accountId, limits));
        naive.setLimits(accountId, limits);
    }

    private long windowNs() {
        return isExtreme && random.nextInt(4) == 0
                ? Long.MAX_VALUE
                : random.nextBoolean() ? random.nextInt(1, 20) : random.nextInt(1, 3) * HOUR_NS;
    }

    private void kill(int accountId) {
        int of = random.nextInt(3) == 0 ? KillSwitch.ALL : accountId;
        // Mostly off, so that the other rules have their turn.
        KillLevel level = random.nextInt(3) > 0 ? KillLevel.NONE : KillLevel.get((short) random.nextInt(4));
        killSwitch.set(of, level);
        naive.kill(of, level);
    }

    private void askForEntry(int accountId) {
        if (!live.isEmpty() && random.nextInt(4) == 0) {
            // The same again.
            NaiveRisk.Sent sent = live.get(live.size() - 1);
            askForEntry(sent.accountId(), sent.instrumentId(), sent.side(), sent.quantity());
        } else {
            int instrumentId = random.nextInt(12) == 0 ? INSTRUMENTS - 1 : random.nextInt(INSTRUMENTS - 1);
            askForEntry(accountId, instrumentId, side(), quantity());
        }
    }

    private void askForEntry(int accountId, int instrumentId, Side side, long quantity) {
        long limitPrice = random.nextBoolean() ? RiskChain.NO_LIMIT : random.nextInt(20) == 0 ? 0 : price();
        NaiveRisk.Answer expected = naive.judge(accountId, instrumentId, side, quantity, limitPrice);
        boolean isAllowed = chain.allows(accountId, instrumentId, side, quantity, limitPrice);
        assertEquals(expected, new NaiveRisk.Answer(chain.code(), chain.bound(), chain.actual()));
        assertEquals(expected.code() == RiskCode.NONE, isAllowed);
        codes.add(expected.code());
        // One that was decided under other limits may leave after all.
        if (isAllowed || random.nextInt(20) == 0) {
            chain.onEntrySent(accountId, instrumentId, side, quantity);
            live.add(naive.send(accountId, instrumentId, side, quantity));
        }
        assertEquals(naive.openEntries(accountId), chain.openEntries(accountId));
    }

    private void fillEntry() {
        if (!live.isEmpty()) {
            NaiveRisk.Sent sent = live.get(random.nextInt(live.size()));
            long left = naive.left(sent);
            long quantity = random.nextInt(3) > 0 ? left : Math.max(1, left / 2 + random.nextInt(2));
            long wasOnItsWay = Math.min(left, quantity);
            naive.fill(sent, wasOnItsWay);
            fill(sent.accountId(), sent.instrumentId(), sent.side(), quantity, wasOnItsWay);
        }
    }

    private void fill(int accountId, int instrumentId, Side side, long quantity, long wasOnItsWay) {
        long notional = isExtreme && random.nextInt(4) == 0 ? figure() : random.nextLong(50, 300) * Decimal.ONE;
        long fee = random.nextInt(3);
        chain.onFill(accountId, instrumentId, side, quantity, notional, fee, wasOnItsWay);
        ledger.book(accountId, instrumentId, side, quantity, notional, fee);
        naive.afterFill(accountId);
    }

    private void endEntry() {
        if (!live.isEmpty()) {
            NaiveRisk.Sent sent = live.remove(random.nextInt(live.size()));
            chain.onEntryEnded(sent.accountId(), sent.instrumentId(), sent.side(), naive.left(sent));
            naive.end(sent);
        }
    }
}
