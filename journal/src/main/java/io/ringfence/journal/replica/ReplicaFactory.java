package io.ringfence.journal.replica;

import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.state.StateImage;
import io.ringfence.core.strategy.Plugins;

/**
 * What the replicas of a host are made of.
 *
 * @param plugins the kinds of strategies that its journal may name
 * @param pluginsProperty system property under which an operator gives more of them, for messages
 * @param ring bounds on inputs and outputs; they hold in a replay too
 */
public record ReplicaFactory(Plugins plugins, String pluginsProperty, RingConfig ring) {
    /** A replica before the journal's first event. */
    public Replica genesis() {
        return new Replica(this, new CoreLogic(plugins));
    }

    /**
     * A replica in a state that was written before.
     *
     * @throws io.ringfence.core.state.StateFormatException when it cannot be read
     */
    Replica restore(StateImage image, int stateVersion) {
        CoreLogic logic = new CoreLogic(plugins);
        logic.readFrom(image.source(stateVersion));
        return new Replica(this, logic);
    }
}
