/**
 * The open-loop latency rig.
 *
 * <pre>
 *   Campaign: which subjects, in turns, how often          the parent process; shows progress
 *     └─ Fork: a round, one subject, one JVM of its own      so that no subject runs on code compiled for another
 *          RoundMain, Round
 *            SubjectFactory ──► Subject                       named by its class, so found on the child's class path alone
 *            OpenLoop ──send(index, dueNs)──► Subject ──record(dueNs, nowNs)──► Recordings, a histogram a point
 *            NoiseMeter beside it
 *          or any other RoundRunner, whose messages come in their own way
 *          RoundFile ──► RoundResult                         what the child leaves behind, with what is wrong with it
 * </pre>
 *
 * <p><b>Open loop.</b> A message is due at its place in the schedule, whatever became of those before, and latency counts
 * from then: what a stalled subject makes others wait is in the figures (coordinated omission is not). The rate that was
 * reached is measured and shown beside the one that was asked for.
 *
 * <p><b>A round proves something or says why not.</b> A rate that was not reached, a message that got lost, a wrong result, a
 * JVM that died or hung are findings of the round; figures with findings are shown as such.
 *
 * <p><b>Threads.</b> In a round's JVM the main thread sends, each point is written by the thread of the subject that passes
 * it, the meter has its own. The parent does nothing but wait, so as to leave the cores to the child.
 *
 * <p>Depends on HdrHistogram, Jackson and the JDK alone, so that it runs on the class path of a peer whose libraries are of
 * other versions than ours.
 */
package io.ringfence.bench.rig;
