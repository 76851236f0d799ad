package io.ringfence.bench.peer;

import io.ringfence.bench.fanout.FanoutOptions;
import io.ringfence.bench.fanout.FanoutSubject;
import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.bench.rig.SubjectFactory;
import java.util.Map;

/** Makes the peer of {@link FanoutPeer} that the option {@value FanoutPeer#PEER} names. */
public final class FanoutPeerFactory implements SubjectFactory {
    @Override
    public Subject create(LoadPlan plan, Map<String, String> options, Recordings recordings) {
        FanoutOptions fanout = FanoutOptions.of(options);
        FanoutPeer peer = FanoutPeer.valueOf(options.get(FanoutPeer.PEER));
        return new FanoutSubject(fanout, plan, peer.server(fanout.directory(), options), recordings);
    }
}
