package io.ringfence.bench.fanout;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * What Netty can do at most: whole frames that the publisher has made, those that have come up together in one buffer, which is
 * written once to every client, past all handlers. No ring, no filters, no bound on what waits for a client, no heartbeat.
 */
public final class BareNetty implements FanoutServer {
    private static final int QUEUED = 16_384;
    private static final int MAX_FRAMES = 1_024;
    private static final int MAX_HTTP_BYTES = 8_192;
    private static final String SUBSCRIBED = "{\"type\":\"subscribed\",\"channel\":\"prices\",\"id\":1}";

    private final OneToOneConcurrentArrayQueue<byte[]> waiting = new OneToOneConcurrentArrayQueue<>(QUEUED);
    private final AtomicBoolean isScheduled = new AtomicBoolean();
    private final boolean epoll = Epoll.isAvailable();
    private final EventLoopGroup loop;
    /** Of the event loop. */
    private final List<Channel> clients = new ArrayList<>();

    /** One with one event loop. */
    public BareNetty() {
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        loop = new MultiThreadIoEventLoopGroup(1, io);
    }

    @Override
    public int start() {
        Channel listener = new ServerBootstrap()
                .group(loop)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(MAX_HTTP_BYTES))
                                .addLast(new WebSocketServerProtocolHandler("/ws"))
                                .addLast(new Subscription());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Whatever a client says, it gets all prices from then on. */
    private final class Subscription extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            Channel channel = context.channel();
            channel.writeAndFlush(new TextWebSocketFrame(SUBSCRIBED));
            ChannelPipeline pipeline = channel.pipeline();
            // Nothing is on the way of the frames from here on, nor is anything read.
            channel.eventLoop().execute(() -> {
                while (pipeline.first() != null) {
                    pipeline.removeFirst();
                }
                clients.add(channel);
            });
        }
    }

    @Override
    public void publish(long index) {
        byte[] frame = PriceText.frame(index);
        while (!waiting.offer(frame)) {
            Thread.yield();
        }
        if (!isScheduled.getAndSet(true)) {
            loop.execute(this::handOut);
        }
    }

    private void handOut() {
        isScheduled.set(false);
        Channel[] all = clients.toArray(new Channel[0]);
        if (all.length > 0) {
            ByteBuf batch = all[0].alloc().directBuffer();
            byte[] frame = null;
            for (int i = 0; i < MAX_FRAMES && (frame = waiting.poll()) != null; i++) {
                batch.writeBytes(frame);
            }
            if (batch.isReadable()) {
                for (Channel client : all) {
                    client.writeAndFlush(batch.retainedDuplicate(), client.voidPromise());
                }
            }
            batch.release();
        }
        if (!waiting.isEmpty() && !isScheduled.getAndSet(true)) {
            loop.execute(this::handOut);
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).awaitUninterruptibly(5_000);
    }
}
