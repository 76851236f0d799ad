package io.ringfence.transport.delivery;

import io.ringfence.core.command.LabelText;
import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one notification to all addresses that an account has at a channel, and makes one attempt of what comes of them.
 *
 * <pre>
 *   one took it           DELIVERED   whatever the others said: the person is reached
 *   else one may later    LATER       after the shortest of the times that were asked for
 *   else                  FAILED      also where there is no address
 * </pre>
 *
 * <p>Where one says that nothing may be sent for a while, that holds for the channel whatever came of the rest. Addresses that
 * are gone are taken away. Any thread.
 */
public final class Addresses {
    private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);

    private final Contacts contacts;
    private final DeliveryChannel channel;

    /** Those of one channel. */
    public Addresses(Contacts contacts, DeliveryChannel channel) {
        this.contacts = contacts;
        this.channel = channel;
    }

    /** How many an account has. */
    public int count(int accountId) {
        return contacts.of(accountId, channel).size();
    }

    /** Sends to each address of an account, all at once, and waits for none. */
    public CompletionStage<Attempt> sendAll(
            int accountId, Function<Contact, ? extends CompletionStage<AddressAnswer>> sender) {
        List<Contact> addresses = contacts.of(accountId, channel);
        if (addresses.isEmpty()) {
            return CompletableFuture.completedFuture(Attempt.failed("no address"));
        }
        CompletionStage<List<Attempt>> all = CompletableFuture.completedFuture(List.of());
        for (Contact address : addresses) {
            CompletionStage<Attempt> one =
                    sender.apply(address).thenApply(answer -> attempt(accountId, address, answer));
            all = all.thenCombine(one, Addresses::with);
        }
        return all.thenApply(Addresses::together);
    }

    private Attempt attempt(int accountId, Contact address, AddressAnswer answer) {
        if (answer.isGone()) {
            remove(accountId, address, LabelText.of(answer.attempt().detail()));
        }
        return answer.attempt();
    }

    private void remove(int accountId, Contact address, String detail) {
        LOG.info("an address of account {} at {} is gone: {}", accountId, channel, detail);
        try {
            contacts.remove(accountId, channel, address);
        } catch (RuntimeException kept) {
            // Tried again with the next event; what came of this one is known all the same.
            LOG.error("an address of account {} at {} cannot be taken away", accountId, channel, kept);
        }
    }

    private static List<Attempt> with(List<Attempt> attempts, Attempt one) {
        List<Attempt> more = new ArrayList<>(attempts);
        more.add(one);
        return more;
    }

    /** One attempt of several, at least one. */
    static Attempt together(List<Attempt> attempts) {
        Attempt best = attempts.get(0);
        long holdNs = 0;
        boolean holdsAll = false;
        for (Attempt one : attempts) {
            if (one.holdsAll()) {
                holdsAll = true;
                holdNs = Math.max(holdNs, one.retryAfterNs());
            }
            if (isBetter(one, best)) {
                best = one;
            }
        }
        return holdsAll ? new Attempt(best.outcome(), holdNs, true, best.detail()) : best;
    }

    private static boolean isBetter(Attempt one, Attempt other) {
        return one.outcome() == other.outcome()
                ? one.outcome() == AttemptOutcome.LATER && one.retryAfterNs() < other.retryAfterNs()
                : rank(one) < rank(other);
    }

    private static int rank(Attempt attempt) {
        return switch (attempt.outcome()) {
            case DELIVERED -> 0;
            case LATER -> 1;
            default -> 2;
        };
    }
}
