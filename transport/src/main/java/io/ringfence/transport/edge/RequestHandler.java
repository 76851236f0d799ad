package io.ringfence.transport.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** Does what a client asks, answers it, and loses patience with one that sends nothing that makes sense. */
final class RequestHandler extends SimpleChannelInboundHandler<Request> {
    private final Client client;
    private final EdgeConfig config;
    private final EdgeCounters counters;
    private int badMessagesInARow;

    RequestHandler(Client client, EdgeConfig config, EdgeCounters counters) {
        super(Request.class);
        this.client = client;
        this.config = config;
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
        badMessagesInARow = 0;
        if (request instanceof Request.Ping ping) {
            client.reply(Replies.pong(ping.id()));
        } else if (request instanceof Request.Subscribe subscribe) {
            subscribe(subscribe);
        } else if (request instanceof Request.Unsubscribe unsubscribe) {
            unsubscribe(unsubscribe);
        }
    }

    private void subscribe(Request.Subscribe request) {
        boolean prices = request.channel() == Request.Channel.PRICES;
        int symbolCount = request.symbols() == null ? 0 : request.symbols().size();
        int count = prices ? client.subscriptionCountWith(symbolCount) : client.subscriptionCountWithOrders();
        int max = config.messages().maxSubscriptionsPerConnection();
        if (count > max) {
            refuse(new Request.Refused(
                    request.id(),
                    ErrorCode.TOO_MANY_SUBSCRIPTIONS,
                    "subscriptions " + count + ": expected at most " + max + " on a connection"));
            return;
        }
        // Before the first event of the channel.
        client.reply(Replies.subscribed(request.channel(), request.id()));
        if (prices) {
            client.subscribePrices(request.symbols());
        } else {
            client.subscribeOrders();
        }
    }

    private void unsubscribe(Request.Unsubscribe request) {
        if (request.channel() == Request.Channel.PRICES) {
            client.unsubscribePrices();
        } else {
            client.unsubscribeOrders();
        }
        client.reply(Replies.unsubscribed(request.channel(), request.id()));
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
