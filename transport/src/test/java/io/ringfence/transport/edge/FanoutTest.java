package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hand-off and its overflow, with the event loop in the test's hand. */
class FanoutTest {
    private static final Instrument SOL = Instrument.of(0, "SOL");
    private static final Instrument ETH = Instrument.of(1, "ETH");

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final EdgeConfig config = Configs.handOff(2);
    private final EdgeCounters counters = new EdgeCounters();
    private final JsonFrame json = new JsonFrame();
    /** Starts of the events that were told to be on the socket. */
    private final List<Long> written = new ArrayList<>();

    private final Publications publications = new Publications("e1", config.streams(), 1);
    private final Stream orders = publications.streams().of(Channel.ORDERS, 0);
    private final Fanout fanout = new Fanout(0, config, publications, counters, allocator, written::add);
    private final EmbeddedChannel channel = new EmbeddedChannel(new WayOut());
    private final Client client = new Client(channel, fanout, config, publications, counters);

    FanoutTest() {
        fanout.attach(loop::add);
    }

    @AfterEach
    void shouldReleaseEverything() {
        channel.finishAndReleaseAll();
        assertEquals(0, allocator.metric().usedDirectMemory());
    }

    @Test
    void shouldWakeLoopOnceWhenSeveralFramesAreOffered() {
        subscribe(client, Channel.PRICES);

        price(SOL, 1);
        price(SOL, 2);
        fanout.announce();
        fanout.announce();

        assertEquals(1, loop.size());
        runLoop();
        assertEquals(List.of("1", "2"), received());
    }

    @Test
    void shouldDeliverLatestOfEachInstrumentWhenHandOffWasFull() {
        subscribe(client, Channel.PRICES);

        for (int sequence = 1; sequence <= 6; sequence++) {
            price(sequence % 2 == 0 ? ETH : SOL, sequence);
        }
        fanout.announce();
        runLoop();

        assertEquals(List.of("1", "2", "5", "6"), received());
        assertEquals(2, counters.value(EdgeCounter.PRICES_CONFLATED_AT_HAND_OFF));
    }

    @Test
    void shouldNeverGoBackWhenAPriceOvertookOthersOfItsInstrument() {
        Fanout large = new Fanout(0, Configs.handOff(2_048), publications, counters, allocator, written::add);
        large.attach(loop::add);
        subscribe(new Client(channel, large, config, publications, counters), Channel.PRICES);

        // One run takes 1,024 from the hand-off, then what found it full.
        List<String> expected = new ArrayList<>();
        for (int sequence = 1; sequence <= 2_049; sequence++) {
            offer(large, SOL, sequence);
            if (sequence <= 1_024 || sequence == 2_049) {
                expected.add(Integer.toString(sequence));
            }
        }
        large.announce();
        runLoop();

        assertEquals(expected, received());
        assertEquals(1_024, counters.value(EdgeCounter.PRICES_CONFLATED_AT_HAND_OFF));
    }

    @Test
    void shouldHandOutAllThatWaitsWhenDrained() {
        Fanout large = new Fanout(0, Configs.handOff(2_048), publications, counters, allocator, written::add);
        large.attach(loop::add);
        subscribe(new Client(channel, large, config, publications, counters), Channel.ORDERS);
        for (int sequence = 1; sequence <= 2_048; sequence++) {
            offer(large, null, sequence);
        }

        large.drain();

        assertEquals(2_048, received().size());
    }

