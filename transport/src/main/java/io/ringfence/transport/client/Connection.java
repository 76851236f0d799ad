package io.ringfence.transport.client;

import io.ringfence.transport.client.ConnectionListener.State;
import java.io.IOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What an {@link EdgeClient} does on its loop: the way to a connection and from one, what comes on it, and what is kept from
 * one to the next. All of it belongs to the loop. Long because each of its states has to answer whatever may come in it.
 */
final class Connection {
    /** What a client does not make itself. */
    record Surroundings(
            ScheduledExecutorService loop,
            RandomGenerator random,
            InstantSource clock,
            Function<WebSocket.Listener, CompletableFuture<WebSocket>> dial) {}

    private static final int NORMAL = 1000;
    /** This client's own code: it saw a gap, or could not read what came. */
    private static final int BROKEN_STREAM = 4000;

    private static final int MAX_SILENT_HEARTBEATS = 2;
    /** A connection that is refused for its token gets a new token once; then it stops. */
    private static final int MAX_REFUSED_TOKENS = 1;

    /** How long a connection that takes nothing may still bring the edge's close code. */
    private static final int CLOSE_CODE_WAIT_MS = 250;

    private static final String UNAUTHORIZED = "UNAUTHORIZED";

    private final EdgeClientConfig config;
    private final Supplier<? extends CompletionStage<String>> tokens;
    private final ConnectionListener listener;
    private final ScheduledExecutorService loop;
    private final InstantSource clock;
    private final Function<WebSocket.Listener, CompletableFuture<WebSocket>> dial;
    private final Link.Receiver receiver = new Incoming();

    private final Backoff backoff;
    private final Requests requests;
    private final Inbox inbox;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    /** By id of the request. */
    private final Map<String, Subscription> subscribing = new LinkedHashMap<>();

    private State state = State.STOPPED;
    private Link link;
    private long nextId = 1;
    private boolean ready;
    private String connectToken;
    private String authId;
    private String refreshId;
    private int refusedTokens;
    private long goAwayMs = -1;
    private boolean heard;
    private int silentHeartbeats;
    private Future<?> deadline;
    private Future<?> pulse;
    private Future<?> refresh;
    private Future<?> retry;
    /** Counts attempts, so that what belongs to an earlier one is known. */
    private long attempt;

    Connection(
            EdgeClientConfig config,
            Supplier<? extends CompletionStage<String>> tokens,
            ConnectionListener listener,
            Surroundings surroundings) {
        this.config = config;
        this.tokens = tokens;
        this.listener = listener;
        this.loop = surroundings.loop();
        this.clock = surroundings.clock();
        this.dial = surroundings.dial();
        this.backoff = new Backoff(config.firstBackoffMs(), config.maxBackoffMs(), surroundings.random());
        this.requests = new Requests(config.maxPendingRequests());
        this.inbox = new Inbox(config.maxRememberedEvents());
    }

    /** Connects, and keeps connected; also after a stop. */
    void connect() {
        if (state == State.STOPPED) {
            refusedTokens = 0;
            backoff.reset();
            attemptNow();
        }
    }

    void subscribe(String channel, Subscription subscription) {
        subscriptions.put(channel, subscription);
        if (ready) {
            tell(State.RESUMING, "subscribes to " + channel);
            subscribe(subscription);
        }
    }

    void unsubscribe(String channel) {
        if (subscriptions.remove(channel) != null && ready) {
            link.send(Json.write(Map.of("type", "unsubscribe", "channel", channel)));
            checkLive();
        }
    }

    void ask(String type, Map<String, ?> fields, CompletableFuture<EdgeMessage> answer) {
        String id = newId();
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put("id", id);
        message.putAll(fields);
        String text = Json.write(message);
        if (requests.add(id, text, answer)) {
            // One that its caller gave up, by a timeout or a cancel, is not sent again.
            answer.whenComplete((done, failure) -> onLoop(() -> requests.remove(id)));
            if (ready) {
                link.send(text);
            }
        }
    }

    void close() {
        stop(NORMAL, "closed");
    }

