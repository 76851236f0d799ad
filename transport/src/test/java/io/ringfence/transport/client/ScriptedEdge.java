package io.ringfence.transport.client;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A server that speaks the protocol's page over real sockets and breaks where a test says so. Its streams, and what was
 * answered under which key, outlive its restarts, as a host's do. All of it belongs to its one event loop; other threads come
 * in through {@link #onLoop}.
 */
final class ScriptedEdge implements AutoCloseable {
    /** What a command comes to: an answer's type and fields. */
    interface Commands {
        Map<String, Object> answer(String user, EdgeMessage request);
    }

    /** An HTTP answer. */
    record Page(int status, String contentType, byte[] body) {}

    /** What is served beside the WebSocket; null for not found. */
    interface Pages {
        Page page(String method, String path, byte[] body);
    }

    private static final int MAX_BODY_BYTES = 65_536;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<String, List<Map<String, Object>>> streams = new HashMap<>();
    final Map<String, Supplier<Map<String, Object>>> snapshots = new HashMap<>();
    /** Every object that clients sent, oldest first. */
    final List<EdgeMessage> received = new CopyOnWriteArrayList<>();
    /** Answers by commandId. */
    private final Map<String, Map<String, Object>> answered = new HashMap<>();

    private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    final List<ScriptedSession> sessions = new ArrayList<>();
    private Channel listener;
    private int port;

    String epoch = "e1";
    int historyEvents = Integer.MAX_VALUE;
    /** Tokens that hold, and whose they are. */
    Function<String, String> users = token -> token.startsWith("token") ? "alice" : null;

    Supplier<String> expires = () -> "2100-01-01T00:00:00.000Z";
    Commands commands = (user, request) -> Map.of("type", "accepted", "command", request.type());
    Pages pages = (method, path, body) -> null;
    /** For each connection to come: it breaks in place of the message after so many. Those behind the last do not break. */
    final Queue<Integer> cutsAfterSent = new ConcurrentLinkedQueue<>();
    /** For each connection to come: it breaks when so many messages came, the last of them carried out but not answered. */
    final Queue<Integer> cutsAfterReceived = new ConcurrentLinkedQueue<>();
    /** Takes everything and says nothing. */
    volatile boolean isMute;

    /** Everybody is the operator, without a token. */
    boolean isOpen;

    volatile int connectionCount;

    private int carriedOut;

    /** Begins, or begins again at the same port. */
    ScriptedEdge start() {
        Recorder.await("port " + port, () -> {
            // A client that looks for the port while nobody listens may get it for its own end of the connection.
            ChannelFuture bound = bind().awaitUninterruptibly();
            listener = bound.channel();
            return bound.isSuccess();
        });
        port = ((InetSocketAddress) listener.localAddress()).getPort();
        return this;
    }

    private ChannelFuture bind() {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(io.netty.channel.ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channels.add(channel);
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                                .addLast(new ScriptedPages(ScriptedEdge.this))
                                .addLast(new WebSocketServerProtocolHandler("/ws"))
                                .addLast(new ScriptedSession(ScriptedEdge.this));
                    }
                })
                .bind("127.0.0.1", port);
    }

    /** Is gone for everybody, without a word. */
    void stop() {
        listener.close().syncUninterruptibly();
        channels.close().awaitUninterruptibly();
    }

    URI uri() {
        return URI.create("ws://127.0.0.1:" + port + "/ws");
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    <T> T onLoop(Callable<T> task) {
        try {
            return loops.submit(task).get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** Runs it on the loop again and again, also while it is stopped. */
    void everyMs(long ms, Runnable task) {
        loops.scheduleAtFixedRate(task, 0, ms, TimeUnit.MILLISECONDS);
    }

    void run(Runnable task) {
        onLoop(() -> {
            task.run();
            return null;
        });
    }

    /** The next event of a stream, to whoever is subscribed. On the loop. */
    void publish(String channel, Map<String, Object> event) {
        List<Map<String, Object>> stream = stream(channel);
        Map<String, Object> numbered = new LinkedHashMap<>(event);
        numbered.put("seq", (long) stream.size() + 1);
        numbered.put("event_id", channel + "." + (stream.size() + 1));
        stream.add(numbered);
        for (ScriptedSession session : List.copyOf(sessions)) {
            session.offer(channel, numbered);
        }
    }

    /** What has no number, or one of another stream. On the loop. */
    void tell(String channel, Map<String, Object> event) {
        for (ScriptedSession session : List.copyOf(sessions)) {
            session.offer(channel, event);
        }
    }

    /** The same to everybody who is connected, subscribed or not. */
    void sayToAll(Map<String, Object> message) {
        run(() -> List.copyOf(sessions).forEach(session -> session.send(message)));
    }

    void closeAll(int closeCode) {
        run(() -> List.copyOf(sessions).forEach(session -> session.close(closeCode)));
    }

    List<Map<String, Object>> stream(String channel) {
        return streams.computeIfAbsent(channel, name -> new ArrayList<>());
    }

    /** Carries a command out once for each key. On the loop. */
    Map<String, Object> carryOut(String user, EdgeMessage request) {
        String key = request.text("commandId");
        Map<String, Object> first = key == null ? null : answered.get(key);
        if (first != null) {
            Map<String, Object> repeat = new LinkedHashMap<>(first);
            repeat.put("repeat", true);
            return repeat;
        }
        Map<String, Object> answer = new LinkedHashMap<>(commands.answer(user, request));
        if (key != null) {
            carriedOut++;
            answer.put("commandId", key);
            answer.put("repeat", false);
            answered.put(key, answer);
        }
        return answer;
    }

    int carriedOut() {
        return onLoop(() -> carriedOut);
    }

    List<EdgeMessage> received(String type) {
        return received.stream().filter(message -> message.type().equals(type)).toList();
    }

    @Override
    public void close() {
        stop();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
