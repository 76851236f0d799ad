package io.ringfence.bench.rig;

import java.util.Map;

/**
 * Makes a subject, in the JVM of its round, under the rig's open loop. What it links to need not be on the class path of the
 * process that asks for the round.
 */
public interface SubjectFactory extends RoundRunner {
    /**
     * A subject that has not started.
     *
     * @param plan what it will be asked to take
     * @param options by name, as the scenario gives them
     * @param recordings where it puts its times; all points are named here, in the order of the way
     */
    Subject create(LoadPlan plan, Map<String, String> options, Recordings recordings) throws Exception;

    @Override
    default RoundResult run(RoundPlan plan) {
        return Round.run(plan, this);
    }
}
