package io.ringfence.transport.command;

import io.ringfence.core.command.NewCondition;
import io.ringfence.core.command.NewOrder;
import io.ringfence.core.event.Verdict;
import java.util.List;
import org.agrona.DirectBuffer;

/** A command that another package reads, and makes an input of. */
public interface OtherCommand {
    /** Its type in the protocol. */
    String type();

    /** What an asker is told in place of NOT_OWNER, so that nobody learns what others have. */
    Verdict inPlaceOfNotOwner();

    /**
     * Holds it against what there is. Called under the lock of the views, once.
     *
     * @throws RefusedException when that is not what it names
     */
    Input resolve(Names names) throws RefusedException;

    /** One that is resolved. Called without a lock. */
    @FunctionalInterface
    interface Input {
        /** Its message, header first. */
        Encoded encode(String commandId) throws RefusedException;
    }

    /**
     * A message.
     *
     * @param buffer from whose beginning it stands
     * @param length in bytes, with the header
     */
    record Encoded(DirectBuffer buffer, int length) {}

    /** What names stand for. Under the lock of the views. */
    interface Names {
        /** Name of the asker's account. */
        String account();

        /** An order of the asker's. */
        NewOrder order(Command.PlaceOrder order) throws RefusedException;

        /** A condition's nodes. */
        List<NewCondition.Node> condition(List<Command.Node> nodes) throws RefusedException;
    }
}
