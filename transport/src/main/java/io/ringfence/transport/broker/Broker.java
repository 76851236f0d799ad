package io.ringfence.transport.broker;

/**
 * A way to a broker. Called by the broker stage's thread only; must not block longer than handing bytes to the operating
 * system takes. Answers come as {@link BrokerMessage}s through the {@link ReportPump} the broker was made with.
 */
public interface Broker extends AutoCloseable {
    /** Connects; called once, before any order. */
    void start();

    /** Sends a new order. The same client order id must not be sent twice, unless the broker said that it has none such. */
    void submit(OrderRequest order);

    /** Asks for what is left of an order to be canceled. */
    void cancel(OrderRequest order);

    /** Asks what became of an order; the answer is its state, or that the broker has none such. */
    void query(OrderRequest order);

    /**
     * Asks for a report on every open order and on every order that ended since the last pull that was answered, then for
     * every position, then the end. A pull whose answer is lost is not repeated.
     *
     * @param pullId echoed with each position and the end
     */
    void pull(long pullId);

    /**
     * Logs an account in; the answer is success or failure.
     *
     * @param gatewayId echoed
     * @param accountId echoed
     * @param keyName by which the gateway finds the account's key
     */
    void connect(int gatewayId, int accountId, String keyName);

    @Override
    void close();
}
