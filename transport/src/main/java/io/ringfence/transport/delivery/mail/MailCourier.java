package io.ringfence.transport.delivery.mail;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.Contact;
import io.ringfence.transport.delivery.Contacts;
import io.ringfence.transport.delivery.Courier;
import io.ringfence.transport.delivery.Notification;
import io.ringfence.transport.delivery.net.DaemonThreads;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Channel EMAIL: one message to all addresses of a person. {@link MailAnswers} says what answers mean. A login or a certificate
 * that is refused is told to the log, once until a message has gone through again.
 */
public final class MailCourier implements Courier {
    private static final Logger LOG = LoggerFactory.getLogger(MailCourier.class);
    private static final int MAX_ADDRESSES = 16;
    private static final int MAX_PASSWORD_BYTES = 1_024;

    private final MailConfig config;
    private final Contacts contacts;
    private final LongSupplier epochMs;
    private final Optional<String> password;
    private final SSLSocketFactory trust;
    private final long loginRetryNs;
    private final Semaphore room;
    /** As many as connections. */
    private final ThreadPoolExecutor senders;
    /** Ends what takes too long, and finds connections that nobody uses. */
    private final ScheduledThreadPoolExecutor watch;
    /** Lines that nobody uses, the one used last first. Guarded by itself. */
    private final Deque<IdleLine> idle = new ArrayDeque<>();
    /** Lines in use. Guarded by {@link #idle}. */
    private final Set<MailLine> busy = new HashSet<>();

    private volatile boolean isClosed;
    private volatile boolean isFaultTold;

    private record IdleLine(MailLine line, ScheduledFuture<?> end) {}

    /**
     * A courier; nothing is connected yet.
     *
     * @param epochMs the wall's clock, milliseconds since 1970, for the date of messages
     * @throws IOException when the password or the certificates cannot be read; the message shows nothing of the password
     */
    public MailCourier(MailConfig config, Contacts contacts, LongSupplier epochMs) throws IOException {
        this.config = config;
        this.contacts = contacts;
        this.epochMs = epochMs;
        this.password = config.login().isEmpty()
                ? Optional.empty()
                : Optional.of(config.login().get().password().readText("delivery.mail.password", MAX_PASSWORD_BYTES));
        this.trust = MailTrust.read(config.certificates());
        this.loginRetryNs = TimeUnit.MILLISECONDS.toNanos(config.times().loginRetryMs());
        this.room = new Semaphore(config.maxUnderWay());
        this.senders = DaemonThreads.pool("ringfence-mail", config.connections());
        this.watch = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "ringfence-mail-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
    }

    @Override
    public DeliveryChannel channel() {
        return DeliveryChannel.EMAIL;
    }

    @Override
    public CompletionStage<Attempt> send(Notification notification) {
        InternetAddress[] to = addresses(notification.accountId());
        if (to.length == 0) {
            return CompletableFuture.completedFuture(Attempt.failed("no address"));
        }
        if (!room.tryAcquire()) {
            return CompletableFuture.completedFuture(Attempt.later(0, "too many under way"));
        }
        CompletableFuture<Attempt> attempt = new CompletableFuture<>();
        long startNs = System.nanoTime();
        try {
            senders.execute(() -> run(notification, to, attempt, startNs));
        } catch (RejectedExecutionException closed) {
            room.release();
            attempt.complete(Attempt.later(0, "given up"));
        }
        return attempt.completeOnTimeout(
                Attempt.later(0, "no answer in time"), config.times().attemptMs(), TimeUnit.MILLISECONDS);
    }

    private InternetAddress[] addresses(int accountId) {
        List<InternetAddress> addresses = new ArrayList<>();
        for (Contact contact : contacts.of(accountId, DeliveryChannel.EMAIL)) {
            Optional<String> address = MailAddress.parse(contact.address());
            if (address.isPresent() && addresses.size() < MAX_ADDRESSES) {
                try {
                    addresses.add(new InternetAddress(address.get(), true));
                } catch (AddressException otherOpinion) {
                    LOG.warn("an e-mail address of account {} is not taken by the mail library", accountId);
                }
            }
        }
        return addresses.toArray(InternetAddress[]::new);
    }

