package io.ringfence.transport.client;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A client of one edge. Its methods may be called by any thread, also by listeners; what they start happens on the loop, in
 * order.
 */
public final class EdgeClient implements AutoCloseable {
    private final Connection connection;
    private final RandomGenerator random;
    /** Null where the loop is the caller's. */
    private final ScheduledExecutorService ownLoop;

    /**
     * A client with a loop of its own.
     *
     * @param tokens is asked on the loop before each connect and before a token expires; null for prices alone. An {@link
     *     EdgeRefused} that is not temporary stops the client, other failures are tried again
     */
    public EdgeClient(
            EdgeClientConfig config, Supplier<? extends CompletionStage<String>> tokens, ConnectionListener listener) {
        this(config, tokens, listener, ownLoop());
    }

    private EdgeClient(
            EdgeClientConfig config,
            Supplier<? extends CompletionStage<String>> tokens,
            ConnectionListener listener,
            ScheduledExecutorService ownLoop) {
        // Not the platform's default generator, which is not made for several threads.
        this.random = new java.util.Random();
        this.ownLoop = ownLoop;
        this.connection = new Connection(
                config,
                tokens,
                Objects.requireNonNull(listener, "listener"),
                new Connection.Surroundings(ownLoop, random, InstantSource.system(), overHttp(config)));
    }

    /**
     * The same on a loop, of one thread, that the caller ends after the client; with a time of the caller's, and a random that
     * several threads may use.
     */
    public EdgeClient(
            EdgeClientConfig config,
            Supplier<? extends CompletionStage<String>> tokens,
            ConnectionListener listener,
            ScheduledExecutorService loop,
            RandomGenerator random,
            InstantSource clock) {
        this(config, tokens, listener, new Connection.Surroundings(loop, random, clock, overHttp(config)));
    }

    EdgeClient(
            EdgeClientConfig config,
            Supplier<? extends CompletionStage<String>> tokens,
            ConnectionListener listener,
            Connection.Surroundings surroundings) {
        this.random = surroundings.random();
        this.ownLoop = null;
        this.connection = new Connection(config, tokens, Objects.requireNonNull(listener, "listener"), surroundings);
    }

    private static ScheduledExecutorService ownLoop() {
        ScheduledThreadPoolExecutor own = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "ringfence-client");
            thread.setDaemon(true);
            return thread;
        });
        own.setRemoveOnCancelPolicy(true);
        return own;
    }

    private static Function<WebSocket.Listener, CompletableFuture<WebSocket>> overHttp(EdgeClientConfig config) {
        HttpClient http = HttpClient.newHttpClient();
        Duration timeout = Duration.ofMillis(config.connectTimeoutMs());
        return listener -> http.newWebSocketBuilder().connectTimeout(timeout).buildAsync(config.uri(), listener);
    }

    /** Connects, and keeps connected; also starts a client again that has stopped. */
    public void connect() {
        connection.onLoop(connection::connect);
    }

    /** Subscribes now and after each reconnect; a second call for a channel replaces the first, from the beginning. */
    public void subscribe(String channel, ChannelOptions options, ChannelListener listener) {
        Subscription subscription = new Subscription(channel, options, listener);
        connection.onLoop(() -> connection.subscribe(channel, subscription));
    }

    /** Ends a subscription. */
    public void unsubscribe(String channel) {
        connection.onLoop(() -> connection.unsubscribe(channel));
    }

    /**
     * Sends a command under an idempotency key of this client's making, and again under the same key after a reconnect,
     * until it is answered. The future is completed on the loop: with {@code accepted}, with {@link EdgeRefused}, or with
     * {@link IllegalStateException} when the client stops before.
     */
    public CompletableFuture<EdgeMessage> command(String type, Map<String, ?> fields) {
        return command(type, fields, "c" + Long.toString(random.nextLong() & Long.MAX_VALUE, Character.MAX_RADIX));
    }

    /** The same under a key of the caller's: 1 to 32 printable characters without a space. */
    public CompletableFuture<EdgeMessage> command(String type, Map<String, ?> fields, String commandId) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("commandId", commandId);
        return ask(type, all);
    }

    /** Asks for a list or a thing: no key, but sent again after a reconnect too. */
    public CompletableFuture<EdgeMessage> ask(String type, Map<String, ?> fields) {
        CompletableFuture<EdgeMessage> answer = new CompletableFuture<>();
        if (!connection.onLoop(() -> connection.ask(type, fields, answer))) {
            answer.completeExceptionally(new IllegalStateException("the client is closed"));
        }
        return answer;
    }

    /** Says goodbye; listeners hear nothing more but of the state. Ends the loop where it is the client's own. */
    @Override
    public void close() {
        connection.onLoop(connection::close);
        if (ownLoop != null) {
            ownLoop.shutdown();
        }
    }
}
