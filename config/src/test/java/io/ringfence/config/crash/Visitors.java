package io.ringfence.config.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A handful of clients, each another habit, that come to whatever host there is. */
final class Visitors implements AutoCloseable {
    private static final Set<String> FILLS = Set.of("order_filled", "order_rejected");
    private static final Set<String> TRANSITIONS = Set.of("StateTransition", "PositionClosed");
    private static final long PATIENCE_MS = 120_000;

    private final List<ResumingClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final int historyEvents;
    private final Passes passes;
    private final Random random;
    /** Of the host that lives, null while none does. */
    private volatile String address;

    Visitors(int historyEvents, Passes passes, Random random) {
        this.historyEvents = historyEvents;
        this.passes = passes;
        this.random = random;
        List<String> all = Told.CHANNELS;
        List<String> allAndHost = new ArrayList<>(all);
        allAndHost.add("host");
        come("hasty", new ResumingHabits(0, false, 0, 60, 400, 20, 20), all, Map.of());
        come("slow", new ResumingHabits(0, true, 0, 6_000, 300, 1_500, 50), all, Map.of());
        come("seldom", new ResumingHabits(0, false, 0, 200, 400, 20, 4_000), all, Map.of());
        come("alice", new ResumingHabits(1, true, 0, 400, 500, 300, 300), allAndHost, Map.of());
        come("bob", new ResumingHabits(2, false, 30, 120, 200, 100, 100), all, Map.of());
        Map<String, Set<String>> filters = Map.of("orders", FILLS, "runners", TRANSITIONS);
        come("choosy", new ResumingHabits(0, false, 0, 100, 200, 50, 50), List.of("orders", "runners"), filters);
        come("choosy by batches", new ResumingHabits(0, false, 250, 60, 200, 50, 50), all, filters);
        come("watcher", new ResumingHabits(0, true, 0, 2_000, 400, 100, 400), List.of("host", "alerts"), Map.of());
    }

    private void come(String name, ResumingHabits habits, List<String> channels, Map<String, Set<String>> filters) {
        Map<String, Heard> heard = new LinkedHashMap<>();
        for (String channel : channels) {
            String stream = channel.equals("host") ? channel : Told.stream(channel, habits.account());
            heard.put(channel, new Heard(stream, channel, filters.getOrDefault(channel, Set.of()), historyEvents));
        }
        Random own = new Random(random.nextLong());
        ResumingClient client = new ResumingClient(name, habits, heard, () -> address, passes, own);
        clients.add(client);
        Thread thread = new Thread(client, "client-" + name);
        threads.add(thread);
        thread.start();
    }

    /** Tells them where the host is, or with null that there is none. */
    void hostIsAt(String newAddress) {
        address = newAddress;
    }

    void calmDown() {
        clients.forEach(ResumingClient::calmDown);
    }

    /** Fails when one of them has. */
    void check() {
        for (ResumingClient client : clients) {
            if (client.failure() != null) {
                throw new AssertionError(client.name() + ": " + client.failure().getMessage(), client.failure());
            }
        }
    }

    /** Whether all have been answered for every stream, so that nothing that comes from now on is not theirs. */
    boolean haveBegun() {
        check();
        return clients.stream()
                .allMatch(client -> client.heard().values().stream().allMatch(stream -> stream.place() >= 0));
    }

    /** Whether all have processed as much as that of each stream. */
    boolean haveAll(Map<String, List<String>> events) {
        check();
        return behind(events).isEmpty();
    }

    /** Who lacks what of it. */
    List<String> behind(Map<String, List<String>> events) {
        List<String> behind = new ArrayList<>();
        for (ResumingClient client : clients) {
            for (Heard stream : client.heard().values()) {
                int count = events.get(stream.name).size();
                if (stream.place() < count) {
                    behind.add(client.name() + " is at " + stream.place() + " of " + count + " of " + stream.name);
                }
            }
        }
        return behind;
    }

    /** Sends them home. */
    void end() throws InterruptedException {
        clients.forEach(ResumingClient::end);
        for (Thread thread : threads) {
            thread.join(PATIENCE_MS);
            if (thread.isAlive()) {
                throw new AssertionError(thread.getName() + " does not end");
            }
        }
        check();
    }

    /** Holds what they were told against all that there was to tell; after their end. */
    void check(Map<String, List<String>> events) {
        for (ResumingClient client : clients) {
            client.heard().values().forEach(stream -> stream.check(events.get(stream.name), client.name()));
        }
    }

    /** What came about, by what it is; after their end. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        for (ResumingClient client : clients) {
            client.ends().forEach((how, count) -> counts.merge(how, count, Integer::sum));
            for (Heard stream : client.heard().values()) {
                Map<String, Integer> of = new HashMap<>();
                of.put("events", stream.eventCount());
                of.put("resumed", stream.recoveredCount());
                of.put("resumed events", stream.replayedCount());
                of.put("not resumed", stream.notRecoveredCount());
                of.forEach((what, count) -> counts.merge(what, count, Integer::sum));
            }
        }
        return counts;
    }

    @Override
    public void close() {
        clients.forEach(ResumingClient::end);
    }
}