    private void run(
            Notification notification, InternetAddress[] to, CompletableFuture<Attempt> attempt, long startNs) {
        Attempt outcome = Attempt.later(0, "given up");
        // What was too late while it waited is not sent any more, nor what waited for a courier that was closed.
        MailLine line = attempt.isDone() ? null : take();
        try {
            if (line != null) {
                outcome = send(line, notification, to, startNs);
            }
        } catch (RejectedExecutionException closed) {
            // Given up.
        } catch (RuntimeException bug) {
            line.cut();
            attempt.completeExceptionally(bug);
        } finally {
            // Before it is told: who hears of it may send the next, or close this courier.
            giveBack(line);
            room.release();
        }
        attempt.complete(outcome);
    }

    private Attempt send(MailLine line, Notification notification, InternetAddress[] to, long startNs) {
        long leftNs = TimeUnit.MILLISECONDS.toNanos(config.times().attemptMs()) - (System.nanoTime() - startNs);
        ScheduledFuture<?> cut = watch.schedule(line::cut, Math.max(0, leftNs), TimeUnit.NANOSECONDS);
        try {
            return send(line, notification, to);
        } finally {
            cut.cancel(false);
        }
    }

    private Attempt send(MailLine line, Notification notification, InternetAddress[] to) {
        try {
            line.connect();
        } catch (MessagingException failure) {
            tell(failure);
            line.close();
            return MailAnswers.ofConnecting(failure, loginRetryNs);
        }
        try {
            String said = line.send(new MailMessage(line.session(), config, notification, to, epochMs.getAsLong()), to);
            isFaultTold = false;
            return Attempt.delivered(MailAnswers.words(said));
        } catch (MessagingException failure) {
            tell(failure);
            return MailAnswers.ofSending(failure, loginRetryNs);
        }
    }

    private void tell(MessagingException failure) {
        if (MailAnswers.isForOperator(failure) && !isFaultTold) {
            isFaultTold = true;
            LOG.warn(
                    "delivery.mail: {} port {} cannot be used: {}",
                    config.host(),
                    config.port(),
                    MailAnswers.ofConnecting(failure, loginRetryNs).detail());
        }
    }

    /** A line; null when this courier is closed. */
    private MailLine take() {
        synchronized (idle) {
            if (isClosed) {
                return null;
            }
            MailLine line = null;
            while (line == null && !idle.isEmpty()) {
                IdleLine found = idle.pop();
                found.end().cancel(false);
                line = found.line().isCut() ? null : found.line();
            }
            line = line == null ? new MailLine(config, password, trust, watch) : line;
            busy.add(line);
            return line;
        }
    }

    private void giveBack(MailLine line) {
        if (line == null) {
            return;
        }
        synchronized (idle) {
            busy.remove(line);
            if (!isClosed && !line.isCut()) {
                idle.push(new IdleLine(
                        line,
                        watch.schedule(() -> closeIdle(line), config.times().idleMs(), TimeUnit.MILLISECONDS)));
                return;
            }
        }
        line.close();
    }

    private void closeIdle(MailLine line) {
        synchronized (idle) {
            if (!idle.removeIf(unused -> unused.line() == line)) {
                return;
            }
        }
        // Taking leave is a write, which is not for the thread that watches writes.
        senders.execute(line::close);
    }

    /** Whether a login or certificate was refused since a message last went through. */
    public boolean hasFault() {
        return isFaultTold;
    }

    /** Cuts the connections that are in use, and takes leave of those that are not. */
    @Override
    public void close() {
        List<IdleLine> unused;
        synchronized (idle) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            busy.forEach(MailLine::cut);
            unused = new ArrayList<>(idle);
            idle.clear();
        }
        senders.execute(() -> {
            unused.forEach(one -> one.line().close());
            // Not before: without a watch nothing can be written.
            watch.shutdownNow();
        });
        // What waits still runs, to be told that it is given up.
        senders.shutdown();
    }
}