    /** Runs it on the loop; false when the loop has ended. */
    boolean onLoop(Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException afterClose) {
            return false;
        }
    }

    private Future<?> after(long delayMs, Runnable task) {
        return loop.schedule(task, delayMs, TimeUnit.MILLISECONDS);
    }

    private void tell(State next, String reason) {
        if (state != next) {
            state = next;
            listener.onState(next, reason);
        }
    }

    private String newId() {
        return "r" + nextId++;
    }

    // --- the way to a connection

    private void attemptNow() {
        long mine = ++attempt;
        tell(State.CONNECTING, config.uri().toString());
        deadline = after(config.connectTimeoutMs(), () -> retryLater("no connection in time", backoff.nextMs()));
        if (tokens == null) {
            dial(null);
            return;
        }
        askForToken(
                token -> {
                    if (mine == attempt) {
                        dial(token);
                    }
                },
                failure -> {
                    if (mine != attempt) {
                        return;
                    }
                    if (failure instanceof EdgeRefused refused && !refused.isTemporary()) {
                        stop(NORMAL, "no token: " + refused.getMessage());
                    } else {
                        retryLater("no token: " + failure.getMessage(), backoff.nextMs());
                    }
                });
    }

    private void askForToken(Consumer<String> then, Consumer<Throwable> otherwise) {
        CompletionStage<String> asked;
        try {
            asked = tokens.get();
        } catch (RuntimeException failure) {
            asked = CompletableFuture.failedStage(failure);
        }
        asked.whenComplete((token, failure) -> onLoop(() -> {
            if (failure == null) {
                then.accept(token);
            } else {
                boolean isWrapped = failure instanceof CompletionException;
                otherwise.accept(isWrapped && failure.getCause() != null ? failure.getCause() : failure);
            }
        }));
    }

    private void dial(String token) {
        Link next = new Link(config, this::onLoop, receiver);
        link = next;
        connectToken = token;
        dial.apply(next).whenComplete((socket, failure) -> {
            if (failure != null) {
                onLoop(() -> next.lost(Link.ABNORMAL, "cannot connect: " + failure.getMessage()));
            }
        });
    }

    private void becomeReady() {
        ready = true;
        cancel(deadline);
        tell(State.RESUMING, "subscribes");
        for (Subscription subscription : subscriptions.values()) {
            subscribe(subscription);
        }
        for (String text : requests.texts()) {
            link.send(text);
        }
        checkLive();
    }

    private void subscribe(Subscription subscription) {
        subscription.disconnect();
        String id = newId();
        subscribing.put(id, subscription);
        link.send(Json.write(subscription.request(id)));
    }

    private void checkLive() {
        if (ready && subscribing.isEmpty()) {
            tell(State.LIVE, "every channel stands");
        }
    }

    // --- the way from a connection

    private void drop() {
        attempt++;
        ready = false;
        link = null;
        cancel(deadline);
        cancel(pulse);
        cancel(refresh);
        cancel(retry);
        subscribing.clear();
        subscriptions.values().forEach(Subscription::disconnect);
        authId = null;
        refreshId = null;
        silentHeartbeats = 0;
    }

    private void retryLater(String reason, long delayMs) {
        Link old = link;
        drop();
        if (old != null) {
            old.close(BROKEN_STREAM, "");
        }
        goAwayMs = -1;
        tell(State.WAITING, reason);
        retry = after(delayMs, this::attemptNow);
    }

    private void stop(int closeCode, String reason) {
        Link old = link;
        drop();
        if (old != null) {
            old.close(closeCode, "");
        }
        tell(State.STOPPED, reason);
        requests.failAll("the client has stopped: " + reason);
    }

    private static void cancel(Future<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }

    private static boolean isFinal(int closeCode) {
        return switch (closeCode) {
            case 1002, 1003, 1007, 1008, Link.TOO_BIG -> true;
            default -> closeCode >= 3500 && closeCode <= 3999;
        };
    }

    // --- silence

    private void onPulse() {
        if (heard) {
            heard = false;
            silentHeartbeats = 0;
            if (ready) {
                backoff.reset();
                refusedTokens = 0;
            }
        } else if (++silentHeartbeats >= MAX_SILENT_HEARTBEATS) {
            Link silent = link;
            retryLater("silent for " + MAX_SILENT_HEARTBEATS + " heartbeats or more", backoff.nextMs());
            silent.abort();
            return;
        }
        if (silentHeartbeats > 0) {
            link.send("{\"type\":\"ping\"}");
        }
        pulse = after(config.heartbeatMs(), this::onPulse);
    }

    // --- who the client is

    private void onAuthenticated(EdgeMessage answer) {
        boolean first = answer.text("id") != null && answer.text("id").equals(authId);
        scheduleRefresh(answer.text("expires"));
        if (first && !ready) {
            becomeReady();
        }
    }

    private void scheduleRefresh(String expires) {
        cancel(refresh);
        if (expires == null) {
            return;
        }
        try {
            long leftMs =
                    Duration.between(clock.instant(), Instant.parse(expires)).toMillis();
            refresh = after(Math.max(1, Math.max(leftMs / 2, leftMs - config.refreshBeforeMs())), this::refreshToken);
        } catch (DateTimeParseException notATime) {
            // Then the edge closes with 3002 when it is over, and a new token comes with the reconnect.
        }
    }

    private void refreshToken() {
        long mine = attempt;
        askForToken(
                token -> {
                    if (mine == attempt) {
                        refreshId = newId();
                        link.send(auth(refreshId, token));
                    }
                },
                failure -> {
                    // The old token holds until the edge closes with 3002; then the way goes through the reconnect.
                });
    }

    private static String auth(String id, String token) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "auth");
        message.put("id", id);
        message.put("token", token);
        return Json.write(message);
    }

    // --- what comes

    private final class Incoming implements Link.Receiver {
        @Override
        public void onOpened(Link opened) {
            heard = true;
            pulse = after(config.heartbeatMs(), Connection.this::onPulse);
            if (connectToken == null) {
                becomeReady();
            } else {
                authId = newId();
                link.send(auth(authId, connectToken));
            }
        }

        @Override
        public void onSignOfLife(Link from) {
            heard = true;
        }

        @Override
        public void onText(Link from, String text) {
            heard = true;
            try {
                for (EdgeMessage message : Json.messages(text)) {
                    if (link != from) {
                        return;
                    }
                    onMessage(message);
                }
            } catch (IOException unreadable) {
                retryLater("cannot read a message: " + unreadable.getMessage(), backoff.nextMs());
            }
        }

        @Override
        public void onCannotSend(Link from, String reason) {
            after(CLOSE_CODE_WAIT_MS, () -> from.lost(Link.ABNORMAL, reason));
        }

        @Override
        public void onLost(Link from, int closeCode, String reason) {
            if (link != from) {
                return;
            }
            String why = closeCode + (reason == null || reason.isEmpty() ? "" : " " + reason);
            if (isFinal(closeCode)) {
                stop(NORMAL, why);
            } else {
                retryLater(why, goAwayMs >= 0 ? backoff.afterMs(goAwayMs) : backoff.nextMs());
            }
        }

        private void onMessage(EdgeMessage message) {
            switch (message.type()) {
                case "authenticated" -> onAuthenticated(message);
                case "subscribed" -> onSubscribed(message);
                case "error" -> onError(message);
                case "goaway" -> goAwayMs = Math.max(0, message.number("reconnect_after_ms", 0));
                case "heartbeat" -> onHeartbeat(message);
                case "snapshot" -> {
                    Subscription subscription = subscriptions.get(message.text("channel"));
                    if (subscription != null) {
                        guarded(subscription, () -> subscription.onSnapshot(message));
                    }
                }
                case "pong", "unsubscribed" -> requests.answer(message.text("id"), message);
                default -> {
                    if (!requests.answer(message.text("id"), message)) {
                        onEvent(message);
                    }
                }
            }
        }

        private void onSubscribed(EdgeMessage answer) {
            Subscription subscription = subscribing.remove(answer.text("id"));
            // One that was replaced or ended meanwhile is not told.
            if (subscription != null && subscriptions.get(subscription.channel()) == subscription) {
                guarded(subscription, () -> subscription.onSubscribed(answer));
            }
            checkLive();
        }

        private void onEvent(EdgeMessage event) {
            String channel = Channels.of(event);
            if (channel == null) {
                if (event.seq() == 0) {
                    return;
                }
                subscriptions.values().forEach(subscription -> subscription.onStray(event.seq()));
                return;
            }
            Subscription subscription = subscriptions.get(channel);
            if (subscription != null && Inbox.isOffer(event)) {
                guarded(subscription, () -> onOffer(subscription, event));
            } else if (subscription != null) {
                guarded(subscription, () -> {
                    String wrong = subscription.onEvent(event);
                    if (wrong != null) {
                        retryLater(wrong, backoff.nextMs());
                    }
                });
            }
        }

        /** Acknowledged when the listener has returned, and not when it has failed. */
        private void onOffer(Subscription subscription, EdgeMessage offer) {
            Link from = link;
            if (!subscription.isLive()) {
                return;
            }
            if (!inbox.knows(offer)) {
                subscription.onEvent(offer);
                inbox.processed(offer);
            }
            String acknowledgement = Inbox.acknowledgement(offer);
            // Where the listener has ended the connection, the edge offers it again on the next one.
            if (acknowledgement != null && link == from) {
                from.send(acknowledgement);
            }
        }

        private void onHeartbeat(EdgeMessage heartbeat) {
            if (!(heartbeat.fields().get("streams") instanceof Map<?, ?> streams)) {
                return;
            }
            for (Map.Entry<?, ?> entry : streams.entrySet()) {
                Subscription subscription = subscriptions.get(String.valueOf(entry.getKey()));
                if (subscription != null && entry.getValue() instanceof Long sentSeq) {
                    String wrong = subscription.onHeartbeat(sentSeq);
                    if (wrong != null) {
                        retryLater(wrong, backoff.nextMs());
                        return;
                    }
                }
            }
        }

        private void onError(EdgeMessage error) {
            String id = error.text("id");
            EdgeRefused reason = new EdgeRefused(error);
            if (id != null && id.equals(authId) && !ready) {
                onTokenRefused(reason);
                return;
            }
            if (id == null && reason.isTemporary()) {
                askAgain(reason.retryAfterMs());
                return;
            }
            Subscription subscription = subscribing.remove(id);
            if (subscription == null) {
                requests.answer(id, error);
                return;
            }
            guarded(subscription, () -> subscription.onRefused(reason));
            if (reason.isTemporary()) {
                long mine = attempt;
                after(Math.max(reason.retryAfterMs(), backoff.nextMs()), () -> {
                    if (mine == attempt && subscriptions.get(subscription.channel()) == subscription) {
                        subscribe(subscription);
                    }
                });
            }
            checkLive();
        }

        /** One of the messages was not read, and the edge does not say which: all that wait are sent again. */
        private void askAgain(long delayMs) {
            long mine = attempt;
            after(Math.max(delayMs, backoff.nextMs()), () -> {
                if (mine == attempt && ready) {
                    List<Subscription> waiting = List.copyOf(subscribing.values());
                    subscribing.clear();
                    waiting.forEach(Connection.this::subscribe);
                    requests.texts().forEach(link::send);
                }
            });
        }

        private void onTokenRefused(EdgeRefused reason) {
            boolean again = reason.isTemporary()
                    || (reason.code().equals(UNAUTHORIZED) && ++refusedTokens <= MAX_REFUSED_TOKENS);
            if (again) {
                retryLater(reason.getMessage(), Math.max(reason.retryAfterMs(), backoff.nextMs()));
            } else {
                stop(NORMAL, reason.getMessage());
            }
        }

        /** Runs what calls a listener; one that fails has not processed its event, so nothing may follow. */
        private void guarded(Subscription subscription, Runnable delivery) {
            try {
                delivery.run();
            } catch (RuntimeException failure) {
                stop(NORMAL, "the listener of " + subscription.channel() + " failed: " + failure);
            }
        }
    }
}
