package io.ringfence.core.delivery;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.EventSubmittedDecoder;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** An event that has not ended, or one in passing, with the message that brought it. Valid during the call that hands it out. */
public final class KeptEvent {
    /** Later than any time. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int KEY_OFFSET =
            MessageHeaderDecoder.ENCODED_LENGTH + EventSubmittedDecoder.eventKeyEncodingOffset();

    private static final int[] NO_ACCOUNTS = {};

    private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
    private long id;
    private int senderId;
    private EventKind kind;
    private DeliveryPriority priority;
    private int urgency;
    private long triggerTimeNs;
    private long statedExpireTimeNs;
    private boolean isToBeSkippedWhenLate;
    private boolean hasOrder;
    private DeliveryPlan plan = DeliveryPlan.NONE;

    /** Handle in the heap of events; another after a restart. */
    int slot;

    /** Those that it goes to, ascending; those before the next have had their turn. */
    private int[] accounts = NO_ACCOUNTS;

    private int nextAccount;

    /** Whether its time or its condition has come. */
    boolean isOut;

    boolean isCanceled;
    boolean isDecisionOpen;

    /** Whether the decision is to be told. */
    boolean isDecisionUntold;

    /** When something is to be done about the event as a whole, {@link #NEVER} for nothing. */
    long dueNs = NEVER;

    /** When what was not delivered is a dead letter; known once it is out. */
    long expireNs = NEVER;

    int live;
    int dead;
    int delivered;
    int dropped;
    Delivery firstDelivery;
    Delivery lastDelivery;

    KeptEvent() {}

    /**
     * Becomes the event in a message, whose bytes stay where they are.
     *
     * @param event wrapped around that message; its place in it is moved
     */
    void read(long newId, DirectBuffer buffer, int offset, int length, EventSubmittedDecoder event) {
        id = newId;
        message.wrap(buffer, offset, length);
        senderId = event.accountId();
        kind = event.kind();
        priority = event.priority();
        urgency = event.urgency();
        triggerTimeNs = event.triggerTimeNs();
        statedExpireTimeNs = event.expireTimeNs();
        isToBeSkippedWhenLate = event.lateStartRaw() == LateStart.SKIP.value();
        // Of those in passing nobody asks for a plan, so none is made.
        plan = isInformational()
                ? DeliveryPlan.NONE
                : DeliveryPlan.of(event.sbeRewind().channels());
        hasOrder = kind == EventKind.POST_TRADE && orderLength(event.sbeRewind()) > 0;
    }

    private static int orderLength(EventSubmittedDecoder event) {
        for (EventSubmittedDecoder.ChannelsDecoder channels = event.channels(); channels.hasNext(); ) {
            channels.next();
        }
        for (EventSubmittedDecoder.TargetsDecoder targets = event.targets(); targets.hasNext(); ) {
            targets.next();
        }
        for (EventSubmittedDecoder.TagsDecoder tags = event.tags(); tags.hasNext(); ) {
            tags.next();
        }
        event.skipTitle();
        event.skipPayload();
        return event.orderLength();
    }

    /** Goes on with a copy of the message's bytes. */
    void own(byte[] copy) {
        message.wrap(copy);
    }

    /** Those that it goes to, ascending, none of which has had its turn. Takes the array for its own. */
    void accounts(int[] newAccounts) {
        accounts = newAccounts;
        nextAccount = 0;
    }

    /** Its id among the host's events. */
    public long id() {
        return id;
    }

    /** The account that sent it, 0 for the host. */
    public int senderId() {
        return senderId;
    }

    /** When it goes out. */
    public EventKind kind() {
        return kind;
    }

    /** What it was promised. */
    public DeliveryPriority priority() {
        return priority;
    }

    /** 1 (first) to 10 (last) among what waits for an account. */
    public int urgency() {
        return urgency;
    }

    /** When it is scheduled for, {@link DeliveryOutputs#NO_TIME} for never. */
    public long triggerTimeNs() {
        return triggerTimeNs;
    }

