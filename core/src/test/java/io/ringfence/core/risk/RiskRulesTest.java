package io.ringfence.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.account.Accounts;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.RiskCode;
import io.ringfence.core.event.RiskLimitsSetDecoder;
import io.ringfence.core.event.RiskLimitsSetEncoder;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.state.StateHash;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Each rule by example: the order they come in, and what each calls its figures. */
final class RiskRulesTest {
    private static final long ONE = Decimal.ONE;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long MIDNIGHT_NS = 20_000 * RiskLimits.DAY_NS;

    private final Accounts accounts = new Accounts();
    private final KillSwitch killSwitch = new KillSwitch();
    private final RiskChain chain = new RiskChain(accounts, killSwitch);

    RiskRulesTest() {
        accounts.limit(2);
        accounts.register(1, "ann", 0);
        accounts.register(2, "bob", 0);
        accounts.onInstrumentDefined(0);
        accounts.onInstrumentDefined(1);
        chain.beginEvent(MIDNIGHT_NS);
    }

    /** Limits by their names in the dictionary, all others 0. */
    private static RiskLimits limits(java.util.function.Consumer<RiskLimitsSetEncoder> setter) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        setter.accept(new RiskLimitsSetEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()));
        return RiskLimits.of(new RiskLimitsSetDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }

    private void set(java.util.function.Consumer<RiskLimitsSetEncoder> setter) {
        assertEquals(Verdict.ACCEPTED, chain.setLimits(1, limits(setter)));
    }

    private NaiveRisk.Answer ask(long quantity, long limitPrice) {
        boolean isAllowed = chain.allows(1, 0, Side.BUY, quantity, limitPrice);
        assertEquals(isAllowed, chain.code() == RiskCode.NONE);
        return new NaiveRisk.Answer(chain.code(), chain.bound(), chain.actual());
    }

    private NaiveRisk.Answer ask() {
        return ask(ONE, RiskChain.NO_LIMIT);
    }

    private static NaiveRisk.Answer refusal(RiskCode code, long bound, long actual) {
        return new NaiveRisk.Answer(code, bound, actual);
    }

    @Test
    void shouldAnswerByTheFirstRuleThatRefuses() {
        accounts.onPrice(0, 100 * ONE);
        // Held: 2, bought at 100, worth 90 each later. On its way: 1 more.
        List<RiskCode> codes = new ArrayList<>();
        set(all -> everyLimit(all));
        chain.onFill(1, 0, Side.BUY, 2 * ONE, 200 * ONE, 0, 0);
        chain.onEntrySent(1, 0, Side.BUY, 4 * ONE);
        chain.onPositionClosed(1, -1, true);
        accounts.onPrice(0, 90 * ONE);
        killSwitch.set(1, KillLevel.NO_ENTRIES);
        chain.linkUp(false);
        long quantity = 4 * ONE;
        long price = 200 * ONE;

        codes.add(ask(quantity, price).code());
        killSwitch.set(1, KillLevel.NONE);
        codes.add(ask(quantity, price).code());
        chain.linkUp(true);
        codes.add(ask(quantity, price).code());
        quantity = 3 * ONE;
        codes.add(ask(quantity, price).code());
        set(all -> everyLimit(all).maxOrderQuantity(0));
        codes.add(ask(quantity, 0).code());
        codes.add(ask(quantity, price).code());
        set(all -> everyLimit(all).maxOrderQuantity(0).maxOrderNotional(0));
        codes.add(ask(quantity, price).code());
        price = 95 * ONE;
        codes.add(ask(quantity, price).code());
        set(all -> everyLimit(all).maxOrderQuantity(0).maxOrderNotional(0).maxPositionNotional(0));
        codes.add(ask(quantity, price).code());
        chain.onEntryEnded(1, 0, Side.BUY, 4 * ONE);
        codes.add(ask(quantity, price).code());
        chain.beginEvent(MIDNIGHT_NS + 10);
        codes.add(ask(quantity, price).code());
        set(all -> everyLimit(all)
                .maxOrderQuantity(0)
                .maxOrderNotional(0)
                .maxPositionNotional(0)
                .maxDailyLoss(0));
        codes.add(ask(quantity, price).code());
        accounts.onPrice(0, 100 * ONE);
        codes.add(ask(quantity, price).code());
        chain.beginEvent(MIDNIGHT_NS + 20);
        codes.add(ask(quantity, price).code());

        assertEquals(
                List.of(
                        RiskCode.TRADING_STATE,
                        RiskCode.LINK_DOWN,
                        RiskCode.DUPLICATE,
                        RiskCode.MAX_QUANTITY,
                        RiskCode.NO_PRICE,
                        RiskCode.MAX_NOTIONAL,
                        RiskCode.PRICE_COLLAR,
                        RiskCode.POSITION_LIMIT,
                        RiskCode.OPEN_ORDERS,
                        RiskCode.ORDER_RATE,
                        RiskCode.DAILY_LOSS,
                        RiskCode.DRAWDOWN,
                        RiskCode.STOP_OUT_STREAK,
                        RiskCode.NONE),
                codes);
    }

    private static RiskLimitsSetEncoder everyLimit(RiskLimitsSetEncoder all) {
        return all.maxOrderQuantity(ONE)
                .maxOrderNotional(100 * ONE)
                .priceCollarRatio(ONE / 10)
                .maxPositionNotional(500 * ONE)
                .maxDailyLoss(20 * ONE)
                .maxDrawdown(20 * ONE)
                .orderWindowNs(10)
                .stopOutWindowNs(10)
                .stopOutCooldownNs(20)
                .duplicateWindowNs(30)
                .maxOpenOrders(1)
                .maxOrdersPerWindow(1)
                .maxStopOuts(1);
    }

    @Test
    void shouldLetAnAccountWithoutLimitsPassButForTheStateAndTheLink() {
        // No price, the largest quantity, and as often as it likes.
        for (int i = 0; i < 3; i++) {
            assertEquals(NaiveRisk.Answer.ALLOWED, ask(Long.MAX_VALUE, RiskChain.NO_LIMIT));
            chain.onEntrySent(1, 0, Side.BUY, Long.MAX_VALUE);
        }
        killSwitch.set(KillSwitch.ALL, KillLevel.FLATTEN);
        assertEquals(refusal(RiskCode.TRADING_STATE, 1, 3), ask());
        killSwitch.set(KillSwitch.ALL, KillLevel.NONE);
        chain.linkUp(false);
        assertEquals(refusal(RiskCode.LINK_DOWN, 1, 0), ask());
    }

    @Test
    void shouldLetALimitStandAtTheEdgeOfTheCollarAndNoFurther() {
        set(all -> all.priceCollarRatio(ONE / 10));
        assertEquals(refusal(RiskCode.NO_PRICE, 0, 0), ask(ONE, 90));
        assertEquals(NaiveRisk.Answer.ALLOWED, ask());
        // A tenth of 109 units is 10.9 of them: the collar is 10 wide.
        accounts.onPrice(0, 109);
        assertEquals(NaiveRisk.Answer.ALLOWED, ask(ONE, 99));
        assertEquals(NaiveRisk.Answer.ALLOWED, ask(ONE, 119));
        assertEquals(refusal(RiskCode.PRICE_COLLAR, 99, 98), ask(ONE, 98));
        assertEquals(refusal(RiskCode.PRICE_COLLAR, 119, 120), ask(ONE, 120));
    }

    @Test
    void shouldCountWhatHappensOvernightInTheDayItEndsIn() {
        accounts.onPrice(0, 100 * ONE);
        set(all -> all.maxDailyLoss(10 * ONE).dayStartNs(8 * HOUR_NS));
        chain.onFill(1, 0, Side.BUY, ONE, 100 * ONE, 0, 0);
        accounts.onPrice(0, 91 * ONE);
        chain.beginEvent(MIDNIGHT_NS + 8 * HOUR_NS - 1);
        accounts.onPrice(0, 90 * ONE);
        assertEquals(refusal(RiskCode.DAILY_LOSS, 10 * ONE, 10 * ONE), ask());
        // The first event of the day is a price that gapped: the day began before it.
        chain.beginEvent(MIDNIGHT_NS + 11 * HOUR_NS);
        accounts.onPrice(0, 80 * ONE + 1);
        assertEquals(NaiveRisk.Answer.ALLOWED, ask());
        accounts.onPrice(0, 80 * ONE);
        assertEquals(refusal(RiskCode.DAILY_LOSS, 10 * ONE, 10 * ONE), ask());
        // Days that nothing happened in are passed over.
        chain.beginEvent(MIDNIGHT_NS + 8 * HOUR_NS + 5 * RiskLimits.DAY_NS);
        assertEquals(NaiveRisk.Answer.ALLOWED, ask());
    }

    @Test
    void shouldMeasureFromTheHighestEquityThatWasFormed() {
        accounts.onPrice(0, 100 * ONE);
        set(all -> all.maxDrawdown(10 * ONE));
        chain.onFill(1, 0, Side.BUY, ONE, 100 * ONE, 0, 0);
        accounts.onPrice(0, 500 * ONE);
        accounts.onPrice(0, 104 * ONE);
        assertEquals(NaiveRisk.Answer.ALLOWED, ask());
        accounts.onPrice(0, 94 * ONE);
        assertEquals(refusal(RiskCode.DRAWDOWN, 10 * ONE, 10 * ONE), ask());
        set(all -> all.maxDrawdown(11 * ONE));
        assertEquals(NaiveRisk.Answer.ALLOWED, ask());
        accounts.onPrice(0, 93 * ONE);
        assertEquals(refusal(RiskCode.DRAWDOWN, 11 * ONE, 11 * ONE), ask());
        set(all -> all.maxDailyLoss(1000 * ONE));
        set(all -> all.maxDrawdown(ONE));
        assertEquals(NaiveRisk.Answer.ALLOWED, ask());
    }

    @Test
    void shouldStandAtTheLargestFigureWhereOneDoesNotFit() {
        accounts.onPrice(0, Long.MAX_VALUE);
        set(all -> all.maxOrderNotional(Long.MAX_VALUE - 1));
        assertEquals(
                refusal(RiskCode.MAX_NOTIONAL, Long.MAX_VALUE - 1, Long.MAX_VALUE),
                ask(Long.MAX_VALUE, RiskChain.NO_LIMIT));
        set(all -> all.maxPositionNotional(Long.MAX_VALUE - 1));
        chain.onEntrySent(1, 0, Side.BUY, Long.MAX_VALUE);
        chain.onEntrySent(1, 0, Side.BUY, Long.MAX_VALUE);
        assertEquals(refusal(RiskCode.POSITION_LIMIT, Long.MAX_VALUE - 1, Long.MAX_VALUE), ask());
        // What stood beyond the largest figure is not lost when a part of it goes.
        chain.onEntryEnded(1, 0, Side.BUY, Long.MAX_VALUE);
        assertEquals(RiskCode.POSITION_LIMIT, ask().code());
        chain.onEntryEnded(1, 0, Side.BUY, Long.MAX_VALUE);
        assertEquals(NaiveRisk.Answer.ALLOWED, ask(1, RiskChain.NO_LIMIT));
        set(all -> all.maxStopOuts(1).stopOutWindowNs(1).stopOutCooldownNs(Long.MAX_VALUE));
        chain.onPositionClosed(1, -1, true);
        assertEquals(
                refusal(RiskCode.STOP_OUT_STREAK, Long.MAX_VALUE, Long.MAX_VALUE - MIDNIGHT_NS),
                ask(1, RiskChain.NO_LIMIT));
    }

    @Test
    void shouldRememberTheNewestEntriesUpToTheBound() {
        set(all -> all.duplicateWindowNs(HOUR_NS));
        for (int i = 1; i <= DuplicateWindow.MAX_ENTRIES; i++) {
            chain.onEntrySent(1, 0, Side.BUY, i);
        }
        assertEquals(refusal(RiskCode.DUPLICATE, HOUR_NS, 0), ask(1, RiskChain.NO_LIMIT));
        chain.onEntrySent(1, 0, Side.BUY, ONE);
        assertEquals(NaiveRisk.Answer.ALLOWED, ask(1, RiskChain.NO_LIMIT));
        assertEquals(refusal(RiskCode.DUPLICATE, HOUR_NS, 0), ask(2, RiskChain.NO_LIMIT));
        chain.beginEvent(MIDNIGHT_NS + HOUR_NS - 1);
        assertEquals(refusal(RiskCode.DUPLICATE, HOUR_NS, HOUR_NS - 1), ask());
        chain.beginEvent(MIDNIGHT_NS + HOUR_NS);
        assertEquals(NaiveRisk.Answer.ALLOWED, ask());
    }

    @Test
    void shouldRefuseLimitsThatMakeNoSense() {
        set(all -> everyLimit(all));
        String before = hash();
        List<RiskLimits> invalid = List.of(
                limits(all -> all.maxOrderQuantity(-1)),
                limits(all -> all.maxOrderNotional(-1)),
                limits(all -> all.priceCollarRatio(-1)),
                limits(all -> all.maxPositionNotional(-1)),
                limits(all -> all.maxDailyLoss(-1)),
                limits(all -> all.maxDrawdown(-1)),
                limits(all -> all.orderWindowNs(-1)),
                limits(all -> all.stopOutWindowNs(-1)),
                limits(all -> all.stopOutCooldownNs(-1)),
                limits(all -> all.duplicateWindowNs(-1)),
                limits(all -> all.dayStartNs(-1)),
                limits(all -> all.dayStartNs(RiskLimits.DAY_NS)),
                limits(all -> all.maxOpenOrders(-1)),
                limits(all -> all.maxOrdersPerWindow(-1).orderWindowNs(1)),
                limits(all -> all.maxOrdersPerWindow(1)),
                limits(all -> all.maxOrdersPerWindow(RiskLimits.MAX_COUNT + 1).orderWindowNs(1)),
                limits(all -> all.maxStopOuts(-1).stopOutWindowNs(1).stopOutCooldownNs(1)),
                limits(all -> all.maxStopOuts(1).stopOutWindowNs(1)),
                limits(all -> all.maxStopOuts(1).stopOutCooldownNs(1)),
                limits(all -> all.maxStopOuts(RiskLimits.MAX_COUNT + 1)
                        .stopOutWindowNs(1)
                        .stopOutCooldownNs(1)));
        for (RiskLimits each : invalid) {
            assertEquals(Verdict.INVALID_LIMITS, chain.setLimits(1, each), each::toString);
        }
        assertEquals(Verdict.UNKNOWN_ACCOUNT, chain.setLimits(3, RiskLimits.NONE));
        assertEquals(before, hash());
        assertEquals(limits(all -> everyLimit(all)), chain.limits(1));
        assertEquals(RiskLimits.NONE, chain.limits(2));
    }

    @Test
    void shouldTakeEachLimitFromItsField() {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        new RiskLimitsSetEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .maxOrderQuantity(1)
                .maxOrderNotional(2)
                .priceCollarRatio(3)
                .maxPositionNotional(4)
                .maxDailyLoss(5)
                .maxDrawdown(6)
                .orderWindowNs(7)
                .stopOutWindowNs(8)
                .stopOutCooldownNs(9)
                .duplicateWindowNs(10)
                .dayStartNs(11)
                .accountId(2)
                .maxOpenOrders(12)
                .maxOrdersPerWindow(13)
                .maxStopOuts(14);
        RiskLimitsSetDecoder input =
                new RiskLimitsSetDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        assertEquals(Verdict.ACCEPTED, chain.setLimits(input));
        assertEquals(new RiskLimits(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14), chain.limits(2));
    }

    private String hash() {
        StateHash hash = new StateHash();
        chain.writeTo(hash);
        return hash.finish();
    }

    @Test
    void shouldWriteEveryFigure() {
        accounts.onPrice(0, 100 * ONE);
        List<Runnable> changes = List.of(
                () -> set(all -> everyLimit(all)),
                () -> chain.linkUp(false),
                () -> chain.onEntrySent(1, 1, Side.SELL, 5),
                () -> chain.onFill(1, 1, Side.SELL, 3, 3, -1, 3),
                () -> chain.onEntryEnded(1, 1, Side.SELL, 2),
                () -> chain.beginEvent(MIDNIGHT_NS + RiskLimits.DAY_NS),
                () -> chain.onEntrySent(1, 1, Side.SELL, 5),
                () -> chain.onPositionClosed(1, -1, true),
                () -> chain.onPositionClosed(1, 1, true));
        for (int i = 0; i < changes.size(); i++) {
            String before = hash();
            changes.get(i).run();
            assertNotEquals(before, hash(), "change " + i);
        }
    }

    @Test
    void shouldWriteTheSameWhicheverAccountAndInstrumentCameFirst() {
        List<String> hashes = new ArrayList<>();
        for (int first = 1; first <= 2; first++) {
            RiskChain either = new RiskChain(accounts, killSwitch);
            for (int accountId : new int[] {first, 3 - first}) {
                either.setLimits(accountId, limits(all -> all.maxDrawdown(accountId)));
                for (int instrumentId : new int[] {first - 1, 2 - first}) {
                    either.onEntrySent(accountId, instrumentId, Side.BUY, accountId * 10L + instrumentId);
                }
            }
            // Came and went: leaves nothing but its place in the windows, of which there are none.
            either.onEntrySent(1, 7 + first, Side.BUY, 5);
            either.onEntryEnded(1, 7 + first, Side.BUY, 5);
            StateHash hash = new StateHash();
            either.writeTo(hash);
            hashes.add(hash.finish());
        }
        assertEquals(hashes.get(0), hashes.get(1));
        assertEquals(64, hashes.get(0).length());
    }

    @Test
    void shouldKeepAccountsApart() {
        set(all -> all.maxOpenOrders(1));
        chain.onEntrySent(2, 0, Side.BUY, ONE);
        assertTrue(chain.allows(1, 0, Side.BUY, ONE, RiskChain.NO_LIMIT));
        chain.onEntrySent(1, 0, Side.BUY, ONE);
        assertFalse(chain.allows(1, 0, Side.BUY, ONE, RiskChain.NO_LIMIT));
        assertTrue(chain.allows(2, 0, Side.BUY, ONE, RiskChain.NO_LIMIT));
        assertEquals(1, chain.openEntries(2));
    }
}
