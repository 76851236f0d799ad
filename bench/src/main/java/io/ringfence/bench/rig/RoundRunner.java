package io.ringfence.bench.rig;

/**
 * Runs a round in the JVM that was made for it. Found by its class name, so a public class with a public constructor without
 * parameters. A {@link SubjectFactory} lets the rig send its messages; other ones let them come in their own way.
 */
public interface RoundRunner {
    /** Returns when the round is over; what is wrong with it stands in its findings. */
    RoundResult run(RoundPlan plan) throws Exception;
}
