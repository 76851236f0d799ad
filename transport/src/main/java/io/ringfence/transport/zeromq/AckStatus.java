package io.ringfence.transport.zeromq;

/** What a producer is told; the numbers are the protocol's. */
enum AckStatus {
    /** An event of this id has come before. */
    DELIVERED(0),
    /** The event is journaled. */
    QUEUED(1),
    /** It was not taken. */
    ERROR(2);

    private final int number;

    AckStatus(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
