package io.ringfence.transport.command;

import io.ringfence.core.command.CommandIds;
import io.ringfence.core.command.InputEncoding;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.transport.view.AccountViews;
import java.lang.invoke.VarHandle;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The way of commands into the core, and of what came of them back. A command is written into the ring by the thread that
 * brings it; the answer is found in the same event by the core's output thread, when it is behind the gate, and handed to
 * the executor that the command came with.
 *
 * <p>Who waits is kept by the event's place in the ring: a place is not claimed again before the output thread has passed
 * it, so one waits for each place at most, and no map and no lock are needed.
 */
public final class CommandPort {
    private static final int RADIX = 36;
    private static final int ENCODED_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + InputEncoding.MAX_INPUT_BYTES;

    private final AccountViews views;
    private final CommandEncoding encoding;
    private final AnswerReader answers = new AnswerReader();
    /** By place in the ring. Written before the event is published, taken by the output thread when it has passed. */
    private final Pending[] pendings;

    private final int mask;
    /** What ids begin with that are made up here: another one at each start. */
    private final String madeUpPrefix;

    private final AtomicLong madeUpCount = new AtomicLong();
    private final LongAdder acceptedCount = new LongAdder();
    private final LongAdder refusedCount = new LongAdder();
    private final LongAdder busyCount = new LongAdder();
    /** Set once, when the core is there; null before. */
    private volatile EventPublisher connected;
    /** Set by the output thread at its end, read by those who bring commands. */
    private volatile boolean isHalted;

    /**
     * A port that is not connected yet, and busy until it is.
     *
     * @param slots of the publisher's ring, a power of two
     */
    public CommandPort(AccountViews views, int slots) {
        if (Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException("slots " + slots + ": expected a power of two");
        }
        this.views = views;
        this.encoding = new CommandEncoding(views);
        this.pendings = new Pending[slots];
        this.mask = slots - 1;
        this.madeUpPrefix =
                CommandIds.MADE_UP_PREFIX + Long.toUnsignedString(new SecureRandom().nextLong(), RADIX) + "-";
    }

    /** Names the way into the ring. */
    public void connect(EventPublisher publisher) {
        connected = publisher;
    }

    /**
     * Takes a command in. Never waits. Any thread, but not from within the core's stages.
     *
     * @param commandId that the client chose; empty: one is made up
     * @param executor on which the reply is called, once
     */
    public void submit(
            Asker asker, Command command, Optional<String> commandId, Executor executor, Consumer<Answer> reply) {
        String id = commandId.orElseGet(this::madeUp);
        boolean isStarted = command instanceof Command.CreateStrategy create && create.isStarted();
        // One that was made up is no client's anyway.
        boolean isHidden = commandId.isPresent() && isOperatorsOnAnother(asker, command);
        String coresId = isHidden ? CommandIdText.ofOperator(id) : id;
        Consumer<Answer> told =
                isStarted ? created -> start(asker, startId(commandId), created, executor, reply) : reply;
        publish(asker, command, coresId, executor, answer -> {
            (answer instanceof Answer.Accepted ? acceptedCount : refusedCount).increment();
            told.accept(isHidden && answer instanceof Answer.Accepted accepted ? accepted.under(id) : answer);
        });
    }

    /**
     * The same of a command that another package has read.
     *
     * @param command whose input is no longer than the ring takes
     */
    public void submit(
            Asker asker, OtherCommand command, Optional<String> commandId, Executor executor, Consumer<Answer> reply) {
        String id = commandId.orElseGet(this::madeUp);
        Consumer<Answer> counted = answer -> {
            (answer instanceof Answer.Accepted ? acceptedCount : refusedCount).increment();
            reply.accept(answer);
        };
        publish(new Pending(command, id, executor, counted), () -> {
            OtherCommand.Input resolved;
            synchronized (views.lock()) {
                resolved = command.resolve(encoding.names(asker));
            }
            return resolved.encode(id);
        });
    }

    /** Whether the core remembers it beside the commands of an account that is not the asker's. */
    private static boolean isOperatorsOnAnother(Asker asker, Command command) {
        return command instanceof Command.SetKillSwitch kill
                && asker.isOperator()
                && kill.accountId().orElse(Asker.HOST_ACCOUNT) != Asker.HOST_ACCOUNT;
    }

    private String startId(Optional<String> commandId) {
        return commandId.map(id -> CommandIdText.following(id, "start")).orElseGet(this::madeUp);
    }

