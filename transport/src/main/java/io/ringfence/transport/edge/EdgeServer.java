package io.ringfence.transport.edge;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.ringfence.core.ring.StageTimes;
import java.net.InetSocketAddress;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for WebSocket clients and brings them what {@link EdgeStage} offers.
 *
 * <p>Construction validates, {@link #start} binds and starts the event loops, {@link #close} tells the clients, waits for
 * them within the timeout and stops the loops. One thread starts and closes; the rest may be read from any.
 */
public final class EdgeServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeServer.class);

    /** Point of an event's way where its bytes are with the kernel. */
    public static final String SOCKET = "socket";

    /** For what takes no time once it was ordered: connections to be cut, loops to end. */
    private static final long CUT_TIMEOUT_MS = 2_000;

    private final EdgeConfig config;
    private final ByteBufAllocator allocator;
    private final EdgeCounters counters = new EdgeCounters();
    private final Entrance entrance;
    private final Publications publications;
    private final Fanout[] fanouts;
    private final SystemRelay relay;
    /** Complete before the first connection, not changed later. */
    private final Map<EventExecutor, Fanout> fanoutByLoop = new IdentityHashMap<>();

    private final ChannelGroup clients = new DefaultChannelGroup("edge", ImmediateEventExecutor.INSTANCE, true);
    /** Set before the start. */
    private EdgeApi api = EdgeApi.NONE;

    private EventLoopGroup loops;
    private volatile Channel listener;
    private boolean closed;

    /** An edge, not listening yet. */
    public EdgeServer(EdgeConfig config) {
        this(config, "none", StageTimes.NONE);
    }

    /**
     * The same, with times taken: point {@link #SOCKET} is passed when an event has been written to every client that gets it,
     * as far as the kernel took it; what waits for a client that does not keep up is not timed. There is one for each event
     * loop.
     *
     * @param epoch names the history that places in streams belong to: the same over restarts, another one where it may have
     *     lost its end or was begun anew
     */
    public EdgeServer(EdgeConfig config, String epoch, StageTimes times) {
        this(config, epoch, times, TokenCheck.NONE);
    }

    /** The same for users, whose tokens are looked at by {@code tokens}. */
    public EdgeServer(EdgeConfig config, String epoch, StageTimes times, TokenCheck tokens) {
        this(config, epoch, times, tokens, ByteBufAllocator.DEFAULT, System::nanoTime);
    }

    EdgeServer(EdgeConfig config, String epoch, StageTimes times, ByteBufAllocator allocator) {
        this(config, epoch, times, TokenCheck.NONE, allocator, System::nanoTime);
    }

    /** The clock is what rates are counted by. */
    EdgeServer(
            EdgeConfig config,
            String epoch,
            StageTimes times,
            TokenCheck tokens,
            ByteBufAllocator allocator,
            LongSupplier nanoClock) {
        this.config = config;
        this.allocator = allocator;
        this.entrance = Entrance.of(config, tokens, counters, nanoClock);
        this.publications = new Publications(epoch, config.streams(), config.ioThreads());
        this.fanouts = new Fanout[config.ioThreads()];
        for (int i = 0; i < fanouts.length; i++) {
            fanouts[i] = new Fanout(i, config, publications, counters, allocator, times.point(SOCKET));
        }
        this.relay = new SystemRelay(
                publications.streams(), fanouts, counters, config.buffers().maxPendingEventBytes());
    }

    /**
     * Binds and accepts clients.
     *
     * @throws IllegalStateException when the address cannot be bound, or on a second call
     */
    public void start() {
        if (loops != null || closed) {
            throw new IllegalStateException("an edge starts once");
        }
        EdgeIo io = config.io().resolved();
        entrance.certificates().ifPresent(TlsCertificates::start);
        loops = new MultiThreadIoEventLoopGroup(
                config.ioThreads(), new DefaultThreadFactory("ringfence-edge", true), io.handlerFactory());
        int next = 0;
        for (EventExecutor loop : loops) {
            Fanout fanout = fanouts[next++];
            fanout.attach(loop);
            fanoutByLoop.put(loop, fanout);
            int heartbeatMs = config.streams().heartbeatMs();
            loop.scheduleAtFixedRate(
                    () -> fanout.heartbeat(publications.timeNs()), heartbeatMs, heartbeatMs, TimeUnit.MILLISECONDS);
        }
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(io.serverChannelType())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(
                                config.buffers().writeBufferLowWaterBytes(),
                                config.buffers().writeBufferHighWaterBytes()))
                .childOption(
                        ChannelOption.SO_SNDBUF,
                        config.buffers().sendBufferBytes() == 0
                                ? null
                                : config.buffers().sendBufferBytes())
                .childHandler(new EdgeInitializer(
                        config, publications, counters, clients, entrance, c -> fanoutByLoop.get(c.eventLoop()), api))
                .bind(config.host(), config.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new IllegalStateException(
                    "edge: cannot listen on " + config.host() + ":" + config.port() + ": " + reason(bound.cause()),
                    bound.cause());
        }
        listener = bound.channel();
        LOG.info(
                "edge listens on {} ({}, {})",
                listener.localAddress(),
                entrance.certificates().isPresent() ? "tls" : "in the clear",
                io.word());
    }

    /** In the operator's words, without the system call's. */
    private static String reason(Throwable cause) {
        if (cause instanceof java.nio.channels.UnresolvedAddressException) {
            return "no such host";
        }
        String message = String.valueOf(cause.getMessage());
        return message.contains("Address already in use") ? "the port is in use" : message;
    }

    /** Where it listens, with the port that was chosen; null before {@link #start}. */
    public InetSocketAddress boundAddress() {
        Channel channel = listener;
        return channel == null ? null : (InetSocketAddress) channel.localAddress();
    }

    /** Closes all connections of a user whose tokens are no longer good. Any thread; does not wait. */
    public void revoke(String userName) {
        entrance.authentication().revoke(userName);
    }

    /** Before the start: who answers what is asked beside subscriptions. */
    public void api(EdgeApi newApi) {
        api = newApi;
    }

    /** The lock under which what accounts have is kept up and read; see {@link AccountState}. */
    public Object stateLock() {
        return publications.streams();
    }

    /** The newest price of an instrument, scaled; 0 where none has come. Any thread. */
    public long lastPrice(int instrumentId) {
        return publications.prices().lastPrice(instrumentId);
    }

    /** Writes events with a promise as clients are told of them. */
    public EventText eventText() {
        return new EventText(publications.instruments());
    }

    /** Before the start: who is told of clients that take an account's events. */
    public void sessions(SessionListener listener) {
        publications.sessions(listener);
    }

    /** The way to clients for what is not kept. */
    public SystemRelay relay() {
        return relay;
    }

    /** What it counts. */
    public EdgeCounters counters() {
        return counters;
    }

    /** What it publishes, and keeps. */
    Publications publications() {
        return publications;
    }

    /** One for each event loop, also before the start. */
    Fanout[] fanouts() {
        return fanouts;
    }

    /**
     * Accepts nobody any more, hands out what waits, sends every client close code 1001, waits for them to go, cuts those
     * that stay, and stops the loops. Idempotent.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (loops == null) {
            return;
        }
        if (listener != null) {
            listener.close().awaitUninterruptibly();
            for (EventExecutor loop : loops) {
                loop.execute(fanoutByLoop.get(loop)::drain);
            }
            for (Channel client : clients) {
                EventLoop loop = client.eventLoop();
                loop.execute(() -> client.pipeline().fireUserEventTriggered(GoAway.INSTANCE));
            }
            clients.newCloseFuture().awaitUninterruptibly(config.connections().shutdownTimeoutMs());
            clients.close().awaitUninterruptibly(CUT_TIMEOUT_MS);
        }
        entrance.certificates().ifPresent(TlsCertificates::close);
        loops.shutdownGracefully(0, CUT_TIMEOUT_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2 * CUT_TIMEOUT_MS);
    }
}
