package io.ringfence.transport.broker;

/**
 * A way to a broker. Called by the broker stage's thread only; must not block longer than handing bytes to the operating
 * system takes. Answers come as {@link BrokerReport}s through the {@link ReportPump} the broker was made with.
 */
public interface Broker extends AutoCloseable {
    /** Connects; called once, before any order. */
    void start();

    /** Sends a new order. The same client order id must not be sent twice. */
    void submit(OrderRequest order);

    /** Asks for what is left of an order to be canceled. */
    void cancel(OrderRequest order);

    /** Asks what became of an order; the answer is its state, or that the broker has none such. */
    void query(OrderRequest order);

    @Override
    void close();
}
