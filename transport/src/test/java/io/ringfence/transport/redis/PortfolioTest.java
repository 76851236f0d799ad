package io.ringfence.transport.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.event.EventType;
import io.ringfence.core.event.InstrumentDefinedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.trade.RandomSession;
import io.ringfence.transport.edge.EdgeJson;
import io.ringfence.transport.json.JsonText;
import io.ringfence.transport.redis.RespClient.Message;
import io.ringfence.transport.view.AccountViews;
import io.ringfence.transport.view.LastPrices;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole host's random history, told over a real Redis: every fill and rejection, and in the end what everybody has. */
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class PortfolioTest {
    private static final Pattern PORTFOLIO = Pattern.compile(
            "(\\{\"type\":\"portfolio\",.*),\"timestamp\":\"[^\"]*\",\"seq\":(\\d+),\"account\":(\\d+)}");

    private static final Pattern LOCKED = Pattern.compile("\"available\":\"([-.0-9]+)\",\"locked\":\"([-.0-9]+)\"");

    @TempDir
    Path directory;

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final EventSlot slot = new EventSlot(RingConfig.defaults());
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EdgeJson text = new EdgeJson(List.of(), 64);
    private final List<String> events = new ArrayList<>();
    /** Of each account the place of its newest event about orders. */
    private final Map<Integer, Long> positions = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldTellWhatEverybodyHasWhenAHistoryHasEnded(long seed) throws Exception {
        RandomSession session = new RandomSession(new Random(seed));
        session.run();
        CoreLogic core = new CoreLogic(RandomSession.PLUGINS);
        try (RedisProcess redis = RedisProcess.start(directory);
                RedisPublisher publisher = publisher(redis, core);
                RespClient listener =
                        RespClient.subscribed(redis.port(), Configs.FILLS, Configs.REJECTIONS, Configs.PORTFOLIOS)) {
            publisher.start();
            Await.until(publisher::isUp, () -> notices);
            long sequence = 0;
            for (RandomSession.Timed timed : session.history()) {
                slot.claim(++sequence, timed.timeNs());
                timed.event().encode(slot.in());
                core.apply(slot);
                expect(timed.timeNs());
                publisher.stage().onEvent(slot, true);
            }
            assertTrue(!events.isEmpty(), "seed " + seed + ": a history in which something happens");
            check(listener, portfolios(core));
        }
    }

    private RedisPublisher publisher(RedisProcess redis, CoreLogic core) {
        RedisOutConfig out = Configs.out(
                1_000,
                1 << 16,
                64,
                RedisChannel.ORDER_FILLED,
                RedisChannel.ORDER_REJECTED,
                RedisChannel.PORTFOLIO_UPDATE);
        return new RedisPublisher(
                Configs.of(Configs.link(redis.uri()), out), core, 0, new RedisCounters(), notices::add);
    }

    private void expect(long timeNs) {
        OutputBuffer out = slot.out();
        int index = 0;
        for (int frame = 0; frame < out.length(); frame = out.next(frame), index++) {
            int at = out.messageOffset(frame);
            EventType type = EventType.of(header.wrap(out.buffer(), at).templateId());
            if (type == EventType.ORDER_FILLED || type == EventType.ORDER_REJECTED) {
                events.add(text.event(
                        out.buffer(),
                        at,
                        out.accountId(frame),
                        timeNs,
                        slot.sequence(),
                        index,
                        out.streamPosition(frame)));
            }
            if (type.channel() == EventType.Channel.ORDERS) {
                positions.put(out.accountId(frame), out.streamPosition(frame));
            }
        }
        if (EventType.of(header.wrap(slot.in().buffer(), 0).templateId()) == EventType.INSTRUMENT_DEFINED) {
            InstrumentDefinedDecoder defined =
                    new InstrumentDefinedDecoder().wrapAndApplyHeader(slot.in().buffer(), 0, header);
            text.define(defined.instrumentId(), defined.symbol());
        }
    }

    /** As a host would tell them that starts from there: fields by account, then the place. */
    private Map<Integer, String> portfolios(CoreLogic core) {
        AccountViews views = new AccountViews(core, this, LastPrices.NONE, List.of());
        Map<Integer, String> portfolios = new TreeMap<>();
        positions.forEach((account, position) -> {
            JsonText json = new JsonText().object().text("type", "portfolio");
            views.portfolio(json, account);
            portfolios.put(account, unlocked(json.toString()) + " at " + position);
        });
        return portfolios;
    }

    /** What an order locks follows the price, of which nothing is told by itself: so the sum counts. */
    private static String unlocked(String portfolio) {
        return LOCKED.matcher(portfolio)
                .replaceAll(balance -> "\"total\":\""
                        + new BigDecimal(balance.group(1))
                                .add(new BigDecimal(balance.group(2)))
                                .stripTrailingZeros()
                        + '"');
    }

    private void check(RespClient listener, Map<Integer, String> expected) throws Exception {
        List<String> toldEvents = new ArrayList<>();
        Map<Integer, String> told = new TreeMap<>();
        while (toldEvents.size() < events.size() || !told.equals(expected)) {
            Message message;
            try {
                message = listener.next();
            } catch (SocketTimeoutException silent) {
                // Says what is missing, or other than it should be.
                assertEquals(events, toldEvents);
                assertEquals(expected, told);
                throw silent;
            }
            if (message.channel().equals(Configs.PORTFOLIOS)) {
                Matcher portfolio = PORTFOLIO.matcher(message.text());
                assertTrue(portfolio.matches(), message::text);
                told.put(
                        Integer.parseInt(portfolio.group(3)),
                        unlocked(portfolio.group(1)) + " at " + portfolio.group(2));
            } else {
                toldEvents.add(message.text());
            }
        }
        assertEquals(events, toldEvents);
    }
}
