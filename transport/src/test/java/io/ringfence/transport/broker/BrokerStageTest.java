package io.ringfence.transport.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.CancelOrderEncoder;
import io.ringfence.core.event.ConnectAccountEncoder;
import io.ringfence.core.event.ExecuteBuyEncoder;
import io.ringfence.core.event.ExecuteSellEncoder;
import io.ringfence.core.event.ExecuteStoplossEncoder;
import io.ringfence.core.event.InstrumentDefinedEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.NodeStartedEncoder;
import io.ringfence.core.event.OrderPurpose;
import io.ringfence.core.event.OrderTermsEncoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.PullBrokerStateEncoder;
import io.ringfence.core.event.QueryOrderEncoder;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.SystemRecoveryEncoder;
import io.ringfence.core.event.TimeAdvancedEncoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.stoploss.StopLossStage;
import io.ringfence.transport.broker.RecordingBroker.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.agrona.MutableDirectBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;
import org.junit.jupiter.api.Test;

class BrokerStageTest {
    private static final int BOUND = 256;

    private final RecordingBroker broker = new RecordingBroker();
    private BrokerStage stage = new BrokerStage(broker);
    private final StopLossStage stopLoss = new StopLossStage();
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private long sequence;
    private long feedSequence;

    private static Terms stop(long id) {
        return new Terms(id, 3, Side.SELL, OrderType.MARKET, OrderPurpose.STOP, 40 + id, Terms.NO_LIMIT);
    }

    private static Terms buy(long id) {
        return Terms.buy(id, 10 + id).on(1);
    }

    private static Terms sell(long id) {
        return Terms.sell(id, 20 + id).limit(231).on(2);
    }

    private void claim(long timestampNs) {
        slot.claim(++sequence, timestampNs);
    }

    /** An event that carries nothing but its time, and no command yet. */
    private void timeEvent(long timestampNs) {
        claim(timestampNs);
        new TimeAdvancedEncoder().wrapAndApplyHeader(slot.in().reserve(64), 0, new MessageHeaderEncoder());
        slot.in().commit(MessageHeaderEncoder.ENCODED_LENGTH + TimeAdvancedEncoder.BLOCK_LENGTH);
    }

