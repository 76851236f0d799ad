package io.ringfence.transport.broker;

import io.ringfence.core.event.PriceTickDecoder;
import java.util.ArrayList;
import java.util.List;

/** Turns what a broker is told into values. */
class RecordingBroker implements Broker {
    /** One call, with the order as it was during the call. */
    record Call(String verb, Terms terms) {}

    final List<Object> calls = new ArrayList<>();

    @Override
    public void start() {}

    @Override
    public void submit(OrderRequest order) {
        calls.add(new Call("submit", terms(order)));
    }

    @Override
    public void cancel(OrderRequest order) {
        calls.add(new Call("cancel", terms(order)));
    }

    @Override
    public void query(OrderRequest order) {
        calls.add(new Call("query", terms(order)));
    }

    @Override
    public void pull(long pullId) {
        calls.add("pull " + pullId);
    }

    @Override
    public void connect(int gatewayId, int accountId, String keyName) {
        calls.add("connect " + gatewayId + " " + accountId + " " + keyName);
    }

    private static Terms terms(OrderRequest order) {
        Terms terms = new Terms(
                order.clientOrderId(),
                order.instrumentId(),
                order.side(),
                order.type(),
                order.purpose(),
                order.quantity(),
                order.limitPrice());
        if (order.strategyId() != terms.strategyId()) {
            throw new AssertionError("strategy " + order.strategyId() + " of " + terms);
        }
        return terms;
    }

    @Override
    public void close() {}

    /** One that lives on the host's market data too. */
    static final class Watching extends RecordingBroker implements MarketObserver {
        @Override
        public void onTime(long eventTimeNs) {
            calls.add(eventTimeNs);
        }

        @Override
        public void onTick(PriceTickDecoder tick) {
            calls.add(Quote.of(tick));
        }
    }
}
