package io.ringfence.config.node;

import io.ringfence.core.account.Directory;
import java.util.HashSet;
import java.util.List;

/**
 * A name for several accounts, that events may be sent to. Set with every start, in place of what it stood for before.
 *
 * @param name as {@link Names} has it, and no account's
 * @param members names of accounts, 1 to {@value Directory#MAX_MEMBERS}, each once; one may be of a user who registers later
 */
public record GroupSpec(String name, List<String> members) {
    /** Of the input that defines one. */
    static final int MAX_INPUT_BYTES = 64 + 32 * (Directory.MAX_MEMBERS + 1);

    /** Validates. */
    public GroupSpec {
        members = List.copyOf(members);
        if (members.isEmpty() || members.size() > Directory.MAX_MEMBERS) {
            throw new IllegalArgumentException("events.groups." + name + ".members = " + members.size()
                    + " names: expected 1 to " + Directory.MAX_MEMBERS);
        }
        if (new HashSet<>(members).size() < members.size()) {
            throw new IllegalArgumentException(
                    "events.groups." + name + ".members = " + members + ": expected each name once");
        }
    }
}
