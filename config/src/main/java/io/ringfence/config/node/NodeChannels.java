package io.ringfence.config.node;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.DeliveryConfig;
import io.ringfence.transport.delivery.contact.ContactsConfig;
import io.ringfence.transport.delivery.fcm.FcmConfig;
import io.ringfence.transport.delivery.mail.MailConfig;
import io.ringfence.transport.delivery.net.HttpLimits;
import io.ringfence.transport.delivery.telegram.TelegramConfig;
import io.ringfence.transport.delivery.template.TemplateConfig;
import io.ringfence.transport.delivery.webhook.WebhookConfig;
import io.ringfence.transport.delivery.webpush.WebPushConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Channels outside the edge by which events reach people.
 *
 * @param desk bounds of what waits and is under way
 * @param contacts where people are reached
 * @param http bounds of what is asked of services over HTTP
 * @param templates of what people read
 * @param telegram absent: not served, and so with the others
 * @param fcm phones
 * @param webPush browsers
 * @param mail e-mail
 * @param webhook users' own receivers
 */
public record NodeChannels(
        DeliveryConfig desk,
        ContactsConfig contacts,
        HttpLimits http,
        TemplateConfig templates,
        Optional<TelegramConfig> telegram,
        Optional<FcmConfig> fcm,
        Optional<WebPushConfig> webPush,
        Optional<MailConfig> mail,
        Optional<WebhookConfig> webhook) {

    /** Channels that are served. */
    public List<DeliveryChannel> served() {
        List<DeliveryChannel> served = new ArrayList<>();
        webPush.ifPresent(config -> served.add(DeliveryChannel.WEB));
        telegram.ifPresent(config -> served.add(DeliveryChannel.TELEGRAM));
        mail.ifPresent(config -> served.add(DeliveryChannel.EMAIL));
        fcm.ifPresent(config -> served.add(DeliveryChannel.PUSH));
        webhook.ifPresent(config -> served.add(DeliveryChannel.WEBHOOK));
        return served;
    }

    /** A channel that is only busy must not count as silent. */
    void check(EventBounds bounds) {
        for (DeliveryChannel channel : served()) {
            long longestMs = desk.of(channel).longestAttemptMs();
            if (bounds.attemptTimeoutNs() <= TimeUnit.MILLISECONDS.toNanos(longestMs)) {
                throw new IllegalArgumentException("events.attempt-timeout = "
                        + TimeUnit.NANOSECONDS.toMillis(bounds.attemptTimeoutNs())
                        + " ms: expected more than max-wait and max-flight of "
                        + channel + " together, " + longestMs + " ms");
            }
        }
    }
}
