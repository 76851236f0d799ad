package io.ringfence.bench.subject;

import io.ringfence.transport.broker.Broker;
import io.ringfence.transport.broker.OrderRequest;

/** A broker's port that expects orders and nothing else: it counts whatever else is asked for. */
abstract class OrdersOnly implements Broker {
    private long others;

    /** Cancels, queries, pulls and logins that were asked for. When the core is closed. */
    final long others() {
        return others;
    }

    @Override
    public final void start() {}

    @Override
    public final void cancel(OrderRequest order) {
        others++;
    }

    @Override
    public final void query(OrderRequest order) {
        others++;
    }

    @Override
    public final void pull(long pullId) {
        others++;
    }

    @Override
    public final void connect(int gatewayId, int accountId, String keyName) {
        others++;
    }

    @Override
    public final void close() {}
}
