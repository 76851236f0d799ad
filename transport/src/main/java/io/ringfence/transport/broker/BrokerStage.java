package io.ringfence.transport.broker;

import io.ringfence.core.event.CancelOrderDecoder;
import io.ringfence.core.event.ConnectAccountDecoder;
import io.ringfence.core.event.ExecuteBuyDecoder;
import io.ringfence.core.event.ExecuteSellDecoder;
import io.ringfence.core.event.ExecuteStoplossDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderTermsDecoder;
import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.event.PullBrokerStateDecoder;
import io.ringfence.core.event.QueryOrderDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.EventTime;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.Stage;
import org.agrona.DirectBuffer;

/**
 * Hands orders to the broker, behind the gate.
 *
 * <p>A stop-loss leaves with its event; buys, sells, cancels, queries, pulls and logins wait for the end of the batch, in
 * order, so that of several that wait together the stop-losses go first. One thread.
 */
public final class BrokerStage implements Stage {
    /** Orders that wait for the end of a batch; a fuller one goes out earlier. */
    private static final int MAX_WAITING = 256;

    private final Broker broker;
    private final MarketObserver observer;
    private final OrderListener listener;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final OrderTermsDecoder terms = new OrderTermsDecoder();
    private final EventTime time = new EventTime();
    private final OrderRequest stop = new OrderRequest();
    private final PullBrokerStateDecoder pull = new PullBrokerStateDecoder();
    private final ConnectAccountDecoder connect = new ConnectAccountDecoder();
    private final Waiting[] waiting = new Waiting[MAX_WAITING];
    private int waitingCount;

    /** A command that waits for the end of its batch. */
    private static final class Waiting {
        final OrderRequest order = new OrderRequest();
        long timestampNs;
        long startNs;
        int template;
        long pullId;
        int gatewayId;
        int accountId;
        String keyName;
    }

    /** A stage for one broker. */
    public BrokerStage(Broker broker) {
        this(broker, OrderListener.NONE);
    }

    /** The same, with somebody who hears of each order that was handed over. */
    public BrokerStage(Broker broker, OrderListener listener) {
        this.broker = broker;
        this.listener = listener;
        this.observer = broker instanceof MarketObserver watching ? watching : null;
        for (int i = 0; i < MAX_WAITING; i++) {
            waiting[i] = new Waiting();
        }
    }

    @Override
    public void onEvent(EventSlot slot, boolean endOfBatch) {
        if (observer != null) {
            observe(slot);
        }
        OutputBuffer out = slot.out();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            take(slot, out.buffer(), out.messageOffset(frame));
        }
        if (endOfBatch) {
            sendWaiting();
        }
    }

    @Override
    public boolean isBatched() {
        return true;
    }

    private void observe(EventSlot slot) {
        observer.onTime(time.advance(slot.timestampNs()));
        DirectBuffer buffer = slot.in().buffer();
        header.wrap(buffer, 0);
        if (header.templateId() == PriceTickDecoder.TEMPLATE_ID
                && slot.findings().verdict() == Verdict.ACCEPTED) {
            observer.onTick(tick.wrapAndApplyHeader(buffer, 0, header));
        }
    }

    private void take(EventSlot slot, DirectBuffer buffer, int offset) {
        int template = header.wrap(buffer, offset).templateId();
        switch (template) {
            case ExecuteStoplossDecoder.TEMPLATE_ID -> {
                broker.submit(stop.set(terms(buffer, offset)));
                listener.onSubmitted(slot.timestampNs(), slot.startNs());
            }
            case ExecuteBuyDecoder.TEMPLATE_ID,
                    ExecuteSellDecoder.TEMPLATE_ID,
                    CancelOrderDecoder.TEMPLATE_ID,
                    QueryOrderDecoder.TEMPLATE_ID -> {
                Waiting next = nextWaiting(template);
                next.order.set(terms(buffer, offset));
                next.timestampNs = slot.timestampNs();
                next.startNs = slot.startNs();
            }
            case PullBrokerStateDecoder.TEMPLATE_ID ->
                nextWaiting(template).pullId =
                        pull.wrapAndApplyHeader(buffer, offset, header).pullId();
            case ConnectAccountDecoder.TEMPLATE_ID -> {
                Waiting login = nextWaiting(template);
                connect.wrapAndApplyHeader(buffer, offset, header);
                login.gatewayId = connect.gatewayId();
                login.accountId = connect.accountId();
                login.keyName = connect.keyName();
            }
            default -> {
                // Events for others.
            }
        }
    }

    /** Every command on an order is one OrderTerms block. */
    private OrderTermsDecoder terms(DirectBuffer buffer, int offset) {
        return terms.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
    }

    private Waiting nextWaiting(int template) {
        if (waitingCount == MAX_WAITING) {
            sendWaiting();
        }
        Waiting next = waiting[waitingCount++];
        next.template = template;
        return next;
    }

    private void sendWaiting() {
        for (int i = 0; i < waitingCount; i++) {
            Waiting next = waiting[i];
            switch (next.template) {
                case CancelOrderDecoder.TEMPLATE_ID -> broker.cancel(next.order);
                case QueryOrderDecoder.TEMPLATE_ID -> broker.query(next.order);
                case PullBrokerStateDecoder.TEMPLATE_ID -> broker.pull(next.pullId);
                case ConnectAccountDecoder.TEMPLATE_ID -> broker.connect(next.gatewayId, next.accountId, next.keyName);
                default -> {
                    broker.submit(next.order);
                    listener.onSubmitted(next.timestampNs, next.startNs);
                }
            }
        }
        waitingCount = 0;
    }
}
