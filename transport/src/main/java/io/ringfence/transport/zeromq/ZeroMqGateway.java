package io.ringfence.transport.zeromq;

import io.ringfence.core.ring.EpochClock;
import io.ringfence.core.ring.EventPublisher;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Takes events of existing producers in over ZeroMQ, and tells them when they are journaled. The package's page has the wire and
 * the rules.
 *
 * <p>{@link #listen()} before the core is made, {@link #stage()} behind its gate, {@link #start} when it runs, {@link #close()}
 * after it is closed, so that what came through last is acked as well. One thread calls these.
 */
public final class ZeroMqGateway implements AutoCloseable {
    private final ZeroMqConfig config;
    private final ZeroMqCounters counters = new ZeroMqCounters();
    private final Wake wake = new Wake();
    private final WatchedUsers users;
    private final RingPort port;
    private final EpochClock clock;
    private final ZeroMqStage stage;
    private final Consumer<String> onNotice;
    private Sockets sockets;
    private GatewayThread thread;

    /**
     * A gateway that does nothing yet.
     *
     * @param accounts names of the accounts that stand, by account
     * @param slots of the core's ring
     * @param maxInputBytes largest input of that ring
     * @param clock when an event was made whose producer does not say
     * @param onNotice told of what an operator should know, by any thread
     */
    public ZeroMqGateway(
            ZeroMqConfig config,
            Map<Integer, String> accounts,
            int slots,
            int maxInputBytes,
            EpochClock clock,
            Consumer<String> onNotice) {
        this.config = config;
        this.onNotice = onNotice;
        users = new WatchedUsers(accounts);
        port = new RingPort(slots, maxInputBytes);
        this.clock = clock;
        stage = new ZeroMqStage(port, users, wake);
    }

    /**
     * Listens: producers may connect, and what they send waits. Returns the port.
     *
     * @throws IOException when the address or the port cannot be had
     */
    public int listen() throws IOException {
        sockets = new Sockets(config, counters, wake, onNotice);
        try {
            return sockets.listen();
        } catch (IOException cannotListen) {
            sockets.close();
            sockets = null;
            throw cannotListen;
        }
    }

    /** To stand behind the core's gate. */
    public ZeroMqStage stage() {
        return stage;
    }

    /**
     * Takes events in from now on.
     *
     * @param publisher of a ring that more than one thread may publish into
     * @param names answers the name of an account for one that its user logs in with, and any other name as it is. Asked by the
     *     gateway's thread for each event, so that users are known from when they register
     */
    public void start(EventPublisher publisher, UnaryOperator<String> names) {
        port.connect(publisher);
        NewEvents newEvents = new NewEvents(config.bounds().maxPayloadBytes(), clock, names);
        thread = new GatewayThread(config, sockets, newEvents, port, users, wake, counters, onNotice);
        thread.start();
    }

    /** What it has done. Any thread. */
    public ZeroMqCounters counters() {
        return counters;
    }

    /** Sends the acks that there are, and closes all sockets. */
    @Override
    public void close() {
        if (thread != null) {
            thread.close();
        } else if (sockets != null) {
            sockets.close();
        }
        wake.close();
    }
}
