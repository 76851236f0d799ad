package io.ringfence.transport.zeromq;

import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.NodeStartedDecoder;
import io.ringfence.core.event.SessionClosedDecoder;
import io.ringfence.core.event.SessionOpenedDecoder;
import io.ringfence.core.event.UserRegisteredDecoder;
import io.ringfence.core.event.Verdict;
import io.ringfence.core.ring.EventSlot;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;

/**
 * Which users have a session. The output thread learns it from the inputs, and the gateway's thread takes what has changed:
 * of a user that comes and goes in between, how it ended. So no more waits than there are users.
 */
final class WatchedUsers {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UserRegisteredDecoder registered = new UserRegisteredDecoder();
    private final SessionOpenedDecoder opened = new SessionOpenedDecoder();
    private final SessionClosedDecoder closed = new SessionClosedDecoder();
    /** By account. The output thread's. */
    private final Map<Integer, String> names;
    /** Account by session. The output thread's. */
    private final Map<Long, Integer> sessions = new HashMap<>();
    /** Open ones by account, where there are any. The output thread's. */
    private final Map<Integer, Integer> openCounts = new HashMap<>();
    /** By name: whether the user has a session now. Put by the output thread, taken by the gateway's. */
    private final ConcurrentHashMap<String, Boolean> changes = new ConcurrentHashMap<>();

    /** With the accounts that stand before the first event. */
    WatchedUsers(Map<Integer, String> namesByAccount) {
        names = new HashMap<>(namesByAccount);
    }

    /** Output thread: an event has passed the gate. Tells whether it changed something. */
    boolean onEvent(EventSlot slot) {
        if (slot.in().length() < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        DirectBuffer in = slot.in().buffer();
        switch (header.wrap(in, 0).templateId()) {
            case UserRegisteredDecoder.TEMPLATE_ID -> {
                registered.wrapAndApplyHeader(in, 0, header);
                if (slot.findings().verdict() == Verdict.ACCEPTED) {
                    names.putIfAbsent(registered.accountId(), registered.name());
                }
                return false;
            }
            case SessionOpenedDecoder.TEMPLATE_ID -> {
                opened.wrapAndApplyHeader(in, 0, header);
                return open(opened.sessionId(), opened.accountId());
            }
            case SessionClosedDecoder.TEMPLATE_ID -> {
                return close(closed.wrapAndApplyHeader(in, 0, header).sessionId());
            }
            case NodeStartedDecoder.TEMPLATE_ID -> {
                return closeAll();
            }
            default -> {
                return false;
            }
        }
    }

    private boolean open(long sessionId, int accountId) {
        String name = names.get(accountId);
        if (name == null || sessions.putIfAbsent(sessionId, accountId) != null) {
            return false;
        }
        return openCounts.merge(accountId, 1, Integer::sum) == 1 && changed(name, true);
    }

    private boolean close(long sessionId) {
        Integer accountId = sessions.remove(sessionId);
        if (accountId == null) {
            return false;
        }
        Integer left = openCounts.computeIfPresent(accountId, (account, count) -> count == 1 ? null : count - 1);
        return left == null && changed(names.get(accountId), false);
    }

    private boolean closeAll() {
        boolean isChanged = !openCounts.isEmpty();
        openCounts.keySet().forEach(accountId -> changed(names.get(accountId), false));
        openCounts.clear();
        sessions.clear();
        return isChanged;
    }

    private boolean changed(String name, boolean isWatched) {
        changes.put(name, isWatched);
        return true;
    }

    /** Whether changes wait. Any thread. */
    boolean hasChanges() {
        return !changes.isEmpty();
    }

    /** Gateway's thread: takes what has changed. */
    void takeChanges(BiConsumer<String, Boolean> taker) {
        for (String name : changes.keySet()) {
            Boolean isWatched = changes.remove(name);
            if (isWatched != null) {
                taker.accept(name, isWatched);
            }
        }
    }
}
