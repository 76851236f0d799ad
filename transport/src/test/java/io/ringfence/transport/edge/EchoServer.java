package io.ringfence.transport.edge;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The edge's own pipeline from the socket up to whole messages, text and binary; these are sent back as they came. */
final class EchoServer implements AutoCloseable {
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final DefaultChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listener;

    EchoServer(EdgeConfig config) {
        // Never started: it lends the fanout that each client leaves when it goes.
        EdgeServer edge = new EdgeServer(config);
        EdgeCounters counters = new EdgeCounters();
        Entrance entrance = Entrance.of(config, TokenCheck.NONE, counters, System::nanoTime);
        EdgeInitializer pipeline =
                new EdgeInitializer(
                        config,
                        edge.publications(),
                        counters,
                        channels,
                        entrance,
                        channel -> edge.fanouts()[0],
                        EdgeApi.NONE) {
                    @Override
                    void addMessageHandlers(ChannelPipeline handlers, Client client) {
                        handlers.addLast(new Echo(client));
                    }
                };
        listener = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(
                                config.buffers().writeBufferLowWaterBytes(),
                                config.buffers().writeBufferHighWaterBytes()))
                .childHandler(pipeline)
                .bind(config.host(), config.port())
                .syncUninterruptibly()
                .channel();
    }

    String uri() {
        return "ws://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort() + "/ws";
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        channels.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Stands where requests are handled, and treats the client as that does. */
    private static final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
        private final Client client;

        Echo(Client client) {
            super(WebSocketFrame.class);
            this.client = client;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame message) {
            if (!client.isClosing()) {
                ctx.write(message.retain(), ctx.voidPromise());
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
            ctx.fireChannelReadComplete();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            client.writabilityChanged();
            ctx.fireChannelWritabilityChanged();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            client.gone();
            ctx.fireChannelInactive();
        }
    }
}
