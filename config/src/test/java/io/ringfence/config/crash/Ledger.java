package io.ringfence.config.crash;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What those who deal with a host remember for themselves. From any thread. */
final class Ledger {
    /** All that was asked for. */
    final Queue<SentEvent> sent = new ConcurrentLinkedQueue<>();
    /** All that was shown. */
    final Set<Offer> told = ConcurrentHashMap.newKeySet();
    /** What was acknowledged: noted before the acknowledgement leaves. */
    final Set<Addressed> acknowledged = ConcurrentHashMap.newKeySet();

    final AtomicInteger accepted = new AtomicInteger();
    /** Events that were accepted, as was found by sending them again, since the answer was lost. */
    final AtomicInteger found = new AtomicInteger();
    /** Events that were sent again though their answer had come. */
    final AtomicInteger sentTwice = new AtomicInteger();

    final AtomicInteger acks = new AtomicInteger();
    /** Acknowledgements that were owed and not sent. */
    final AtomicInteger withheldAcks = new AtomicInteger();
    /** Acknowledgements that were sent when others had been waited for in vain. */
    final AtomicInteger lateAcks = new AtomicInteger();

    final AtomicInteger resentDeadLetters = new AtomicInteger();
}
