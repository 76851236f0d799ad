package io.ringfence.transport.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** Does what a client asks, answers it, and loses patience with one that sends nothing that makes sense. */
final class RequestHandler extends SimpleChannelInboundHandler<Request> {
    private final Client client;
    private final EdgeConfig config;
    private final Authentication authentication;
    private final EdgeCounters counters;
    private int badMessagesInARow;

    RequestHandler(Client client, EdgeConfig config, Authentication authentication, EdgeCounters counters) {
        super(Request.class);
        this.client = client;
        this.config = config;
        this.authentication = authentication;
        this.counters = counters;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Request request) {
        if (client.isClosing()) {
            return;
        }
        if (request instanceof Request.Refused refused) {
            refuse(refused);
            return;
        }
        if (request instanceof Request.Other other) {
            refuse(new Request.Refused(
                    other.id(),
                    ErrorCode.UNKNOWN_TYPE,
                    "type \"" + JsonFields.shown(other.type()) + "\": expected auth, subscribe, unsubscribe or ping"));
            return;
        }
        badMessagesInARow = 0;
        if (request instanceof Request.Auth auth) {
            refuseUnlessNull(authentication.authenticate(ctx, client, auth));
        } else if (request instanceof Request.Ping ping) {
            client.reply(Replies.pong(ping.id()));
        } else if (request instanceof Request.Subscribe subscribe) {
            Request.Refused refused = client.subscriptions().subscribe(subscribe);
            refuseUnlessNull(refused);
            if (refused == null && subscribe.channel() == Channel.PRICES) {
                ctx.pipeline().get(Deadlines.class).hasPrices();
            }
        } else if (request instanceof Request.Unsubscribe unsubscribe) {
            client.subscriptions().unsubscribe(unsubscribe);
        }
    }

    private void refuseUnlessNull(Request.Refused refused) {
        if (refused != null) {
            refuse(refused);
        }
    }

    private void refuse(Request.Refused refused) {
        counters.increment(EdgeCounter.MESSAGES_BAD);
        client.reply(Replies.error(refused));
        if (++badMessagesInARow > config.messages().maxBadMessages()) {
            client.closeViolation(WebSocketCloseStatus.POLICY_VIOLATION, badMessagesInARow + " bad messages in a row");
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
