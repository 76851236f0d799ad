package io.ringfence.transport.zeromq;

/** An event on its way through the core. */
record Pending(Origin origin, String eventId) {}
