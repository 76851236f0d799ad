package io.ringfence.transport.zeromq;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.zeromq.ZMQ;
import org.zeromq.ZMQ.Context;
import org.zeromq.ZMQ.Poller;

/**
 * The gateway's sockets, and the topics that they listen to. Made by one thread and then another's, which closes them: sockets
 * are one thread's at a time.
 */
final class Sockets {
    /** One alone, which {@link Visitor} counts on. */
    private static final int IO_THREADS = 1;
    /** A socket keeps its place for a while after it is closed. */
    private static final int PLACES_FOR_A_LINK = 16;

    private final ZeroMqConfig config;
    private final Wake wake;
    private final Context context;
    private final RouterSocket router;
    private final Poller poller;
    private final List<ProducerLink> links = new ArrayList<>();
    private final Set<String> topics = new TreeSet<>();
    private Visitor visitor;

    Sockets(ZeroMqConfig config, ZeroMqCounters counters, Wake wake, Consumer<String> onNotice) {
        this.config = config;
        this.wake = wake;
        context = ZMQ.context(IO_THREADS);
        context.setMaxSockets(PLACES_FOR_A_LINK * (1 + config.producers().size()));
        context.setNotificationExceptionHandler((thread, fault) -> counters.increment(ZeroMqCounter.FAULTS));
        context.setUncaughtExceptionHandler((thread, fault) -> {
            counters.increment(ZeroMqCounter.FAULTS);
            onNotice.accept("the gateway for ZeroMQ hears nothing any more before the next start: " + fault);
        });
        router = new RouterSocket(context, config.bounds(), counters);
        poller = context.poller(2 + config.producers().size());
        poller.register(wake.channel(), Poller.POLLIN);
        poller.register(router.socket(), Poller.POLLIN);
        for (String address : config.producers()) {
            links.add(new ProducerLink(context, address, config.bounds(), counters, wake));
        }
    }

    /** Listens, connects to producers, and returns the port. */
    int listen() throws IOException {
        int port = router.bind(config.host(), config.port());
        visitor = new Visitor(config.host(), port);
        links.forEach(link -> link.open(poller, System.nanoTime()));
        return port;
    }

    RouterSocket router() {
        return router;
    }

    List<ProducerLink> links() {
        return links;
    }

    /** Whether a topic is listened to. */
    boolean isWatched(String topic) {
        return topics.contains(topic);
    }

    int topicCount() {
        return topics.size();
    }

    void watch(String topic, boolean isWatched) {
        if (isWatched && topics.add(topic)) {
            links.forEach(link -> link.subscribe(topic));
        } else if (!isWatched && topics.remove(topic)) {
            links.forEach(link -> link.unsubscribe(topic));
        }
    }

    /** Waits for a message or to be woken, for so long at most. */
    void await(long timeoutMs) {
        poller.poll(timeoutMs);
        wake.afterSleep();
    }

    /** Renews connections that were lost; tells after how long to look again, or the most that there is. */
    long heal(long nowNs, long mostMs) {
        long waitMs = mostMs;
        boolean isAnyUngreeted = false;
        for (ProducerLink link : links) {
            long leftMs = link.heal(topics, poller, nowNs);
            waitMs = leftMs == 0 ? waitMs : Math.min(waitMs, leftMs);
            isAnyUngreeted |= link.isUngreeted();
        }
        return visitor.look(isAnyUngreeted, nowNs, waitMs);
    }

    /** Closes, and waits for acks on their way for as long as was configured. */
    void close() {
        links.forEach(ProducerLink::close);
        router.close();
        poller.close();
        context.close();
    }
}