    /** The ways to each account; none of an informational one, which goes to sessions alone. */
    public DeliveryPlan plan() {
        return plan;
    }

    /** Whether it has gone out, at least to some. */
    public boolean isOut() {
        return isOut;
    }

    /** Whether it is a decision that no order has answered yet. */
    public boolean isDecisionOpen() {
        return isDecisionOpen;
    }

    /** The message EVENT_SUBMITTED that brought it, its header first, from 0 to the buffer's capacity. Not to be changed. */
    public DirectBuffer message() {
        return message;
    }

    /** Its key. Makes a text; {@link #putKey} does not. */
    public String key() {
        return new EventKey().set(message, KEY_OFFSET).toString();
    }

    /** Puts its key where a message has one: {@link EventKey#LENGTH} bytes. */
    public void putKey(MutableDirectBuffer buffer, int offset) {
        buffer.putBytes(offset, message, KEY_OFFSET, EventKey.LENGTH);
    }

    EventKey key(EventKey into) {
        return into.set(message, KEY_OFFSET);
    }

    boolean isInformational() {
        return priority == DeliveryPriority.INFORMATIONAL;
    }

    boolean hasOrder() {
        return hasOrder;
    }

    /** Where it stands among what waits for an account, the lowest first; those of one rank stand by their ids. */
    long rank() {
        return (priority == DeliveryPriority.CRITICAL ? 0 : 256) + urgency;
    }

    /** Whether it is scheduled for later. */
    boolean isAhead(long nowNs) {
        return kind == EventKind.CONDITIONAL || kind == EventKind.SCHEDULED && triggerTimeNs > nowNs;
    }

    /** Whether it is scheduled for a time that has passed, and was to be left out then. */
    boolean isToBeSkipped(long nowNs) {
        return kind == EventKind.SCHEDULED && triggerTimeNs < nowNs && isToBeSkippedWhenLate;
    }

    /** Whether its own time comes before it expires. */
    boolean isTriggeredByTime() {
        return kind == EventKind.SCHEDULED && triggerTimeNs < statedExpireNs();
    }

    private long statedExpireNs() {
        return statedExpireTimeNs == EventSubmittedDecoder.expireTimeNsNullValue() ? NEVER : statedExpireTimeNs;
    }

    /** While it is ahead: when it goes out, or expires. */
    long aheadUntilNs() {
        return isTriggeredByTime() ? triggerTimeNs : statedExpireNs();
    }

    /** When what goes out now expires. */
    long expireNs(long nowNs, long maxAgeNs) {
        boolean isStated = statedExpireTimeNs != EventSubmittedDecoder.expireTimeNsNullValue();
        return isStated ? statedExpireTimeNs : Decimal.addSaturated(nowNs, maxAgeNs);
    }

    /** When a dead letter that is sent again now expires: what its sender stated, unless that has passed. */
    long expireAgainNs(long nowNs, long maxAgeNs) {
        long expireAtNs = expireNs(nowNs, maxAgeNs);
        return expireAtNs > nowNs ? expireAtNs : Decimal.addSaturated(nowNs, maxAgeNs);
    }

    /** Accounts that have not had their turn. */
    int remaining() {
        return accounts.length - nextAccount;
    }

    /** The n-th account that has not had its turn. */
    int remaining(int index) {
        return accounts[nextAccount + index];
    }

    /** The next account, whose turn it is. */
    int pollAccount() {
        int accountId = accounts[nextAccount++];
        if (remaining() == 0) {
            dropRemaining();
        }
        return accountId;
    }

    /** None has its turn any more. */
    void dropRemaining() {
        accounts = NO_ACCOUNTS;
        nextAccount = 0;
    }

    /** Whether something is on its way to an account, or to become an order. */
    boolean isUnderWay() {
        return remaining() > 0 || live > 0 || isDecisionOpen;
    }

    /** Whether something is to be done about it as a whole, while it is out. */
    boolean hasWork() {
        boolean isToBeCanceled = isCanceled && firstDelivery != null;
        return isDecisionUntold || remaining() > 0 || isToBeCanceled;
    }
}
