package io.ringfence.transport.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Takes HTTP requests one after the other: upgrades {@code /ws}, and gives all others to the {@link EdgeApi}. Ends connections
 * that take too long to ask. Leaves the pipeline with the upgrade.
 */
final class HttpFront extends SimpleChannelInboundHandler<FullHttpRequest> {
    static final String WEBSOCKET_PATH = "/ws";

    private static final String PROTOCOL_HEADER = "ringfence-protocol";
    private static final String VERSION = "13";
    /** Requests that may wait for the answer to the one before them. */
    private static final int MAX_WAITING = 16;

    private final EdgeConfig config;
    private final EdgeInitializer initializer;
    private final EdgeApi api;
    /** Requests that came while one was being answered: answers go out in the order of the requests. */
    private final Deque<FullHttpRequest> waiting = new ArrayDeque<>();

    private boolean isAnswering;
    /** Whether the queue is looked at soon. */
    private boolean isGoingOn;
    /** Whether the answer that ends the connection is out: what comes behind it is not read. */
    private boolean isEnding;

    private long activeNs;
    private final OutputProgress output = new OutputProgress();

    HttpFront(EdgeConfig config, EdgeInitializer initializer, EdgeApi api) {
        super(FullHttpRequest.class, false);
        this.config = config;
        this.initializer = initializer;
        this.api = api;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        activeNs = System.nanoTime();
        closeWhenIdle(ctx, config.connections().handshakeTimeoutMs());
        ctx.fireChannelActive();
    }

    /**
     * Ends the connection when nothing was asked for so long, from its start or from the last answer on, and when the client
     * read nothing of an answer for so long.
     */
    private void closeWhenIdle(ChannelHandlerContext ctx, long delayMs) {
        ctx.executor()
                .schedule(
                        () -> {
                            if (ctx.isRemoved()) {
                                return;
                            }
                            long timeoutMs = config.connections().handshakeTimeoutMs();
                            long idleMs = (System.nanoTime() - activeNs) / 1_000_000;
                            boolean isWaitedFor = output.isPending(ctx.channel());
                            boolean isStuck = output.isStuck(ctx.channel());
                            if (isStuck || !isAnswering && !isWaitedFor && idleMs >= timeoutMs) {
                                ctx.close();
                            } else if (isAnswering || isWaitedFor) {
                                closeWhenIdle(ctx, timeoutMs);
                            } else {
                                closeWhenIdle(ctx, timeoutMs - idleMs);
                            }
                        },
                        delayMs,
                        TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (isEnding) {
            request.release();
        } else if (waiting.isEmpty() && mayAnswer(ctx)) {
            handle(ctx, request);
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(request);
        } else {
            request.release();
            ctx.close();
        }
    }

    /** Only while the client reads its answers, or they would pile up here. */
    private boolean mayAnswer(ChannelHandlerContext ctx) {
        return !isAnswering && !isEnding && ctx.channel().isWritable();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        goOn(ctx);
        ctx.fireChannelWritabilityChanged();
    }

    /** Not at once, or a long row of requests that are answered at once would be a deep stack. */
    private void goOn(ChannelHandlerContext ctx) {
        if (isGoingOn || waiting.isEmpty() || !mayAnswer(ctx)) {
            return;
        }
        isGoingOn = true;
        execute(ctx, () -> {
            isGoingOn = false;
            if (!waiting.isEmpty() && mayAnswer(ctx)) {
                handle(ctx, waiting.poll());
                goOn(ctx);
            }
        });
    }

    /** Later, on the loop. A failure there would only be logged, and leave the client waiting for its answer for ever. */
    private static void execute(ChannelHandlerContext ctx, Runnable task) {
        ctx.executor().execute(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error failed) {
                ctx.close();
            }
        });
    }

    private void handle(ChannelHandlerContext ctx, FullHttpRequest request) {
        try {
            if (request.decoderResult().isFailure()) {
                answer(ctx, HttpResponseStatus.BAD_REQUEST, "expected an HTTP/1.1 request\n");
                return;
            }
            QueryStringDecoder uri = new QueryStringDecoder(request.uri());
            if (uri.path().equals(WEBSOCKET_PATH)) {
                upgrade(ctx, request);
            } else {
                ask(ctx, request, uri);
            }
        } catch (IllegalArgumentException malformed) {
            answer(ctx, HttpResponseStatus.BAD_REQUEST, "expected an address with well-formed escapes\n");
        } finally {
            request.release();
        }
    }

    private void ask(ChannelHandlerContext ctx, FullHttpRequest request, QueryStringDecoder uri) {
        HttpExchange exchange = new HttpExchange(ctx, request);
        HttpAsk ask = exchange.ask(request, uri);
        isAnswering = true;
        try {
            api.http(ask, task -> execute(ctx, task), reply -> reply(ctx, exchange, reply));
        } catch (RuntimeException | Error failed) {
            ctx.close();
        }
    }

    private void reply(ChannelHandlerContext ctx, HttpExchange exchange, HttpReply reply) {
        if (exchange.isReplied()) {
            // It would be taken for the answer to the next request.
            return;
        }
        try {
            exchange.reply(reply);
        } catch (RuntimeException | Error failed) {
            ctx.close();
            return;
        }
        isEnding |= !exchange.isKeptAlive();
        isAnswering = false;
        activeNs = System.nanoTime();
        goOn(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request) {
        boolean asks = request.method().equals(HttpMethod.GET)
                && request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION, true);
        if (!asks) {
            answer(ctx, HttpResponseStatus.UPGRADE_REQUIRED, "expected a WebSocket upgrade, version 13\n");
            return;
        }
        if (!request.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || !request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
            answer(ctx, HttpResponseStatus.BAD_REQUEST, "expected headers Connection: Upgrade and Sec-WebSocket-Key\n");
            return;
        }
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshaker13(WEBSOCKET_PATH, null, FrameBounds.first(config, request.headers()));
        ctx.channel().config().setAutoRead(true);
        initializer.addWebSocketHandlers(ctx.pipeline());
        ctx.pipeline().remove(this);
        HttpHeaders headers = new DefaultHttpHeaders().set(PROTOCOL_HEADER, SessionReplies.PROTOCOL_VERSION);
        handshaker
                .handshake(ctx.channel(), request, headers, ctx.channel().newPromise())
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private void answer(ChannelHandlerContext ctx, HttpResponseStatus status, String text) {
        isEnding = true;
        ByteBuf body = ByteBufUtil.writeUtf8(ctx.alloc(), text);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
        }
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /** The client closes, or the idle timer: to close on what is still coming could take the answer away from the client. */
    private void refuseBody(ChannelHandlerContext ctx) {
        if (waiting.isEmpty() && mayAnswer(ctx)) {
            isEnding = true;
            activeNs = System.nanoTime();
            JsonAnswer.refuse(
                    ctx,
                    HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                    SessionReplies.tooLarge(config.messages().maxAnonymousFrameBytes()),
                    0);
        } else if (!isEnding) {
            ctx.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == GoAway.INSTANCE) {
            ctx.close();
        } else if (event == BoundedBodies.TOO_LARGE) {
            refuseBody(ctx);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
