package io.ringfence.bench.subject;

import io.ringfence.bench.Events;
import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.core.event.CommandAnsweredDecoder;
import io.ringfence.core.event.CommandAnsweredEncoder;
import io.ringfence.core.event.CommandRefusedDecoder;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.Stage;
import io.ringfence.core.ring.Stages.NamedStage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Client commands into a host: strategies that wait for their entry time are started and stopped in turns, each command with
 * an id of its own. {@code answer} is where the answer stands behind the gate, on the thread that feeds the edge.
 */
final class CommandSubject implements Subject {
    private static final int STRATEGIES = 1_000;
    private static final String ANSWER = "answer";

    private final HostOptions options;
    private final BenchHost host;
    private final StagePoints stages;
    private final DueTimes dueTimes;
    private final Answers answers;
    private final Events events = new Events();
    private final byte[] commandId = new byte[CommandAnsweredEncoder.commandIdLength()];
    private long firstStrategy;
    private long untilSample;

    CommandSubject(HostOptions options, Recordings recordings) {
        this.options = options;
        host = new BenchHost(options);
        stages = new StagePoints(recordings, StageNames.of(options));
        dueTimes = new DueTimes(options.ring().slots());
        answers = new Answers(recordings.point(ANSWER), dueTimes);
        untilSample = options.stageSample() == 0 ? Long.MAX_VALUE : options.stageSample();
    }

    @Override
    public void start() throws IOException {
        host.start(stages, new OrderPort((dueNs, nowNs) -> {}, dueTimes), List.of(new NamedStage("answers", answers)));
        new Positions(host).begin(STRATEGIES);
        for (int i = 0; i < STRATEGIES; i++) {
            EventSlot slot = host.claim(Admission.VITAL);
            events.strategyCreated(
                    slot, "timed", StopType.FIXED, StopUnit.AMOUNT, Positions.NEAR, Long.MAX_VALUE - 1, Long.MAX_VALUE);
            long id = host.publish();
            firstStrategy = i == 0 ? id : firstStrategy;
        }
        host.awaitStart();
    }

    @Override
    public void send(long index, long dueNs) {
        boolean isSampled = --untilSample == 0;
        if (isSampled) {
            untilSample = options.stageSample();
        }
        stages.next(isSampled ? dueNs : 0);
        number(index);
        long strategyId = firstStrategy + index % STRATEGIES;
        EventSlot slot = host.claim(Admission.COMMAND);
        if (index / STRATEGIES % 2 == 0) {
            events.strategyStarted(slot, strategyId, commandId);
        } else {
            events.strategyStopped(slot, strategyId, commandId);
        }
        dueTimes.expect(slot.sequence(), dueNs);
        host.publish();
    }

    /** In decimal digits at the end of the id, which begins with zeros. */
    private void number(long index) {
        long rest = index;
        for (int i = commandId.length - 1; i >= 0; i--) {
            commandId[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    @Override
    public boolean awaitDone(long count, long timeoutMs) throws InterruptedException {
        return host.awaitDone(timeoutMs);
    }

    @Override
    public List<String> check(long count) throws Exception {
        List<String> wrong = new ArrayList<>(host.verify());
        if (answers.accepted != count || answers.others != 0) {
            wrong.add(answers.accepted + " commands were answered of " + count + ", and " + answers.others
                    + " refused, answered twice or not asked");
        }
        return wrong;
    }

    @Override
    public List<String> facts() {
        return host.facts();
    }

    @Override
    public void close() throws IOException {
        host.close();
    }

    /** Takes the time of each answer. Behind the gate, on one thread. */
    private static final class Answers implements Stage {
        private final Recordings.Recording recording;
        private final DueTimes dueTimes;
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private long accepted;
        private long others;

        Answers(Recordings.Recording recording, DueTimes dueTimes) {
            this.recording = recording;
            this.dueTimes = dueTimes;
        }

        @Override
        public void onEvent(EventSlot slot, boolean endOfBatch) {
            OutputBuffer out = slot.out();
            for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
                int template =
                        header.wrap(out.buffer(), out.messageOffset(frame)).templateId();
                if (template == CommandAnsweredDecoder.TEMPLATE_ID) {
                    onAnswer(slot.sequence());
                } else if (template == CommandRefusedDecoder.TEMPLATE_ID) {
                    others++;
                }
            }
        }

        private void onAnswer(long sequence) {
            long nowNs = System.nanoTime();
            long dueNs = dueTimes.take(sequence);
            if (dueNs == DueTimes.NONE) {
                others++;
            } else {
                accepted++;
                recording.record(dueNs, nowNs);
            }
        }
    }
}