    private void out(MessageEncoderFlyweight message, Terms terms) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + message.sbeBlockLength();
        MutableDirectBuffer buffer = slot.out().claim(length);
        int offset = slot.out().claimedOffset();
        new MessageHeaderEncoder()
                .wrap(buffer, offset)
                .blockLength(message.sbeBlockLength())
                .templateId(message.sbeTemplateId())
                .schemaId(message.sbeSchemaId())
                .version(message.sbeSchemaVersion());
        if (terms != null) {
            terms.encode(new OrderTermsEncoder().wrap(buffer, offset + MessageHeaderEncoder.ENCODED_LENGTH));
        }
        slot.out().commit(length, 0, 0);
    }

    private void end(boolean endOfBatch) {
        stage.onEvent(slot, endOfBatch);
        // A slot is reused: whoever kept a view of it now sees something else.
        timeEvent(0);
        out(new ExecuteBuyEncoder(), buy(999));
    }

    private static List<Call> submits(Stream<Terms> terms) {
        return terms.map(each -> new Call("submit", each)).toList();
    }

    @Test
    void shouldSendStopLossesFirstAndTheOthersInOrderWhenOneEventHasSeveral() {
        timeEvent(1);
        out(new ExecuteBuyEncoder(), buy(1));
        out(new ExecuteSellEncoder(), sell(2));
        out(new ExecuteStoplossEncoder(), stop(3));
        out(new ExecuteSellEncoder(), sell(4));
        out(new ExecuteStoplossEncoder(), stop(5));
        end(true);

        assertEquals(submits(Stream.of(stop(3), stop(5), buy(1), sell(2), sell(4))), broker.calls);
    }

    @Test
    void shouldSendStopLossesBeforeOrdersOfEarlierEventsWhenTheyShareABatch() {
        timeEvent(1);
        out(new ExecuteBuyEncoder(), buy(1));
        end(false);
        timeEvent(2);
        out(new ExecuteSellEncoder(), sell(2));
        end(false);
        assertEquals(List.of(), broker.calls);
        timeEvent(3);
        out(new ExecuteStoplossEncoder(), stop(3));
        end(false);
        assertEquals(submits(Stream.of(stop(3))), broker.calls);
        timeEvent(4);
        end(true);

        assertEquals(submits(Stream.of(stop(3), buy(1), sell(2))), broker.calls);
    }

    @Test
    void shouldSendNothingTwiceWhenTheNextBatchIsEmpty() {
        timeEvent(1);
        out(new ExecuteBuyEncoder(), buy(1));
        end(true);
        timeEvent(2);
        end(true);

        assertEquals(submits(Stream.of(buy(1))), broker.calls);
    }

    @Test
    void shouldSendWhatWaitsWhenMoreThanTheBoundWaits() {
        timeEvent(1);
        for (long id = 1; id <= BOUND; id++) {
            out(new ExecuteBuyEncoder(), buy(id));
        }
        end(false);
        assertEquals(List.of(), broker.calls);
        timeEvent(2);
        out(new ExecuteSellEncoder(), sell(BOUND + 1));
        end(false);
        assertEquals(submits(LongStream.rangeClosed(1, BOUND).mapToObj(BrokerStageTest::buy)), broker.calls);
        timeEvent(3);
        out(new ExecuteStoplossEncoder(), stop(BOUND + 2));
        end(true);

        List<Call> expected =
                new ArrayList<>(submits(LongStream.rangeClosed(1, BOUND).mapToObj(BrokerStageTest::buy)));
        expected.addAll(submits(Stream.of(stop(BOUND + 2), sell(BOUND + 1))));
        assertEquals(expected, broker.calls);
    }

    @Test
    void shouldRouteCancelsAndQueriesAndKeepThemBehindTheirOrders() {
        timeEvent(1);
        out(new ExecuteBuyEncoder(), buy(1));
        out(new CancelOrderEncoder(), buy(1));
        out(new QueryOrderEncoder(), sell(2));
        out(new CancelOrderEncoder(), stop(3));
        end(false);
        timeEvent(2);
        out(new ExecuteStoplossEncoder(), stop(4));
        out(new CancelOrderEncoder(), stop(4));
        out(new ExecuteSellEncoder(), sell(5));
        end(true);

        assertEquals(
                List.of(
                        new Call("submit", stop(4)),
                        new Call("submit", buy(1)),
                        new Call("cancel", buy(1)),
                        new Call("query", sell(2)),
                        new Call("cancel", stop(3)),
                        new Call("cancel", stop(4)),
                        new Call("submit", sell(5))),
                broker.calls);
    }

    private void outPull(long pullId) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + PullBrokerStateEncoder.BLOCK_LENGTH;
        MutableDirectBuffer buffer = slot.out().claim(length);
        new PullBrokerStateEncoder()
                .wrapAndApplyHeader(buffer, slot.out().claimedOffset(), new MessageHeaderEncoder())
                .pullId(pullId);
        slot.out().commit(length, 0, 0);
    }

    private void outConnect(int gatewayId, int accountId, String keyName) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + ConnectAccountEncoder.BLOCK_LENGTH;
        MutableDirectBuffer buffer = slot.out().claim(length);
        new ConnectAccountEncoder()
                .wrapAndApplyHeader(buffer, slot.out().claimedOffset(), new MessageHeaderEncoder())
                .gatewayId(gatewayId)
                .accountId(accountId)
                .keyName(keyName);
        slot.out().commit(length, 0, 0);
    }

    @Test
    void shouldKeepPullsAndLoginsInTheirPlacesAmongTheOrders() {
        timeEvent(1);
        outConnect(65_534, -7, "a-key-name-of-thirty-two-letters");
        out(new ExecuteBuyEncoder(), buy(1));
        outPull(Long.MAX_VALUE);
        end(false);
        timeEvent(2);
        out(new ExecuteSellEncoder(), sell(2));
        outConnect(1, 2, "k");
        outPull(3);
        out(new ExecuteStoplossEncoder(), stop(4));
        end(true);

        assertEquals(
                List.of(
                        new Call("submit", stop(4)),
                        "connect 65534 -7 a-key-name-of-thirty-two-letters",
                        new Call("submit", buy(1)),
                        "pull " + Long.MAX_VALUE,
                        new Call("submit", sell(2)),
                        "connect 1 2 k",
                        "pull 3"),
                broker.calls);
    }

    @Test
    void shouldKeepAPullBehindItsOrdersWhenTheBoundFallsBetweenThem() {
        timeEvent(1);
        for (long id = 1; id <= BOUND; id++) {
            out(new ExecuteBuyEncoder(), buy(id));
        }
        outPull(9);
        end(true);

        List<Object> expected =
                new ArrayList<>(submits(LongStream.rangeClosed(1, BOUND).mapToObj(BrokerStageTest::buy)));
        expected.add("pull 9");
        assertEquals(expected, broker.calls);
    }

    @Test
    void shouldKeepACancelBehindItsOrderWhenTheBoundFallsBetweenThem() {
        timeEvent(1);
        for (long id = 1; id <= BOUND; id++) {
            out(new ExecuteBuyEncoder(), buy(id));
        }
        out(new CancelOrderEncoder(), buy(BOUND));
        end(true);

        List<Call> expected =
                new ArrayList<>(submits(LongStream.rangeClosed(1, BOUND).mapToObj(BrokerStageTest::buy)));
        expected.add(new Call("cancel", buy(BOUND)));
        assertEquals(expected, broker.calls);
    }

    @Test
    void shouldPassOverEventsThatAreForOthers() {
        timeEvent(1);
        out(new SystemRecoveryEncoder(), null);
        out(new ExecuteBuyEncoder(), buy(1));
        out(new SystemRecoveryEncoder(), null);
        end(true);

        assertEquals(submits(Stream.of(buy(1))), broker.calls);
    }

    @Test
    void shouldTellOfEachOrderWithItsEventsTimeWhenTheBrokerHasIt() {
        List<String> told = new ArrayList<>();
        stage = new BrokerStage(
                broker, (timestampNs, startNs) -> told.add(timestampNs + " after " + broker.calls.size() + " calls"));
        timeEvent(100);
        out(new ExecuteBuyEncoder(), buy(1));
        out(new CancelOrderEncoder(), sell(9));
        out(new QueryOrderEncoder(), sell(8));
        end(false);
        timeEvent(200);
        out(new ExecuteStoplossEncoder(), stop(2));
        out(new ExecuteSellEncoder(), sell(3));
        end(true);

        assertEquals(5, broker.calls.size());
        assertEquals(List.of("200 after 1 calls", "100 after 2 calls", "200 after 5 calls"), told);
    }

    @Test
    void shouldShowTimeThenTheTickThenItsOrdersAndNoTickThatWasRejected() {
        RecordingBroker watching = new RecordingBroker.Watching();
        stage = new BrokerStage(watching);
        defineInstrument();

        Quote good = new Quote(0, 10, 9, 11);
        Quote crossed = new Quote(0, 10, 12, 11);
        Quote unknown = new Quote(1, 10, 9, 11);
        tick(20, good);
        out(new ExecuteBuyEncoder(), buy(1));
        stage.onEvent(slot, true);
        tick(21, crossed);
        stage.onEvent(slot, true);
        tick(22, unknown);
        stage.onEvent(slot, true);
        feedSequence--;
        tick(23, good);
        stage.onEvent(slot, true);
        // A producer that published later than it read the clock: event time stands still.
        tick(19, good);
        stage.onEvent(slot, true);

        assertEquals(List.of(20L, good, new Call("submit", buy(1)), 21L, 22L, 23L, 23L, good), watching.calls);
    }

    private void defineInstrument() {
        claim(10);
        new NodeStartedEncoder()
                .wrapAndApplyHeader(slot.in().reserve(512), 0, new MessageHeaderEncoder())
                .maxInstruments(1)
                .maxStrategies(1);
        stopLoss.onEvent(slot, true);
        claim(11);
        new InstrumentDefinedEncoder()
                .wrapAndApplyHeader(slot.in().reserve(64), 0, new MessageHeaderEncoder())
                .instrumentId(0)
                .symbol("SOL");
        stopLoss.onEvent(slot, true);
    }

    private void tick(long timestampNs, Quote quote) {
        claim(timestampNs);
        quote.encode(slot.in().reserve(Quote.ENCODED_BYTES), ++feedSequence);
        slot.in().commit(Quote.ENCODED_BYTES);
        stopLoss.onEvent(slot, true);
    }
}
