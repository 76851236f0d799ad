package io.ringfence.core.event;

/**
 * Takes the fields of a message, one call a field, in the schema's order. {@link EventFields} calls it; which method it
 * calls is what the schema says that the field's type means.
 *
 * <p>Names are those that clients and operators know: the schema's, but times without their {@code Ns}. Fields of a composite
 * come as if they were the message's own. A field that the message's version does not have yet is left out.
 */
public interface FieldVisitor {
    /** An optional figure, or an enum, that is null. */
    void absent(String name);

    /** A count, a number given by someone else, a figure whose unit another field says. */
    void integer(String name, long value);

    /** A price, quantity, ratio or sum of money, in units of 1e-8. */
    void decimal(String name, long scaled);

    /** Nanoseconds since the epoch. */
    void time(String name, long timeNs);

    /** Nanoseconds since midnight in a calendar's time zone; not checked to be less than a day. */
    void timeOfDay(String name, long sinceMidnightNs);

    /** Nanoseconds. */
    void duration(String name, long durationNs);

    /** A text, empty for none. Up to its first zero byte; bytes that are not ASCII have become U+FFFD. */
    void text(String name, String value);

    /** An enum's value, a flag among them. */
    void named(String name, Enum<?> value);

    /** An instrument. */
    void instrument(String name, int instrumentId);

    /** An account, 0 for the host's own. */
    void account(String name, int accountId);

    /** A strategy, 0 for none. */
    void strategy(String name, long strategyId);

    /** A condition. */
    void condition(String name, long conditionId);

    /** An order of ours. */
    void order(String name, long clientOrderId);

    /** A repeating group begins: so many entries follow, then {@link #endGroup()}. */
    void beginGroup(String name, int entryCount);

    /** An entry of the group begins: its fields follow, then {@link #endEntry()}. */
    void beginEntry();

    /** The entry has no more fields. */
    void endEntry();

    /** The group has no more entries. */
    void endGroup();
}
