package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.command.EventEncoding;
import io.ringfence.core.command.NewEvent;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventEnd;
import io.ringfence.core.event.EventEndedEncoder;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventOfferedEncoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.UserEventType;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.transport.account.Identity;
import io.ringfence.transport.account.TokenVerdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is a session of an account, when that is told, and what sessions are offered. Tokens are account numbers. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionsTest implements SessionListener {
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final String SUBSCRIBE = "{\"type\":\"subscribe\",\"channel\":\"events\"";
    private static final byte[] NOTHING = new byte[0];

    /** A line for each call: the account, and whether a session of it came (+) or went (-). */
    private final List<String> told = new CopyOnWriteArrayList<>();

    private final Set<Long> open = new HashSet<>();

    private final EdgeFixture edge = new EdgeFixture(
            Configs.small().with(Access.TOKENS),
            (token, nowMs) ->
                    new TokenVerdict.Valid(new Identity("user-" + token, Integer.parseInt(token)), nowMs + 3_600_000),
            this);

    @Override
    public synchronized void opened(int accountId, long sessionId) {
        assertTrue(open.add(sessionId), "told once");
        told.add("+" + accountId);
    }

    @Override
    public synchronized void closed(int accountId, long sessionId) {
        assertTrue(open.remove(sessionId), "one that was opened, once");
        told.add("-" + accountId);
    }

    @AfterEach
    void close() {
        edge.close();
        assertEquals(Set.of(), open);
        assertEquals(0, edge.count(EdgeCounter.SESSIONS_OPEN));
    }

    private JdkClient client(int account) {
        JdkClient client = JdkClient.connect(edge.uri());
        client.ask("{\"type\":\"auth\",\"token\":\"" + account + "\"}");
        return client;
    }

    private JdkClient session(int account) {
        JdkClient client = client(account);
        String answer = client.ask(SUBSCRIBE + "}");
        assertTrue(
                answer.startsWith("{\"type\":\"subscribed\",\"channel\":\"events\",\"epoch\":\"e1\",\"seq\":"), answer);
        return client;
    }

    private void awaitTold(String... lines) {
        EdgeFixture.await("sessions " + List.of(lines), () -> told.equals(List.of(lines)));
    }

    @Test
    void shouldTellOfASessionWhenAClientTakesTheEventsOfItsAccountAndWhenItDoesNoMore() {
        JdkClient alice = session(1);
        awaitTold("+1");
        alice.ask("{\"type\":\"unsubscribe\",\"channel\":\"events\"}");
        awaitTold("+1", "-1");
        alice.ask(SUBSCRIBE + "}");
        awaitTold("+1", "-1", "+1");
        alice.close(1000);
        awaitTold("+1", "-1", "+1", "-1");
    }

    @Test
    void shouldTellOfASessionForEachConnectionAndOfNoneForOtherChannels() {
        JdkClient first = session(1);
        session(1);
        client(2).ask("{\"type\":\"subscribe\",\"channel\":\"orders\"}");
        awaitTold("+1", "+1");
        first.close(1000);
        awaitTold("+1", "+1", "-1");
        assertEquals(1, edge.count(EdgeCounter.SESSIONS_OPEN));
    }

    /** Another filter, or a listener that begins anew: at no moment is the account without a session. */
    @Test
    void shouldOpenTheNewSessionBeforeTheOldOneIsClosedWhenAClientSubscribesAgain() {
        JdkClient alice = session(1);
        alice.ask(SUBSCRIBE + ",\"batch_ms\":10}");
        awaitTold("+1", "+1", "-1");
    }

    @Test
    void shouldNotCountAnOperatorWhoLooksAtAnothersEvents() {
        JdkClient operator = client(0);
        operator.ask(SUBSCRIBE + ",\"account\":7}");
        JdkClient own = session(0);
        awaitTold("+0");
        offer(7, "for seven", true);
        assertTrue(operator.next().contains("\"event_id\":\"for seven\""));
        own.assertUndisturbed();
    }

    @Test
    void shouldCloseTheSessionWhenTheClientIsClosedForNotReading() throws Exception {
        try (RawClient slow = RawClient.upgraded(edge.port())) {
            slow.text("{\"type\":\"auth\",\"token\":\"1\"}").next();
            slow.text(SUBSCRIBE + "}").next();
            awaitTold("+1");
            while (edge.count(EdgeCounter.CLIENTS_CLOSED_SLOW) == 0) {
                offer(1, "x", true);
            }
            awaitTold("+1", "-1");
        }
    }

    @Test
    void shouldOfferToAllSessionsOfTheAccountAndToNobodyElse() {
        JdkClient first = session(1);
        JdkClient filtered = client(1);
        filtered.ask(SUBSCRIBE + ",\"event_types\":[\"event_ended\"],\"symbols\":[\"SOL\"]}");
        JdkClient batched = client(1);
        batched.ask(SUBSCRIBE + ",\"batch_ms\":10000}");
        JdkClient other = session(2);
        offer(1, "k-1", true);
        String offered = first.next();
        assertTrue(
                offered.startsWith("{\"type\":\"event\",\"kind\":\"immediate\",\"event_type\":\"workspace_changed\",")
                        && offered.endsWith(",\"offer\":1,\"ack\":true,\"timestamp\":\"" + Events.TIME
                                + "\",\"event_id\":\"k-1\"}"),
                offered);
        assertFalse(offered.contains("targets"), offered);
        assertEquals(offered, filtered.next());
        assertEquals("[" + offered + "]", batched.next());
        other.assertUndisturbed();
        first.assertUndisturbed();
    }

    /** The stream beside the offers has no gap, and can be resumed. */
    @Test
    void shouldNumberWhatBecomesOfEventsAndNotTheOffers() {
        JdkClient alice = session(1);
        ended(1, "k-1", 1);
        offer(1, "k-2", true);
        ended(1, "k-2", 2);
        assertTrue(alice.next().contains("\"eventKey\":\"k-1\",\"end\":\"done\""));
        assertTrue(alice.next().contains("\"event_id\":\"k-2\""));
        assertTrue(alice.next().contains("\"seq\":2,\"event_id\":"));
        JdkClient back = client(1);
        String answer = back.ask(SUBSCRIBE + ",\"recover\":{\"epoch\":\"e1\",\"seq\":1}}");
        assertTrue(answer.endsWith("\"seq\":2,\"recovered\":true,\"replayed\":1}"), answer);
        assertTrue(back.next().contains("\"eventKey\":\"k-2\""));
        back.assertUndisturbed();
    }

    @Test
    void shouldRelayToTheSessionsOfTheNamedAccountsAlone() {
        JdkClient first = session(1);
        JdkClient second = session(1);
        JdkClient bob = session(2);
        JdkClient carol = session(3);
        byte[] message = "{\"type\":\"system\",\"payload\":{\"\u00e9\":1}}".getBytes(StandardCharsets.UTF_8);
        assertEquals(3, edge.server.relay().relay(List.of(1, 2, 99), message));
        for (JdkClient client : List.of(first, second, bob)) {
            assertEquals(new String(message, StandardCharsets.UTF_8), client.next());
        }
        carol.assertUndisturbed();
        assertEquals(3, edge.count(EdgeCounter.MESSAGES_RELAYED));
        assertEquals(0, edge.server.relay().relay(List.of(99), message));
    }

    @Test
    void shouldDropWhatIsRelayedWhenASessionDoesNotRead() throws Exception {
        try (RawClient slow = RawClient.upgraded(edge.port())) {
            slow.text("{\"type\":\"auth\",\"token\":\"1\"}").next();
            slow.text(SUBSCRIBE + "}").next();
            JdkClient healthy = session(1);
            byte[] message = ("{\"type\":\"system\",\"payload\":\"" + "x".repeat(10_000) + "\"}")
                    .getBytes(StandardCharsets.US_ASCII);
            while (edge.count(EdgeCounter.RELAYS_DROPPED) < 10) {
                assertTrue(edge.server.relay().relay(List.of(1), message) > 0);
                assertEquals(message.length, healthy.next().length());
            }
            healthy.assertUndisturbed();
            assertEquals(0, edge.count(EdgeCounter.CLIENTS_CLOSED_SLOW));
        }
    }

    private void offer(int account, String key, boolean isAckWanted) {
        NewEvent event = new NewEvent(
                9,
                key,
                EventKind.IMMEDIATE,
                DeliveryPriority.NORMAL,
                5,
                UserEventType.WORKSPACE_CHANGED,
                "",
                "",
                Events.TIME_NS,
                OptionalLong.empty(),
                OptionalLong.empty(),
                LateStart.FIRE,
                List.of(new ChannelChoice(DeliveryChannel.ACTIVE_SESSION, false)),
                List.of("desk"),
                new ArrayList<>(),
                "title",
                PayloadForm.NONE,
                NOTHING,
                NOTHING);
        UnsafeBuffer message = new UnsafeBuffer(new byte[EventEncoding.MAX_EVENT_BYTES]);
        int length = HEADER_BYTES + new EventEncoding().eventSubmitted(message, event, "");
        edge.event((out, position) -> {
            MutableDirectBuffer buffer = out.claim(2 * HEADER_BYTES + EventOfferedEncoder.BLOCK_LENGTH + length + 2);
            EventOfferedEncoder offered = new EventOfferedEncoder();
            offered.wrapAndApplyHeader(buffer, out.claimedOffset(), new MessageHeaderEncoder())
                    .eventId(42)
                    .offer(1)
                    .isAckWanted(isAckWanted ? Flag.YES : Flag.NO)
                    .putSubmitted(message, 0, length);
            out.commit(HEADER_BYTES + offered.encodedLength(), account, 0);
        });
    }

    private void ended(int account, String key, long position) {
        edge.event((OutputBuffer out, long place) -> {
            MutableDirectBuffer buffer = out.claim(HEADER_BYTES + EventEndedEncoder.BLOCK_LENGTH);
            new EventEndedEncoder()
                    .wrapAndApplyHeader(buffer, out.claimedOffset(), new MessageHeaderEncoder())
                    .eventId(42)
                    .deliveredCount(1)
                    .deadLetterCount(0)
                    .droppedCount(0)
                    .end(EventEnd.DONE)
                    .eventKey(key);
            out.commit(HEADER_BYTES + EventEndedEncoder.BLOCK_LENGTH, account, position);
        });
    }
}
