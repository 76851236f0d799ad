package io.ringfence.core.command;

import io.ringfence.core.event.ConditionCreatedDecoder;
import io.ringfence.core.event.ConditionCreatedDecoder.NodesDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageTail;
import org.agrona.DirectBuffer;

/** Finds the event that a CONDITION_CREATED carries behind its nodes. One thread; allocates nothing. */
public final class CarriedEvent {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageTail tail = new MessageTail();

    /**
     * Finds it, for {@link #offset()} and {@link #length()}; what is there is not judged.
     *
     * @param length of the whole input, which begins the buffer
     * @return false where there is none, or the input ends before its end
     */
    public boolean find(DirectBuffer buffer, int length) {
        return tail.begin(buffer, 0, length)
                && header.wrap(buffer, 0).version() >= ConditionCreatedDecoder.submittedSinceVersion()
                && tail.group(NodesDecoder.sbeBlockLength(), Integer.MAX_VALUE)
                && tail.data(EventForm.MAX_BYTES)
                && tail.count() > 0;
    }

    /** Where its header begins. */
    public int offset() {
        return tail.first();
    }

    /** Its bytes, the header included. */
    public int length() {
        return tail.count();
    }
}
