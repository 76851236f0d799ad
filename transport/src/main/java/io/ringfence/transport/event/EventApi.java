package io.ringfence.transport.event;

import io.ringfence.core.ring.EpochClock;
import io.ringfence.transport.command.Answer;
import io.ringfence.transport.command.Asker;
import io.ringfence.transport.command.CommandPort;
import io.ringfence.transport.command.CommandReader;
import io.ringfence.transport.command.RefusalCode;
import io.ringfence.transport.edge.SystemRelay;
import io.ringfence.transport.json.JsonText;
import io.ringfence.transport.view.EventsView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Answers what clients ask about events with a promise: sends them, takes acknowledgements, shows what became of them, and
 * passes on what is not kept. Called on event loops, which it does not block; it replies on the client's loop.
 */
public final class EventApi {
    private static final long NS_PER_MS = 1_000_000;

    private final EventMessages messages;
    private final CommandPort port;
    private final EventsView view;
    private final EventInputs inputs;
    private final SystemRelay relay;
    private final EpochClock clock;
    private final Function<String, OptionalInt> users;
    private final EventId ids;

    /**
     * An API on these parts.
     *
     * @param reader of conditions and orders, which events may have
     * @param clock the node's: events are made by it
     * @param users gives the account of a name that people sign in with; any thread
     */
    public EventApi(
            EventConfig config,
            CommandReader reader,
            CommandPort port,
            EventsView view,
            EventInputs inputs,
            SystemRelay relay,
            EpochClock clock,
            Function<String, OptionalInt> users) {
        this.messages = new EventMessages(config, reader);
        this.port = port;
        this.view = view;
        this.inputs = inputs;
        this.relay = relay;
        this.clock = clock;
        this.users = users;
        this.ids = new EventId(() -> clock.epochNs() / NS_PER_MS);
    }

    /** What is shown of events. */
    public EventsView view() {
        return view;
    }

    /** Whether messages of a type are for it. */
    public static boolean takes(String type) {
        return EventMessages.TYPES.contains(type);
    }

    /** What was read of a request, to be answered. */
    public final class Request {
        private final EventAsked asked;

        Request(EventAsked asked) {
            this.asked = asked;
        }

        /** Whether it made no sense. */
        public boolean isWrong() {
            return asked instanceof EventAsked.Wrong;
        }

        /** Whether it needs no answer unless it is wrong, or its sender asks for one. */
        public boolean isQuiet() {
            return asked instanceof EventAsked.Acknowledge;
        }

        /** Answers, at once or later on the executor, once. */
        public void answer(Asker asker, Executor executor, Consumer<Answer> reply) {
            EventApi.this.answer(asker, asked, executor, reply);
        }
    }

    /**
     * Reads a request.
     *
     * @param outside fields that stand outside of its body
     * @param isBare whether a sent event is the body itself
     */
    public Request read(String type, Map<String, String> outside, byte[] utf8, boolean isBare) {
        return new Request(messages.read(type, outside, utf8, isBare));
    }

    private void answer(Asker asker, EventAsked asked, Executor executor, Consumer<Answer> reply) {
        if (asked instanceof EventAsked.ToDo toDo) {
            submit(asker, toDo, executor, reply);
        } else if (asked instanceof EventAsked.Acknowledge acknowledge) {
            reply.accept(acknowledge(asker, acknowledge));
        } else if (asked instanceof EventAsked.Relay message) {
            reply.accept(relay(asker, message));
        } else if (asked instanceof EventAsked.Wrong wrong) {
            reply.accept(wrong.refusal());
        } else {
            reply.accept(show(asker, asked));
        }
    }

