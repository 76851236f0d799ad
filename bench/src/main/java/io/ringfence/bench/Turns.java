package io.ringfence.bench;

import io.ringfence.bench.Contenders.Contender;
import io.ringfence.bench.rig.Campaign.Turn;
import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.SubjectSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Which subject is measured at which rate. */
final class Turns {
    private Turns() {}

    /**
     * Ours at each rate, with those beside it that take it. The others follow at their own rates, with ours beside them: a
     * ratio is one only at the same rate.
     */
    static List<Turn> of(SubjectSpec ours, List<Contender> contenders, List<LoadPlan> loads) {
        List<Turn> turns = new ArrayList<>();
        TreeSet<Long> ownRates = new TreeSet<>();
        for (LoadPlan load : loads) {
            turns.add(new Turn(ours, load));
            for (Contender contender : contenders) {
                if (takes(contender, load)) {
                    turns.add(new Turn(contender.subject(), load));
                } else {
                    ownRates.add(contender.ownRate());
                }
            }
        }
        // Where ours was measured at that rate anyway, so were they.
        loads.forEach(load -> ownRates.remove(load.ratePerSecond()));
        for (long rate : ownRates) {
            LoadPlan load =
                    new LoadPlan(rate, loads.get(0).warmUpMs(), loads.get(0).measureMs());
            turns.add(new Turn(ours, load));
            for (Contender contender : contenders) {
                if (contender.ownRate() == rate) {
                    turns.add(new Turn(contender.subject(), load));
                }
            }
        }
        return turns;
    }

    /** As fast as they can, all take part. */
    private static boolean takes(Contender contender, LoadPlan load) {
        return contender.ownRate() == 0 || load.ratePerSecond() <= contender.ownRate();
    }
}
