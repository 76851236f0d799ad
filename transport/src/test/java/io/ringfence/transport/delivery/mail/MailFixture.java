package io.ringfence.transport.delivery.mail;

import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.transport.delivery.Attempt;
import io.ringfence.transport.delivery.ContactBook;
import io.ringfence.transport.delivery.Notification;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.ExecutionException;

/** What the tests of this package share. */
final class MailFixture {
    static final int ACCOUNT = 7;
    static final String FROM = "host@example.org";
    static final String TO = "Ada@example.net";
    static final long NOW_MS = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
    /** For servers that answer, however slow the machine is. */
    static final MailTimes PATIENT = new MailTimes(30_000, 30_000, 30_000, 60_000, 60_000, 5_000);
    /** For servers that do not. */
    static final MailTimes HASTY = new MailTimes(30_000, 300, 30_000, 60_000, 60_000, 5_000);

    private MailFixture() {}

    static MailConfig config(int port, MailSecurity security) {
        return MailConfig.defaults("127.0.0.1", FROM).at(port, security).with(PATIENT);
    }

    static MailConfig withBounds(MailConfig config, int maxUnderWay, int messagesPerConnection) {
        return new MailConfig(
                config.host(),
                config.port(),
                config.security(),
                config.login(),
                config.certificates(),
                config.from(),
                config.fromName(),
                config.heloName(),
                config.connections(),
                maxUnderWay,
                messagesPerConnection,
                config.times());
    }

    static MailCourier courier(MailConfig config, String... addresses) throws IOException {
        return new MailCourier(config, new ContactBook(addresses), () -> NOW_MS);
    }

    static Notification notification(String key, String title, String text) {
        return new Notification(
                key, ACCOUNT, "ORDER_FILLED", DeliveryPriority.NORMAL, NOW_MS * 1_000_000, title, text, "{}");
    }

    static Notification notification() {
        return notification("rf-5.1", "Filled", "Sold 2 SOL");
    }

    static Attempt send(MailCourier courier) throws InterruptedException, ExecutionException {
        return courier.send(notification()).toCompletableFuture().get();
    }
}
