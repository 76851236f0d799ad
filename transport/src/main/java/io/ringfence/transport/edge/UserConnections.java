package io.ringfence.transport.edge;

import io.netty.channel.Channel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * Connections by the user they act for. Any thread; bounded by connections, and each user's by a bound of its own.
 */
final class UserConnections {
    private final int maxPerUser;
    private final Map<String, Set<Channel>> connections = new HashMap<>();

    UserConnections(int maxPerUser) {
        this.maxPerUser = maxPerUser;
    }

    /** Adds a connection, unless its user has all it may have. It leaves when it is closed. */
    boolean add(String user, Channel connection) {
        synchronized (this) {
            Set<Channel> ofUser = connections.computeIfAbsent(user, name -> new HashSet<>(2));
            if (ofUser.size() >= maxPerUser) {
                return false;
            }
            ofUser.add(connection);
        }
        connection.closeFuture().addListener(closed -> remove(user, connection));
        return true;
    }

    private synchronized void remove(String user, Channel connection) {
        Set<Channel> ofUser = connections.get(user);
        if (ofUser != null && ofUser.remove(connection) && ofUser.isEmpty()) {
            connections.remove(user);
        }
    }

    /** Tells all connections of a user that its tokens are no longer good. */
    void revoke(String user) {
        List<Channel> revoked;
        synchronized (this) {
            revoked = List.copyOf(connections.getOrDefault(user, Set.of()));
        }
        for (Channel connection : revoked) {
            try {
                connection.eventLoop().execute(() -> connection.pipeline().fireUserEventTriggered(Revoked.INSTANCE));
            } catch (RejectedExecutionException loopIsEnding) {
                // And the connection with it.
                return;
            }
        }
    }

    /** Users with a connection. */
    synchronized int userCount() {
        return connections.size();
    }
}
