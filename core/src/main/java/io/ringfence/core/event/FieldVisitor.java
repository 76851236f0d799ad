package io.ringfence.core.event;

import org.agrona.DirectBuffer;

/**
 * Takes the fields of a message, one call a field, in the schema's order. {@link EventFields} calls it; which method it
 * calls is what the schema says that the field's type means.
 *
 * <p>Names are those that clients and operators know: the schema's, but times without their {@code Ns}. Fields of a composite
 * come as if they were the message's own. A field that the message's version does not have yet is left out. A visitor
 * implements what it wants to see.
 */
public interface FieldVisitor {
    /** An optional figure, or an enum, that is null. */
    default void absent(String name) {}

    /** A count, a number given by someone else, a figure whose unit another field says. */
    default void integer(String name, long value) {}

    /** A price, quantity, ratio or sum of money, in units of 1e-8. */
    default void decimal(String name, long scaled) {}

    /** Nanoseconds since the epoch. */
    default void time(String name, long timeNs) {}

    /** Nanoseconds since midnight in a calendar's time zone; not checked to be less than a day. */
    default void timeOfDay(String name, long sinceMidnightNs) {}

    /** Nanoseconds. */
    default void duration(String name, long durationNs) {}

    /** A text, empty for none. Up to its first zero byte; bytes that are not ASCII have become U+FFFD. */
    default void text(String name, String value) {}

    /** Bytes that mean nothing here. The buffer is the visitor's until it returns; its capacity is their number. */
    default void bytes(String name, DirectBuffer value) {}

    /** A message of the dictionary in this one, its header first; of capacity 0 for none. The visitor's until it returns. */
    default void message(String name, DirectBuffer value) {}

    /** An enum's value, a flag among them. */
    default void named(String name, Enum<?> value) {}

    /** An instrument. */
    default void instrument(String name, int instrumentId) {}

    /** An account, 0 for the host's own. */
    default void account(String name, int accountId) {}

    /** A strategy, 0 for none. */
    default void strategy(String name, long strategyId) {}

    /** A condition. */
    default void condition(String name, long conditionId) {}

    /** An order of ours. */
    default void order(String name, long clientOrderId) {}

    /**
     * A repeating group begins: so many entries follow, then {@link #endGroup}.
     *
     * @return who takes the entries
     */
    default FieldVisitor beginGroup(String name, int entryCount) {
        return this;
    }

    /** An entry of the group begins: its fields follow, then {@link #endEntry}. */
    default void beginEntry() {}

    /** The entry has no more fields. */
    default void endEntry() {}

    /** The group has no more entries; to whom it began. */
    default void endGroup(String name) {}
}
