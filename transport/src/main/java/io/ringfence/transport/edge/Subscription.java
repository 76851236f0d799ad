package io.ringfence.transport.edge;

/** A channel that a client listens to. Belongs to the client's event loop. */
abstract class Subscription {
    final Client client;
    final Channel channel;
    /** Whose events; {@link Streams#EVERYBODY} where they are everybody's. */
    final int accountId;

    final Filter filter;

    Subscription(Client client, Channel channel, int accountId, Filter filter) {
        this.client = client;
        this.channel = channel;
        this.accountId = accountId;
        this.filter = filter;
    }

    /** Place up to which the client has everything that it is to get; -1 where there are no places. */
    abstract long sentUpTo();

    /** Lets go of what is held back. */
    abstract void close();
}
