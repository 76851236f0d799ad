package io.ringfence.core.delivery;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryState;
import io.ringfence.core.state.StateFormatException;
import io.ringfence.core.state.StateSink;
import io.ringfence.core.state.StateSource;

/** An event on its way to one account, or its dead letter. */
final class Delivery {
    /** Before the first choice of the plan. */
    static final int BEFORE_FIRST = -1;

    /** Handle in the heaps; another after a restart. */
    final int slot;

    KeptEvent event;
    Recipient recipient;

    /** Which of all that were begun, from 1: the order in which those go on that are due at one time. */
    long serial;

    DeliveryState state;

    /** The choice of the plan whose turn it is; the plan's size for a session as the last way. */
    int choice;

    /** Offers or attempts that failed since the turn of the choice came. */
    int failures;

    /** New sessions that were offered it since then, and did not count. */
    int renewals;

    /** Offers told, ever. */
    int offers;

    /** Attempts told, ever. */
    int attempts;

    /** When the next thing is done about it, by its state. */
    long nextNs;

    long expireNs;

    /** Whether a new session, or a channel whose answer may be lost, is to get it again though nothing has failed. */
    boolean isAnew;

    /** Whether a session's turn went by as there was none. */
    boolean isSessionMissed;

    /** Whether it counts as in flight to its recipient; follows from state and choice. */
    boolean isInFlight;

    Delivery nextOfEvent;
    Delivery previousOfEvent;
    Delivery nextInFlight;
    Delivery previousInFlight;

    Delivery(int slot) {
        this.slot = slot;
    }

    /** Makes it one that has not begun. */
    void begin(KeptEvent newEvent, Recipient newRecipient, long newSerial) {
        event = newEvent;
        recipient = newRecipient;
        serial = newSerial;
        offers = 0;
        attempts = 0;
        state = DeliveryState.NULL_VAL;
        isInFlight = false;
        isAnew = false;
        rewind(newEvent.expireNs);
    }

    /** Goes back to before the first choice, with no failures. */
    void rewind(long newExpireNs) {
        choice = BEFORE_FIRST;
        failures = 0;
        renewals = 0;
        isSessionMissed = false;
        expireNs = newExpireNs;
    }

    /** Whether all choices of the plan have had their turn. */
    boolean isAtEnd() {
        return choice == event.plan().size();
    }

    /** Whether it is a session's turn. */
    boolean isSessionsTurn() {
        return channel() == DeliveryChannel.ACTIVE_SESSION;
    }

    /** Whether the sessions have it, and are to acknowledge it or to get it again. */
    boolean isWithSessions() {
        return state == DeliveryState.OFFERED || state == DeliveryState.BACKOFF && isSessionsTurn();
    }

    /** The channel whose turn it is. */
    DeliveryChannel channel() {
        return isAtEnd() ? DeliveryChannel.ACTIVE_SESSION : event.plan().channel(choice);
    }

    /** The channel that its state is about, NULL_VAL of a dead letter. */
    DeliveryChannel channelOfState() {
        return state == DeliveryState.DEAD_LETTER ? DeliveryChannel.NULL_VAL : channel();
    }

    /** Whether it is neither a dead letter nor over. */
    boolean isOnItsWay() {
        return switch (state) {
            case WAITING, OFFERED, ATTEMPTING, BACKOFF -> true;
            default -> false;
        };
    }

    boolean isDead() {
        return state == DeliveryState.DEAD_LETTER;
    }

    /** When something is done about it at the latest. */
    long dueNs() {
        return state == DeliveryState.WAITING ? expireNs : Math.min(nextNs, expireNs);
    }

    void writeTo(StateSink sink) {
        sink.putLong(recipient.accountId);
        sink.putLong(serial);
        sink.putLong(state.value());
        sink.putLong(choice);
        sink.putLong(failures);
        sink.putLong(renewals);
        sink.putLong(offers);
        sink.putLong(attempts);
        sink.putLong(nextNs);
        sink.putLong(expireNs);
        sink.putFlag(isAnew);
        sink.putFlag(isSessionMissed);
    }

    /** Reads what follows the account. */
    void readFrom(StateSource source, KeptEvent ofEvent, Recipient toRecipient) {
        event = ofEvent;
        recipient = toRecipient;
        serial = source.getLong();
        state = source.getConstant(DeliveryState.values(), DeliveryState::value);
        choice = source.getInt();
        failures = source.getCount();
        renewals = source.getCount();
        offers = source.getCount();
        attempts = source.getCount();
        nextNs = source.getLong();
        expireNs = source.getLong();
        isAnew = source.getFlag();
        isSessionMissed = source.getFlag();
        if (!isPossible()) {
            throw new StateFormatException("a delivery of event " + event.id() + " stands in state " + state
                    + " at choice " + choice + ", where it cannot");
        }
    }

    private boolean isPossible() {
        if (choice < BEFORE_FIRST || choice > event.plan().size()) {
            return false;
        }
        boolean isBegun = choice > BEFORE_FIRST;
        return switch (state) {
            case DEAD_LETTER -> true;
            case BACKOFF -> isBegun;
            case WAITING, OFFERED -> isBegun && isSessionsTurn();
            case ATTEMPTING -> isBegun && !isSessionsTurn();
            default -> false;
        };
    }
}
