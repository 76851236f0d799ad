package io.ringfence.core.state;

/** The format of the state's bytes. */
public final class StateFormat {
    /** From here on strategies, orders and stops have what people's orders need. */
    public static final int MANUAL_ORDERS = 2;

    /** From here on there are events, their deliveries and what they go by. */
    public static final int DELIVERIES = 3;

    /** From here on there is what keeps accounts apart. */
    public static final int ACCOUNTS_APART = 3;

    /**
     * Counted up by a build that writes the state in another way; {@link StateSource#version()} then tells readers which
     * values are there: 2 has people's orders, 3 events with their deliveries, and what keeps accounts apart.
     */
    public static final int VERSION = DELIVERIES;

    /** Longest text in the state. */
    static final int MAX_TEXT_CHARACTERS = 65_536;

    private StateFormat() {}
}