    @Test
    void shouldTellOfTimedEventsOnTheSocketWhenAClientGotThemAndNotBeforeItIsFlushed() {
        List<String> seen = new ArrayList<>();
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void flush(ChannelHandlerContext context) {
                seen.add("flushed, " + written.size() + " told");
                context.flush();
            }
        });
        subscribe(client, Channel.PRICES, new Filter(java.util.Set.of("SOL"), null, null, 0, 0));
        seen.clear();
        price(SOL, 1);
        price(SOL, 2);
        fanout.announce();
        runLoop();
        price(ETH, 3);
        price(ETH, 4);
        fanout.announce();
        runLoop();

        assertEquals(List.of("flushed, 0 told"), seen);
        assertEquals(List.of(20L), written);
        assertEquals(List.of("1", "2"), received());
    }

    @Test
    void shouldForgetPricesThatWaitWhenTheClientUnsubscribes() {
        subscribe(client, Channel.PRICES);
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        price(SOL, 1);
        price(ETH, 2);
        price(SOL, 3);
        fanout.announce();
        runLoop();
        assertEquals(1, counters.value(EdgeCounter.PRICES_CONFLATED));

        unsubscribePrices();
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        client.writabilityChanged();

        assertEquals(0, allocator.metric().usedDirectMemory());
        assertEquals(List.of(), received());
    }

    @Test
    void shouldSendLatestPricesInOrderWhenTheConnectionTakesBytesAgain() {
        subscribe(client, Channel.PRICES);
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        for (int sequence = 1; sequence <= 5; sequence++) {
            price(sequence == 2 ? ETH : SOL, sequence);
            fanout.announce();
            runLoop();
        }

        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        client.writabilityChanged();

        assertEquals(List.of("2", "5"), received());
        assertEquals(3, counters.value(EdgeCounter.PRICES_CONFLATED));
    }

    @Test
    void shouldFlushOnceWhenSeveralFramesAreHandedOut() {
        AtomicInteger flushes = new AtomicInteger();
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void flush(ChannelHandlerContext ctx) {
                flushes.incrementAndGet();
                ctx.flush();
            }
        });
        subscribe(client, Channel.PRICES);
        subscribe(client, Channel.ORDERS);
        flushes.set(0);

        price(SOL, 1);
        order(2);
        fanout.announce();
        runLoop();

        assertEquals(List.of("1", "2"), received());
        assertEquals(1, flushes.get());
    }

    @Test
    void shouldCloseBeforeAnyLaterEventWhenAnOrderEventWasLost() {
        subscribe(client, Channel.ORDERS);

        order(1);
        order(2);
        order(3);
        fanout.announce();
        runLoop();
        order(4);
        fanout.announce();
        runLoop();

        CloseWebSocketFrame close = assertInstanceOf(CloseWebSocketFrame.class, channel.readOutbound());
        assertEquals(Client.RECONNECT_CODE, close.statusCode());
        assertTrue(close.reasonText().startsWith("reconnect and resume"), close.reasonText());
        close.release();
        assertNull(channel.readOutbound());
        assertEquals(1, counters.value(EdgeCounter.EVENTS_REFUSED_AT_HAND_OFF));
        assertEquals(1, counters.value(EdgeCounter.CLIENTS_CLOSED_SLOW));
        assertEquals(false, orders.isWanted(0));
    }

    @Test
    void shouldKeepPriceClientsWhenAnOrderEventWasLost() {
        subscribe(client, Channel.PRICES);

        order(1);
        order(2);
        order(3);
        price(SOL, 4);
        fanout.announce();
        runLoop();

        assertEquals(List.of("4"), received());
    }

    @Test
    void shouldStopHandingOutWhenClientUnsubscribed() {
        subscribe(client, Channel.PRICES);
        unsubscribePrices();

        price(SOL, 1);
        fanout.announce();
        runLoop();

        assertEquals(List.of(), received());
        assertEquals(false, fanout.wantsPrices());
    }

    private void price(Instrument instrument, int sequence) {
        offer(instrument, sequence);
    }

    private void order(int sequence) {
        offer(null, sequence);
    }

    private void offer(Instrument instrument, int sequence) {
        offer(fanout, instrument, sequence);
    }

    private void offer(Fanout target, Instrument instrument, int sequence) {
        // Every other event is timed.
        long startNs = sequence % 2 == 0 ? 10L * sequence : 0;
        json.begin(Ascii.bytes(Integer.toString(sequence))).end();
        if (instrument != null) {
            target.offerPrice(new FrameInfo().price(instrument, sequence, 0, sequence, startNs), json);
        } else {
            target.offerEvent(new FrameInfo().event(orders, sequence, sequence, 0, startNs), json);
        }
    }

    private void runLoop() {
        for (Runnable task = loop.poll(); task != null; task = loop.poll()) {
            task.run();
        }
    }

    private void subscribe(Client subscriber, Channel wanted) {
        subscribe(subscriber, wanted, Filter.NONE);
    }

    private void subscribe(Client subscriber, Channel wanted, Filter filter) {
        assertNull(subscriber
                .subscriptions()
                .subscribe(
                        new Request.Subscribe(null, wanted, OptionalInt.empty(), null, 0, false, filter, Pacing.NONE)));
        passOverReply();
    }

    private void unsubscribePrices() {
        client.subscriptions().unsubscribe(new Request.Unsubscribe(null, Channel.PRICES, OptionalInt.empty()));
        passOverReply();
    }

    private void passOverReply() {
        channel.flush();
        ReferenceCountUtil.release(channel.readOutbound());
    }

    /** What stands between a frame's header and its object's end, of all frames that were written. */
    private List<String> received() {
        List<String> texts = new ArrayList<>();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            while (bytes.isReadable()) {
                bytes.skipBytes(1);
                texts.add(bytes.readCharSequence(bytes.readByte() - 1, StandardCharsets.US_ASCII)
                        .toString());
                bytes.skipBytes(1);
            }
            bytes.release();
        }
        return texts;
    }
}
