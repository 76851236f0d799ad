/**
 * Orders out, reports in.
 *
 * <pre>
 *   ring ──gate──► BrokerStage ──submit, cancel, query, pull, connect──► Broker ──► (socket, or the simulation)
 *   ring ◄──tryClaim, publish── ReportPump ◄──reports, positions, the link───────┘
 * </pre>
 *
 * <p>{@link io.ringfence.transport.broker.BrokerStage} runs behind the gate, in COMPACT on the core's own thread:
 * what it hands to the {@link io.ringfence.transport.broker.Broker} is journaled, and a broker takes it and returns at once. When several orders wait in a batch, stop-losses go first.
 * What a broker tells ({@link io.ringfence.transport.broker.BrokerMessage}) comes back through
 * {@link io.ringfence.transport.broker.ReportPump}'s own thread as new inputs; it holds what a full ring does not take and
 * never blocks the broker.
 *
 * <p>{@link io.ringfence.transport.broker.SimulatedBroker} fills against the host's own ticks. It keeps what it was sent and
 * what it did in a log file, as a broker beyond the wire would: after the host dies it still knows, answers queries, and
 * shows whether anything reached it twice. On demand it refuses, loses, doubles and delays, and its link goes down, all drawn
 * by a seed:
 *
 * <pre>
 *   SimulatedBroker: what is on its way, and when what is due
 *     ├─ SimulatedLink      when the link is lost and back
 *     ├─ SimulatedExchange  prices, fills, ends of orders ──► SimulatedBrokerLog, SimulatedBooks (what is known)
 *     └─ SimulatedReports   what of it the host is told, and when ──► ReportPump
 * </pre>
 */
package io.ringfence.transport.broker;
