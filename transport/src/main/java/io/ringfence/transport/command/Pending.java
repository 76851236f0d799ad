package io.ringfence.transport.command;

import io.ringfence.core.event.Verdict;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A command whose event is on its way, and who is to be told what came of it: once, on an executor of its own. */
final class Pending {
    final String type;
    /** An account to be made, which is answered otherwise; null for any other command. */
    final Command.Register registered;

    final Verdict inPlaceOfNotOwner;
    final String commandId;
    private final Executor executor;
    private final Consumer<Answer> reply;
    /** Set by whoever answers first: the core's output thread, or one that finds the core halted. */
    private final AtomicBoolean isAnswered = new AtomicBoolean();

    Pending(Command command, String commandId, Executor executor, Consumer<Answer> reply) {
        this(
                command.type(),
                command instanceof Command.Register register ? register : null,
                inPlaceOfNotOwner(command),
                commandId,
                executor,
                reply);
    }

    Pending(OtherCommand command, String commandId, Executor executor, Consumer<Answer> reply) {
        this(command.type(), null, command.inPlaceOfNotOwner(), commandId, executor, reply);
    }

    /** The same as of what is not there, so that nobody learns what others have. */
    private static Verdict inPlaceOfNotOwner(Command command) {
        if (command instanceof Command.CancelOrder || command instanceof Command.ReplaceOrder) {
            return Verdict.UNKNOWN_ORDER;
        }
        return command instanceof Command.RemoveCondition ? Verdict.UNKNOWN_CONDITION : Verdict.UNKNOWN_STRATEGY;
    }

    private Pending(
            String type,
            Command.Register registered,
            Verdict inPlaceOfNotOwner,
            String commandId,
            Executor executor,
            Consumer<Answer> reply) {
        this.type = type;
        this.registered = registered;
        this.inPlaceOfNotOwner = inPlaceOfNotOwner;
        this.commandId = commandId;
        this.executor = executor;
        this.reply = reply;
    }

    void answer(Answer answer) {
        if (isAnswered.compareAndSet(false, true)) {
            try {
                executor.execute(() -> reply.accept(answer));
            } catch (RejectedExecutionException executorIsEnding) {
                // Nobody is there any more to be told; whoever asks again under the same id is.
                return;
            }
        }
    }
}