    private void submit(Asker asker, EventAsked.ToDo asked, Executor executor, Consumer<Answer> reply) {
        int account = asker.accountId();
        if (asked instanceof EventAsked.Submit submit) {
            EventCommand.Submit command =
                    new EventCommand.Submit(account, ids.next().toString(), clock.epochNs(), named(submit.event()));
            port.submit(asker, command, submit.commandId(), executor, answer -> reply.accept(withKey(answer, command)));
        } else if (asked instanceof EventAsked.Cancel cancel) {
            EventCommand command = new EventCommand.Cancel(account, cancel.eventKey());
            port.submit(asker, command, cancel.commandId(), executor, reply);
        } else if (asked instanceof EventAsked.Resend resend) {
            EventCommand command =
                    new EventCommand.Resend(account, resend.account().orElse(account), resend.eventKey());
            port.submit(asker, command, resend.commandId(), executor, reply);
        } else if (asked instanceof EventAsked.SetPolicy set) {
            EventCommand command = new EventCommand.SetPolicy(account, set.eventType(), set.delivery());
            port.submit(asker, command, set.commandId(), executor, reply);
        }
    }

    /** With targets by the names that the core knows. */
    private EventRequest named(EventRequest event) {
        return event.to(view.targets(event.targets(), users));
    }

    /** An accepted event's answer has the id that the world knows it by: the first one's where it came again. */
    private Answer withKey(Answer answer, EventCommand.Submit command) {
        if (!(answer instanceof Answer.Accepted accepted)) {
            return answer;
        }
        String key = accepted.isRepeat() ? view.keyOf(accepted.subjectId()) : command.eventKey();
        return new Answer.Listing(
                "accepted",
                new JsonText()
                        .text("command", accepted.command())
                        .text("commandId", accepted.commandId())
                        .id("subjectId", accepted.subjectId())
                        .text("event_id", key)
                        .id("sequence", accepted.sequence())
                        .flag("repeat", accepted.isRepeat())
                        .toString());
    }

    private Answer acknowledge(Asker asker, EventAsked.Acknowledge asked) {
        // What is no longer under way is not journaled once more, whoever sends it how often.
        List<String> open = view.acknowledgeable(asker.accountId(), asked.eventKeys());
        return inputs.acknowledge(asker.accountId(), open)
                ? new Answer.Listing(
                        "event_acked",
                        new JsonText().number("count", open.size()).toString())
                : Answer.Refusal.of(RefusalCode.BUSY, "the host has more to do than it can now: try again");
    }

    private Answer relay(Asker asker, EventAsked.Relay asked) {
        Set<Integer> recipients = view.recipients(asker.accountId(), view.targets(asked.targets(), users));
        if (recipients == null) {
            return Answer.Refusal.of(
                    RefusalCode.NOT_FOUND, "targets: expected names of your own account, or of groups of yours");
        }
        byte[] message = new JsonText()
                .object()
                .text("type", "system")
                .number("sender", asker.accountId())
                .text("source_id", asked.sourceId().isEmpty() ? null : asked.sourceId())
                .json("payload", asked.payload())
                .time("timestamp", clock.epochNs())
                .endObject()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        int sessions = relay.relay(recipients, message);
        return new Answer.Listing(
                "relayed", new JsonText().number("sessions", sessions).toString());
    }

    private Answer show(Asker asker, EventAsked asked) {
        int account = asker.accountId();
        if (asked instanceof EventAsked.ShowEvents show) {
            return new Answer.Listing(
                    "events",
                    view.events(
                            account,
                            show.filter(),
                            show.page().afterId(),
                            show.page().maxCount()));
        }
        if (asked instanceof EventAsked.ShowDeadLetters show) {
            return new Answer.Listing("dead_letters", view.deadLetters(account, show.after(), show.maxCount()));
        }
        if (asked instanceof EventAsked.ShowEvent show) {
            String event = view.event(account, show.eventKey());
            return event == null
                    ? Answer.Refusal.of(
                            RefusalCode.NOT_FOUND, "event_id \"" + show.eventKey() + "\": expected one of yours")
                    : new Answer.Listing("event_history", event);
        }
        return new Answer.Listing("delivery_policies", view.policies(account));
    }
}
