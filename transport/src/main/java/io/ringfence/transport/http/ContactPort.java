package io.ringfence.transport.http;

import io.ringfence.core.event.DeliveryChannel;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where people want to be reached outside of the edge, as they themselves keep it. Called on event loops; nothing here blocks. */
public interface ContactPort {
    /**
     * An address of an account at a channel.
     *
     * @param id by which it is named among the account's
     * @param address in the channel's own form, as it may be shown
     * @param addedMs since 1970
     */
    record Entry(String id, DeliveryChannel channel, String address, long addedMs) {}

    /**
     * One that was added.
     *
     * @param newSecret that was made for it, to be shown this once; empty for none
     */
    record Added(Entry entry, String newSecret) {}

    /** Why it is not done. */
    enum Fault {
        /** An address or a secret of the wrong form. */
        INVALID_FIELD,
        /** As many as there may be. */
        TOO_MANY,
        /** There is none of this id. */
        UNKNOWN
    }

    /** A refusal. */
    final class ContactRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Fault fault;

        /** One line for the client; never with a secret in it. */
        public ContactRefused(Fault fault, String message) {
            super(message);
            this.fault = fault;
        }

        /** The reason. */
        public Fault fault() {
            return fault;
        }
    }

    /** All of an account. */
    List<Entry> list(int accountId);

    /**
     * Adds an address, in place of the same with another secret.
     *
     * @param secret that goes with it; empty for none, or for one that is to be made
     * @return when it is kept; fails with {@link ContactRefused}
     */
    CompletionStage<Added> add(int accountId, DeliveryChannel channel, String address, String secret);

    /** Takes one away; fails with {@link ContactRefused}. */
    CompletionStage<Void> remove(int accountId, String id);
}
