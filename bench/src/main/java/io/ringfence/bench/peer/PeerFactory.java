package io.ringfence.bench.peer;

import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.bench.rig.SubjectFactory;
import java.util.Map;

/** Makes the peer that the option {@value #PEER} names. */
public final class PeerFactory implements SubjectFactory {
    static final String PEER = "peer";

    @Override
    public Subject create(LoadPlan plan, Map<String, String> options, Recordings recordings) {
        return Peers.named(options.get(PEER)).make(options, recordings);
    }
}