    /** Starts what was created. Told as one command: asked again under the same id, it goes on where it stood. */
    private void start(Asker asker, String startId, Answer created, Executor executor, Consumer<Answer> reply) {
        if (created instanceof Answer.Accepted accepted) {
            Command start = new Command.StartStrategy(accepted.subjectId());
            publish(asker, start, startId, executor, started -> reply.accept(ofStart(accepted, started)));
        } else {
            reply.accept(created);
        }
    }

    /** One that was created must not be taken for one that was not, or it would be created again. */
    private static Answer ofStart(Answer.Accepted created, Answer started) {
        boolean isBusy = started instanceof Answer.Refusal refusal && refusal.code() == RefusalCode.BUSY;
        if (isBusy) {
            return Answer.Refusal.of(
                    RefusalCode.BUSY,
                    "strategy " + created.subjectId()
                            + " was created and is not started, as the host has more to do than it can now: start it");
        }
        return started instanceof Answer.Accepted ? created : started;
    }

    private String madeUp() {
        return madeUpPrefix + Long.toString(madeUpCount.getAndIncrement(), RADIX);
    }

    private void publish(Asker asker, Command command, String commandId, Executor executor, Consumer<Answer> reply) {
        publish(new Pending(command, commandId, executor, reply), () -> {
            CommandInput resolved;
            synchronized (views.lock()) {
                resolved = encoding.resolve(asker, command);
            }
            UnsafeBuffer input = new UnsafeBuffer(new byte[ENCODED_BYTES]);
            int length = MessageHeaderEncoder.ENCODED_LENGTH + resolved.encode(new InputEncoding(), input, commandId);
            return new OtherCommand.Encoded(input, length);
        });
    }

    private interface Source {
        OtherCommand.Encoded encode() throws RefusedException;
    }

    private void publish(Pending pending, Source source) {
        EventPublisher publisher = connected;
        if (publisher == null) {
            // What a start defines may not be there yet: a name that means nothing now may do so in a moment.
            pending.answer(busy());
            return;
        }
        OtherCommand.Encoded input;
        try {
            // Before a slot is claimed, as one that is claimed has to be published, whatever is wrong.
            input = source.encode();
        } catch (RefusedException refused) {
            pending.answer(refused.refusal());
            return;
        }
        long claim = publisher.tryClaim(Admission.COMMAND);
        if (claim < 0) {
            pending.answer(claim == EventPublisher.BUSY ? busy() : halted());
            return;
        }
        EventSlot slot = publisher.slot(claim);
        slot.in().set(input.buffer(), 0, input.length());
        pendings[(int) slot.sequence() & mask] = pending;
        publisher.publish(claim);
        // Either this sees that the output thread has ended, or that sees the one who waits.
        VarHandle.fullFence();
        if (isHalted) {
            pending.answer(unknown());
        }
    }

    private Answer busy() {
        busyCount.increment();
        return Answer.Refusal.of(RefusalCode.BUSY, "the host has more to do than it can now: try again");
    }

    private static Answer halted() {
        return Answer.Refusal.of(RefusalCode.HALTED, "the host has halted: it takes no commands before its next start");
    }

    /** It may have been journaled, and so be carried out by the next start. */
    private static Answer unknown() {
        return Answer.Refusal.of(
                RefusalCode.HALTED,
                "the host has halted before it could tell what came of the command: send it again under the same commandId"
                        + " after its next start");
    }

    /** Output thread: an event has passed the gate, and the views have taken it. */
    public void onEvent(EventSlot slot) {
        int place = (int) slot.sequence() & mask;
        Pending pending = pendings[place];
        if (pending != null) {
            pendings[place] = null;
            pending.answer(answers.read(slot, pending));
        }
    }

    /** Output thread: no event comes any more. Whoever waits is told so. */
    public void onStop() {
        isHalted = true;
        VarHandle.fullFence();
        for (Pending pending : pendings) {
            if (pending != null) {
                pending.answer(unknown());
            }
        }
    }

    /** Commands carried out, those that came again included. */
    public long acceptedCount() {
        return acceptedCount.sum();
    }

    /** Commands not carried out, for whatever reason. */
    public long refusedCount() {
        return refusedCount.sum();
    }

    /** Of those, commands that found the ring too full. */
    public long busyCount() {
        return busyCount.sum();
    }
}
