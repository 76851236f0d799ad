package io.ringfence.transport.zeromq;

/**
 * What came of an event; journaled.
 *
 * @param errorMessage empty but for an error
 */
record Outcome(Pending pending, AckStatus status, String errorMessage) {}
