package io.ringfence.core.delivery;

import io.ringfence.core.event.EventEnd;

/** Tells when nothing of an event is on its way any more, and forgets it when it has no dead letter either. */
final class EventEnds {
    private final KeptEvents events;
    private final DeliveryOutputs outputs;

    EventEnds(KeptEvents events, DeliveryOutputs outputs) {
        this.events = events;
        this.outputs = outputs;
    }

    /** After each thing of an event that has come to its end. */
    void check(KeptEvent event) {
        // Of one that is canceled the dead letters go too, before its end is told.
        if (!event.isUnderWay() && !(event.isCanceled && event.dead > 0)) {
            tell(event, event.isCanceled ? EventEnd.CANCELED : EventEnd.DONE);
            if (event.dead == 0) {
                events.remove(event);
            }
        }
    }

    /** An event ends that has not gone out. */
    void endAhead(KeptEvent event, EventEnd end) {
        tell(event, end);
        events.remove(event);
    }

    private void tell(KeptEvent event, EventEnd end) {
        outputs.ended(event, event.delivered, event.dead, event.dropped, end);
    }
}
