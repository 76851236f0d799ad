/**
 * The open-loop latency rig.
 *
 * <pre>
 *   Campaign: which subjects, in turns, how often          the parent process; shows progress, hands on Results
 *     └─ a round: one subject, one JVM of its own           so that no subject runs on code compiled for another
 *          OpenLoop ──send(index, dueNs)──► Subject ──record(dueNs, nowNs)──► Recordings, a histogram a point
 *          NoiseMeter beside it
 * </pre>
 *
 * <p><b>Open loop.</b> A message is due at its place in the schedule, whatever became of those before, and latency counts
 * from then: what a stalled subject makes others wait is in the figures (coordinated omission is not). The rate that was
 * reached is measured and shown beside the one that was asked for.
 *
 * <p>Depends on HdrHistogram, Jackson and the JDK alone, so that it runs on the class path of a peer whose libraries are of
 * other versions than ours.
 */
package io.ringfence.bench.rig;
