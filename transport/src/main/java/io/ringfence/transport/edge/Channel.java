package io.ringfence.transport.edge;

import io.ringfence.core.event.EventType;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be subscribed to. */
public enum Channel {
    /** Prices of all instruments; everybody's, without a stream. */
    PRICES,
    /** An account's orders. */
    ORDERS,
    /** An account's strategies and their stops. */
    STRATEGIES,
    /** What an account has, whole each time; as of a place in its {@link #ORDERS}. */
    PORTFOLIO,
    /** An account's runners. */
    RUNNERS,
    /** What of an account a person should look at. */
    ALERTS,
    /** Answers to an account's commands. */
    COMMANDS,
    /** Events with a promise: those for an account, and what becomes of its own. Who listens is a session of the account. */
    EVENTS,
    /** What concerns everybody. */
    HOST;

    static final String EXPECTED =
            Arrays.stream(values()).map(Channel::wireName).collect(Collectors.joining(", "));

    private static final Channel[] VALUES = values();

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** As clients write it. */
    public String wireName() {
        return wireName;
    }

    /** The channel of this name, or null. */
    static Channel of(String wireName) {
        for (Channel channel : VALUES) {
            if (channel.wireName.equals(wireName)) {
                return channel;
            }
        }
        return null;
    }

    /** Where events of a channel of the dictionary go that belong to an account, or to everybody. */
    static Channel of(EventType.Channel channel, boolean isEverybodys) {
        return isEverybodys
                ? HOST
                : switch (channel) {
                    case ORDERS -> ORDERS;
                    case STRATEGIES -> STRATEGIES;
                    case RUNNERS -> RUNNERS;
                    case ALERTS -> ALERTS;
                    case COMMANDS -> COMMANDS;
                    case EVENTS -> EVENTS;
                };
    }

    /** Whether it has events with a place, so that it can be resumed. */
    boolean isStream() {
        return this != PRICES && this != PORTFOLIO;
    }
}
