package io.ringfence.config.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.RunningNode;
import io.ringfence.journal.replica.Snapshots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Critical events that nobody has taken when a host stops: each arrives from the next one, once. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PendingEventsTest {
    private static final int USERS = 20;
    /** More than a session may have and not acknowledge. */
    private static final int EVENTS = 100;

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    private static final String CRITICAL =
            "'delivery':{'priority':'critical','channels':[{'channel':'active_session','only_if_active':false}]}";

    @TempDir
    private Path directory;

    private static String name(int user) {
        return "user-" + user;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldOfferEveryPendingEventOnceWhenTheHostIsStartedAgain(boolean isWithSnapshots) throws Exception {
        Members members = Members.of(
                directory,
                IntStream.rangeClosed(1, USERS)
                        .mapToObj(PendingEventsTest::name)
                        .toArray(String[]::new));
        String snapshots = "snapshots.enabled=" + isWithSnapshots;
        Map<String, List<String>> sent = new HashMap<>();
        try (RunningNode node = members.start(snapshots, "snapshots.interval-events=500")) {
            List<EventSession> silent = new ArrayList<>();
            // Half of what is pending has been offered, the other half has nobody to be offered to.
            for (int user = 2; user <= USERS; user += 2) {
                silent.add(members.at(node, name(user)).watch());
            }
            Member operator = members.at(node, Members.OPERATOR);
            for (int event = 0; event < EVENTS; event++) {
                for (int user = 1; user <= USERS; user++) {
                    String body = "{'title':'" + event + "','targets':['" + name(user) + "']," + CRITICAL + "}";
                    sent.computeIfAbsent(name(user), key -> new ArrayList<>())
                            .add(operator.post("/events", body, "event_id"));
                }
            }
            for (EventSession session : silent) {
                session.nextEvent();
            }
            operator.awaitFigure("events_pending", USERS * EVENTS);
            silent.forEach(EventSession::close);
            if (isWithSnapshots) {
                awaitSnapshot();
            }
        }

        try (RunningNode node = members.start(snapshots)) {
            assertEquals(isWithSnapshots, node.isFromSnapshot());
            Member operator = members.at(node, Members.OPERATOR);
            operator.awaitFigure("events_pending", USERS * EVENTS);
            for (int user = 1; user <= USERS; user++) {
                // In the order in which they were sent, since none is more urgent than another.
                assertEquals(sent.get(name(user)), takenBy(members.at(node, name(user))), name(user));
            }
            operator.awaitFigure("events_pending", 0);
        }

        try (RunningNode node = members.start(snapshots)) {
            Member operator = members.at(node, Members.OPERATOR);
            operator.awaitFigure("events_pending", 0);
            try (EventSession session = members.at(node, name(1)).watch()) {
                String next = operator.post("/events", "{'title':'next','targets':['user-1']}", "event_id");
                assertEquals(next, session.nextEvent());
            }
        }
    }

    /** The replica that writes them is behind the host, and may be so by much on a busy machine. */
    private void awaitSnapshot() throws Exception {
        Snapshots snapshots = new Snapshots(directory.resolve("journal"), "test");
        long beginNs = System.nanoTime();
        while (snapshots.files().isEmpty()) {
            assertTrue(System.nanoTime() - beginNs < PATIENCE_NS, "no snapshot is written");
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Ids of the events that a user is offered and acknowledges, until there are as many as were sent. */
    private static List<String> takenBy(Member member) throws Exception {
        List<String> taken = new ArrayList<>();
        try (EventSession session = member.watch()) {
            while (taken.size() < EVENTS) {
                String event = session.nextEvent();
                taken.add(event);
                session.acknowledge(event);
            }
            member.awaitDelivery(taken.get(EVENTS - 1), "delivered");
        }
        assertEquals(EVENTS, new TreeSet<>(taken).size());
        return taken;
    }
}
