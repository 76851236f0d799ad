package io.ringfence.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The ledger against one that keeps every fill. */
final class AccountsTest {
    private static final int INSTRUMENTS = 5;
    private static final List<String> NAMES = List.of("host", "ann", "bob");
    private static final List<Long> START_CASH = List.of(0L, 1_000 * Decimal.ONE, -Long.MAX_VALUE);

    /** A fill, or with no side a price. */
    private record Step(int accountId, int instrumentId, Side side, long quantity, long notional, long fee) {}

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Long> figures = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.longs().between(0, 9)),
                Tuple.of(6, Arbitraries.longs().between(1, 500 * Decimal.ONE)),
                Tuple.of(1, Arbitraries.longs().between(0, Long.MAX_VALUE)),
                Tuple.of(1, Arbitraries.just(Long.MAX_VALUE)));
        // Few different ones, so that holdings often come to nothing.
        Arbitrary<Long> quantities =
                Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.longs().between(1, 2)), Tuple.of(1, figures));
        Arbitrary<Long> fees =
                Arbitraries.oneOf(Arbitraries.longs().between(-9, 99), Arbitraries.of(Long.MAX_VALUE, -Long.MAX_VALUE));
        return Combinators.combine(
                        Arbitraries.integers().between(0, NAMES.size() - 1),
                        Arbitraries.integers().between(0, INSTRUMENTS - 1),
                        Arbitraries.of(Side.BUY, Side.BUY, Side.SELL, Side.SELL, Side.NULL_VAL),
                        quantities,
                        figures,
                        fees)
                .as(Step::new);
    }

    private static Accounts accounts() {
        return accounts(List.of(2, 1));
    }

    private static Accounts accounts(List<Integer> ids) {
        Accounts accounts = new Accounts();
        accounts.limit(NAMES.size() - 1);
        for (int id : ids) {
            assertEquals(Verdict.ACCEPTED, accounts.register(id, NAMES.get(id), START_CASH.get(id)));
        }
        for (int i = 0; i < INSTRUMENTS; i++) {
            accounts.onInstrumentDefined(i);
        }
        return accounts;
    }

    private static void take(Step step, Accounts accounts) {
        if (step.side == Side.NULL_VAL) {
            accounts.onPrice(step.instrumentId, step.quantity + (step.quantity == 0 ? 1 : 0));
        } else {
            accounts.book(step.accountId, step.instrumentId, step.side, step.quantity, step.notional, step.fee);
        }
    }

    private static void take(Step step, NaiveLedger naive) {
        if (step.side == Side.NULL_VAL) {
            naive.price(step.instrumentId, step.quantity + (step.quantity == 0 ? 1 : 0));
        } else {
            naive.book(step.accountId, step.instrumentId, step.side, step.quantity, step.notional, step.fee);
        }
    }

    @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
    void shouldStandAsAllFillsTogetherSay(@ForAll @Size(max = 40) List<@From("steps") Step> steps) {
        Accounts accounts = accounts();
        NaiveLedger naive = new NaiveLedger();
        for (Step step : steps) {
            take(step, accounts);
            take(step, naive);
            long startCash = START_CASH.get(step.accountId);
            assertEquals(
                    naive.row(step.accountId, NAMES.get(step.accountId), startCash),
                    accounts.rows().get(step.accountId));
            assertEquals(NaiveLedger.clamp(naive.cash(step.accountId, startCash)), accounts.cash(step.accountId));
            assertEquals(naive.equity(step.accountId, startCash), accounts.equity(step.accountId));
        }
        for (int instrumentId = 0; instrumentId < INSTRUMENTS; instrumentId++) {
            assertEquals(NaiveLedger.clamp(naive.net(instrumentId)), accounts.netQuantity(instrumentId));
            assertEquals(naive.price(instrumentId), accounts.lastPrice(instrumentId));
            for (int id = 0; id < NAMES.size(); id++) {
                assertEquals(NaiveLedger.clamp(naive.net(id, instrumentId)), accounts.netQuantity(id, instrumentId));
            }
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void shouldGainWhatIsRealizedAndOpenLessFees(@ForAll @Size(max = 40) List<@From("steps") Step> steps) {
        Accounts accounts = accounts();
        for (Step step : steps) {
            if (step.quantity < 1L << 40 && step.notional < 1L << 40 && Math.abs(step.fee) < 100) {
                take(step, accounts);
            }
        }
        for (AccountRow row : accounts.rows()) {
            if (row.startCash() > -Long.MAX_VALUE) {
                long open =
                        row.holdings().stream().mapToLong(HoldingRow::openPnl).sum();
                assertEquals(row.equity() - row.startCash(), row.realizedPnl() + open - row.fees());
                assertEquals(
                        row.realizedPnl(),
                        row.holdings().stream()
                                .mapToLong(HoldingRow::realizedPnl)
                                .sum());
            }
        }
    }

    private static String hash(Accounts accounts) {
        StateHash hash = new StateHash();
        accounts.writeTo(hash);
        return hash.finish();
    }

    private static String hash(List<Step> steps, List<Integer> ids) {
        Accounts accounts = accounts(ids);
        steps.forEach(step -> take(step, accounts));
        return hash(accounts);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void shouldWriteTheSameInWhateverOrderAccountsAndInstrumentsCameUp(
            @ForAll @Size(max = 30) List<@From("steps") Step> steps, @ForAll long seed) {
        // Between two fills of the same account and instrument order matters; between all others it does not.
        List<Step> reordered = new ArrayList<>(steps);
        List<Integer> lanes = new ArrayList<>();
        for (int lane = 0; lane < NAMES.size() * INSTRUMENTS; lane++) {
            lanes.add(lane);
        }
        Collections.shuffle(lanes, new Random(seed));
        reordered.sort(Comparator.comparing(step -> step.side == Side.NULL_VAL
                ? -1 - step.instrumentId
                : lanes.indexOf(step.accountId * INSTRUMENTS + step.instrumentId)));
        assertEquals(hash(steps, List.of(1, 2)), hash(reordered, List.of(2, 1)));
        List<Step> more = new ArrayList<>(steps);
        more.add(new Step(1, 1, Side.BUY, 0, 0, 1));
        assertNotEquals(hash(steps, List.of(1, 2)), hash(more, List.of(1, 2)));
    }

    @Test
    void shouldWriteEveryFigure() {
        List<Runnable> changes = new ArrayList<>();
        Accounts accounts = accounts();
        changes.add(() -> accounts.limit(9));
        changes.add(() -> accounts.register(7, "eve", 5));
        changes.add(() -> accounts.onPrice(2, 5));
        changes.add(() -> accounts.onInstrumentDefined(INSTRUMENTS));
        changes.add(() -> accounts.book(7, 2, Side.BUY, 4, 4, 0));
        changes.add(() -> accounts.book(7, 2, Side.SELL, 0, 0, 1));
        changes.add(() -> accounts.book(7, 2, Side.SELL, 0, 1, 0));
        changes.add(() -> accounts.book(7, 2, Side.SELL, 1, 0, 0));
        for (Runnable change : changes) {
            String before = hash(accounts);
            change.run();
            assertNotEquals(before, hash(accounts));
        }
    }

    @Test
    void shouldKeepTheAverageCostWhenAPartIsSoldAndBeginItAnewWhenTheSideTurns() {
        Accounts accounts = accounts();
        accounts.book(1, 0, Side.BUY, 10 * Decimal.ONE, 1_000 * Decimal.ONE, Decimal.ONE);
        accounts.book(1, 0, Side.SELL, 4 * Decimal.ONE, 480 * Decimal.ONE, Decimal.ONE);
        accounts.onPrice(0, 110 * Decimal.ONE);
        HoldingRow partlySold = new HoldingRow(
                0, 6 * Decimal.ONE, 100 * Decimal.ONE, 80 * Decimal.ONE, 60 * Decimal.ONE, 2 * Decimal.ONE);
        assertEquals(List.of(partlySold), accounts.rows().get(1).holdings());
        accounts.book(1, 0, Side.SELL, 8 * Decimal.ONE, 720 * Decimal.ONE, 0);
        HoldingRow turned = new HoldingRow(
                0, -2 * Decimal.ONE, 90 * Decimal.ONE, 20 * Decimal.ONE, -40 * Decimal.ONE, 2 * Decimal.ONE);
        assertEquals(
                new AccountRow(
                        1,
                        "ann",
                        1_000 * Decimal.ONE,
                        1_198 * Decimal.ONE,
                        20 * Decimal.ONE,
                        2 * Decimal.ONE,
                        978 * Decimal.ONE,
                        List.of(turned)),
                accounts.rows().get(1));
    }

    @Test
    void shouldTakeARegistrationOnceAndTheSameAgainForNothing() {
        Accounts accounts = new Accounts();
        assertEquals(Verdict.LIMIT_REACHED, accounts.register(1, "ann", 5));
        accounts.limit(2);
        assertEquals(Verdict.ACCEPTED, accounts.register(5, "ann", 5));
        String once = hash(accounts);
        assertEquals(Verdict.ACCEPTED, accounts.register(5, "ann", 5));
        assertEquals(Verdict.NAME_TAKEN, accounts.register(5, "ann", 6));
        assertEquals(Verdict.NAME_TAKEN, accounts.register(5, "bob", 5));
        assertEquals(Verdict.NAME_TAKEN, accounts.register(6, "ann", 5));
        assertEquals(Verdict.NAME_TAKEN, accounts.register(6, "host", 5));
        assertEquals(Verdict.NAME_TAKEN, accounts.register(Accounts.HOST_ACCOUNT, "host", 5));
        assertEquals(Verdict.ACCEPTED, accounts.register(Accounts.HOST_ACCOUNT, "host", 0));
        assertEquals(Verdict.UNKNOWN_ACCOUNT, accounts.register(-1, "eve", 5));
        assertEquals(once, hash(accounts));
        assertEquals(Verdict.ACCEPTED, accounts.register(4, "bob", 5));
        assertEquals(Verdict.LIMIT_REACHED, accounts.register(6, "eve", 5));
        accounts.limit(0);
        assertEquals(Verdict.ACCEPTED, accounts.register(4, "bob", 5));
        assertEquals(
                List.of(0, 4, 5),
                accounts.rows().stream().map(AccountRow::accountId).toList());
    }

    @Test
    void shouldMakeRoomForAMillionInstruments() {
        Accounts accounts = accounts();
        for (int i = INSTRUMENTS; i < 1_000_000; i++) {
            accounts.onInstrumentDefined(i);
        }
        accounts.onPrice(999_999, 2 * Decimal.ONE);
        accounts.book(0, 999_999, Side.SELL, Decimal.ONE, 3 * Decimal.ONE, 0);
        assertEquals(Decimal.ONE, accounts.equity(0));
        assertEquals(-Decimal.ONE, accounts.netQuantity(999_999));
    }
}
