package io.ringfence.bench.fanout;

import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.bench.rig.SubjectFactory;
import java.util.Map;

/** Makes the subject that is ours: the edge. */
public final class EdgeFactory implements SubjectFactory {
    @Override
    public Subject create(LoadPlan plan, Map<String, String> options, Recordings recordings) {
        FanoutOptions fanout = FanoutOptions.of(options);
        return new FanoutSubject(
                fanout, plan, new EdgeUnderLoad(fanout.ring(), fanout.clients(), fanout.stalled() > 0), recordings);
    }
}
