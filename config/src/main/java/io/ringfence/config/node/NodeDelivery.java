package io.ringfence.config.node;

import io.ringfence.core.command.EventEncoding;
import io.ringfence.transport.delivery.Courier;
import io.ringfence.transport.delivery.DeliveryAnswer;
import io.ringfence.transport.delivery.DeliveryCounters;
import io.ringfence.transport.delivery.DeliveryDesk;
import io.ringfence.transport.delivery.DeliveryStage;
import io.ringfence.transport.delivery.contact.ContactBook;
import io.ringfence.transport.delivery.fcm.FcmCourier;
import io.ringfence.transport.delivery.mail.MailCourier;
import io.ringfence.transport.delivery.telegram.TelegramCourier;
import io.ringfence.transport.delivery.template.TemplateWriter;
import io.ringfence.transport.delivery.webhook.WebhookCourier;
import io.ringfence.transport.delivery.webpush.WebPushCourier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.agrona.MutableDirectBuffer;

/** The channels outside the edge, and the way of their answers back into the ring. Closed after the core. */
final class NodeDelivery implements AutoCloseable {
    private final ContactBook contacts;
    private final DeliveryDesk desk;
    private final EventEncoding encoding = new EventEncoding();

    /**
     * Reads the contacts and every channel's credentials; nothing is connected yet.
     *
     * @param symbols of instruments, by number; asked by the desk's threads
     * @throws IOException when one of them cannot be read
     */
    NodeDelivery(NodeChannels channels, IntFunction<String> symbols, Consumer<String> onNotice) throws IOException {
        contacts = new ContactBook(
                channels.contacts(), fault -> onNotice.accept("contacts are as they were: " + fault.getMessage()));
        contacts.start();
        List<Courier> couriers = new ArrayList<>();
        try {
            open(channels, couriers);
        } catch (IOException | RuntimeException unusable) {
            couriers.forEach(Courier::close);
            contacts.close();
            throw unusable;
        }
        desk = new DeliveryDesk(
                channels.desk(), couriers, TemplateWriter.supplier(channels.templates(), symbols), System::nanoTime);
    }

    private void open(NodeChannels channels, List<Courier> couriers) throws IOException {
        if (channels.telegram().isPresent()) {
            couriers.add(new TelegramCourier(channels.telegram().get(), channels.http(), contacts));
        }
        if (channels.fcm().isPresent()) {
            couriers.add(new FcmCourier(channels.fcm().get(), channels.http(), contacts, System::currentTimeMillis));
        }
        if (channels.webPush().isPresent()) {
            couriers.add(
                    new WebPushCourier(channels.webPush().get(), channels.http(), contacts, System::currentTimeMillis));
        }
        if (channels.mail().isPresent()) {
            couriers.add(new MailCourier(channels.mail().get(), contacts, System::currentTimeMillis));
        }
        if (channels.webhook().isPresent()) {
            couriers.add(new WebhookCourier(
                    channels.webhook().get(), channels.http(), contacts, System::currentTimeMillis, System::nanoTime));
        }
    }

    /** Where people are reached. */
    ContactBook contacts() {
        return contacts;
    }

    DeliveryCounters counters() {
        return desk.counters();
    }

    DeliveryStage stage() {
        return new DeliveryStage(desk);
    }

    /** Before the core starts. */
    void start(InputAppender inputs) {
        desk.connect(answer -> inputs.tryAppend(buffer -> encode(buffer, answer)));
        desk.start();
    }

    /** On the desk's one thread for answers. */
    private int encode(MutableDirectBuffer buffer, DeliveryAnswer answer) {
        return encoding.deliveryAttempted(
                buffer,
                answer.eventId(),
                answer.accountId(),
                answer.attempt(),
                answer.channel(),
                answer.outcome(),
                answer.retryAfterNs(),
                answer.detail());
    }

    @Override
    public void close() {
        desk.close();
        contacts.close();
    }
}
