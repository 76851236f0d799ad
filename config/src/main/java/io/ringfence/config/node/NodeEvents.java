package io.ringfence.config.node;

import io.ringfence.core.account.Directory;
import io.ringfence.transport.event.EventConfig;
import io.ringfence.transport.redis.RedisConfig;
import io.ringfence.transport.zeromq.ZeroMqConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Business and user events of a node.
 *
 * @param bounds of the core
 * @param groups of accounts that events may be sent to by one name
 * @param edge bounds of what the edge's clients send and are shown
 * @param channels outside the edge; absent where none is served
 * @param zeroMq the gateway of producers; absent: none
 * @param redis the bridge; absent: none
 */
public record NodeEvents(
        EventBounds bounds,
        List<GroupSpec> groups,
        EventConfig edge,
        Optional<NodeChannels> channels,
        Optional<ZeroMqConfig> zeroMq,
        Optional<RedisConfig> redis) {
    private static final long SECOND_NS = 1_000_000_000L;

    /** A node that refuses events. */
    public static final NodeEvents NONE = new NodeEvents(
            new EventBounds(0, 0, 0, 0, 1, 1, 1, SECOND_NS, SECOND_NS, SECOND_NS, SECOND_NS, SECOND_NS),
            List.of(),
            EventConfig.defaults(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Validates. */
    public NodeEvents {
        groups = List.copyOf(groups);
        if (groups.size() > Directory.MAX_GROUPS) {
            throw new IllegalArgumentException(
                    "events.groups: " + groups.size() + " groups: expected at most " + Directory.MAX_GROUPS);
        }
        channels.ifPresent(served -> served.check(bounds));
    }

    /** A group of an account's name would take what is sent to the account. */
    void check(Declarations declared) {
        Set<String> names = new HashSet<>(declared.accountIds().keySet());
        for (GroupSpec group : groups) {
            if (!names.add(group.name())) {
                throw new IllegalArgumentException("events.groups: name = " + group.name()
                        + ": expected a name that no account and no other group has");
            }
        }
    }
}
