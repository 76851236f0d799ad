package io.ringfence.transport.command;

import java.util.Optional;

/** What was read of a request. */
public sealed interface Asked {
    /**
     * A command.
     *
     * @param commandId that the client chose; empty: none
     */
    record ToDo(Command command, Optional<String> commandId) implements Asked {}

    /** A query. */
    record ToShow(Query query) implements Asked {}

    /** Neither. */
    record Wrong(Answer.Refusal refusal) implements Asked {}
}
