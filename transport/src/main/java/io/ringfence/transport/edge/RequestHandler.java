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
    private final EdgeApi api;
    private int badMessagesInARow;

    RequestHandler(
            Client client, EdgeConfig config, Authentication authentication, EdgeCounters counters, EdgeApi api) {
        super(Request.class);
        this.client = client;
        this.config = config;
        this.authentication = authentication;
        this.counters = counters;
        this.api = api;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Request request) {
        if (client.isClosing()) {
            return;
        }
        if (client.isOverfull()) {
            // What was read before it turned out that the client does not read.
            client.closeSlow("answers wait for the client to read");
            return;
        }
        if (request instanceof Request.Refused refused) {
            refuse(refused);
            return;
        }
        if (request instanceof Request.Other other) {
            handle(ctx, other);
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

    private void handle(ChannelHandlerContext ctx, Request.Other other) {
        if (!api.takes(other.type())) {
            refuse(new Request.Refused(
                    other.id(),
                    ErrorCode.UNKNOWN_TYPE,
                    "type \"" + JsonFields.shown(other.type())
                            + "\": expected one of the protocol's, such as subscribe, unsubscribe or ping"));
        } else if (!client.session().isKnown()) {
            refuse(new Request.Refused(
                    other.id(), ErrorCode.UNAUTHORIZED, "type \"" + other.type() + "\": expected auth before it"));
        } else {
            EdgeApi.ApiMessage message = new EdgeApi.ApiMessage(other.id(), other.type(), other.json());
            api.message(client.session().accountId(), message, ctx.executor(), answer -> answered(ctx, answer));
        }
    }

    /** At once, or later on the loop. */
    private void answered(ChannelHandlerContext ctx, EdgeApi.ApiAnswer answer) {
        if (client.isClosing()) {
            return;
        }
        if (answer.isClientsFault()) {
            refuse(answer.json());
        } else {
            badMessagesInARow = 0;
            if (answer.json() != null) {
                client.reply(answer.json());
            }
        }
        ctx.flush();
    }

    private void refuse(Request.Refused refused) {
        refuse(Replies.error(refused));
    }

    private void refuse(String error) {
        counters.increment(EdgeCounter.MESSAGES_BAD);
        client.reply(error);
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
