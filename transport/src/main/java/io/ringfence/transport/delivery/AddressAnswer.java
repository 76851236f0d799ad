package io.ringfence.transport.delivery;

/**
 * What a service said about one address.
 *
 * @param attempt what came of it
 * @param isGone whether the address is of no use any more, to anyone
 */
public record AddressAnswer(Attempt attempt, boolean isGone) {
    /** Nothing is to be done about the address. */
    public static AddressAnswer of(Attempt attempt) {
        return new AddressAnswer(attempt, false);
    }

    /** The address is to be taken away. */
    public static AddressAnswer gone(String detail) {
        return new AddressAnswer(Attempt.failed(detail), true);
    }
}
