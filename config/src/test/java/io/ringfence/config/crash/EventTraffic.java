package io.ringfence.config.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** All who deal with whatever host there is: senders, sessions that come and go, and a clerk for what did not arrive. */
final class EventTraffic implements AutoCloseable {
    private static final long PATIENCE_MS = 120_000;

    final Ledger ledger = new Ledger();
    final DeadLetterClerk clerk;
    private final List<EventSender> senders = new ArrayList<>();
    private final List<EventClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Passes passes;
    private final Random random;
    /** Of the host that lives, null while none does. */
    private volatile String address;

    EventTraffic(Passes passes, Random random) {
        this.passes = passes;
        this.random = random;
        send("post", 0, new HttpLine(passes, 0, own()));
        send("host", 0, new SocketLine(passes, 0, own()));
        send("mail", 0, new HttpLine(passes, 0, own()));
        send("alice", 1, new SocketLine(passes, 1, own()));
        come(0, 300);
        come(1, 150);
        come(1, 800);
        come(2, 2_500);
        clerk = new DeadLetterClerk(
                new HttpLine(passes, 0, own()),
                List.of(new HttpLine(passes, 1, own()), new HttpLine(passes, 2, own())),
                () -> address,
                ledger,
                own());
        start("clerk", clerk);
    }

    private Random own() {
        return new Random(random.nextLong());
    }

    private void send(String name, int account, AskingLine line) {
        EventSender sender = new EventSender(new EventDraw(account, name, own()), line, () -> address, ledger, own());
        senders.add(sender);
        start("sender-" + name, sender);
    }

    private void come(int account, int mostAbsenceMs) {
        EventClient client = new EventClient(account, mostAbsenceMs, passes, () -> address, ledger, own());
        clients.add(client);
        start("session-" + clients.size(), client);
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Tells them where the host is, or with null that there is none. */
    void hostIsAt(String newAddress) {
        address = newAddress;
    }

    /** Nothing new from now on, and everything is acknowledged. */
    void calmDown() {
        senders.forEach(EventSender::calmDown);
        clients.forEach(EventClient::calmDown);
        clerk.calmDown();
    }

    /** Whether there is nothing more to come from them, but for what they are shown. */
    boolean isDone() {
        check();
        return senders.stream().allMatch(EventSender::isDone)
                && clients.stream().allMatch(EventClient::isDone);
    }

    /** Fails when one of them has. */
    void check() {
        List<Throwable> failures = new ArrayList<>();
        senders.forEach(sender -> failures.add(sender.failure()));
        clients.forEach(client -> failures.add(client.failure()));
        failures.add(clerk.failure());
        failures.stream().filter(Objects::nonNull).findFirst().ifPresent(failure -> {
            throw new AssertionError(failure.getMessage(), failure);
        });
    }

    /** Sends them home. */
    void end() throws InterruptedException {
        close();
        for (Thread thread : threads) {
            thread.join(PATIENCE_MS);
            if (thread.isAlive()) {
                throw new AssertionError(thread.getName() + " does not end");
            }
        }
        check();
    }

    @Override
    public void close() {
        clerk.calmDown();
        senders.forEach(EventSender::end);
        clients.forEach(EventClient::end);
    }
}
