package io.ringfence.transport.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.transport.delivery.net.HttpLimits;
import io.ringfence.transport.delivery.net.JsonTree;
import io.ringfence.transport.delivery.net.Service;
import io.ringfence.transport.delivery.telegram.TelegramConfig;
import io.ringfence.transport.delivery.telegram.TelegramCourier;
import io.ringfence.transport.delivery.template.TemplateConfig;
import io.ringfence.transport.delivery.template.TemplateWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All of the way: a ring, the desk with its threads, a courier, a service over HTTP, and back into the ring. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DeskAndServiceTest {
    private static final DeliveryChannel TELEGRAM = DeliveryChannel.TELEGRAM;
    private static final HttpLimits LIMITS = new HttpLimits(20_000, 60_000, 4_096, 60_000, 2);
    private static final ChannelConfig ONE_AT_A_TIME =
            new ChannelConfig(100, 1 << 20, 60_000, 0, 1, 120_000, 6_000, 100, BreakerConfig.none());

    @TempDir
    private Path directory;

    private static Service.Reply noting(List<Long> timesNs, Service.Reply reply) {
        return (exchange, request, closed) -> {
            timesNs.add(System.nanoTime());
            reply.to(exchange, request, closed);
        };
    }

    @Test
    void shouldLeaveTheBotAloneForAsLongAsItIsToldTo() throws Exception {
        List<Long> timesNs = new CopyOnWriteArrayList<>();
        Service.Reply tooMany = Service.answer(
                429,
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 1\","
                        + "\"parameters\":{\"retry_after\":1}}");
        Service.Reply taken = Service.ok("{\"ok\":true,\"result\":{\"message_id\":42}}");
        try (Service telegram = new Service().will(noting(timesNs, tooMany), noting(timesNs, taken))) {
            TelegramConfig config = new TelegramConfig(
                    Secrets.in(directory, "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"), telegram.base(), 4_096);
            Courier courier = new TelegramCourier(config, LIMITS, new ContactBook("1001"));
            try (DeliveryDesk desk = new DeliveryDesk(
                            new DeliveryConfig(100, Map.of(TELEGRAM, ONE_AT_A_TIME)),
                            List.of(courier),
                            TemplateWriter.supplier(TemplateConfig.defaults(), id -> null),
                            System::nanoTime);
                    DeliveryCore core = new DeliveryCore(ThreadingMode.COMPACT, desk)) {
                desk.start();
                byte[] event = new SubmittedEvent().bytes();
                core.willRequest(1, 1, TELEGRAM, event)
                        .willRequest(2, 1, TELEGRAM, event)
                        .event();
                while (core.answered.size() < 2) {
                    LockSupport.parkNanos(100_000);
                }

                assertEquals(
                        List.of(
                                new DeliveryAnswer(
                                        1,
                                        7,
                                        1,
                                        TELEGRAM,
                                        AttemptOutcome.LATER,
                                        TimeUnit.SECONDS.toNanos(1),
                                        "429 retry after 1 s"),
                                new DeliveryAnswer(2, 7, 1, TELEGRAM, AttemptOutcome.DELIVERED, 0, "message 42")),
                        core.answered);
                assertTrue(timesNs.get(1) - timesNs.get(0) >= TimeUnit.SECONDS.toNanos(1));
                assertEquals(
                        "Margin\nleft: 12.5",
                        JsonTree.parse(telegram.received().get(1).body())
                                .orElseThrow()
                                .text("text"));
            }
        }
    }
}
