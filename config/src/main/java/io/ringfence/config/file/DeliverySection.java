package io.ringfence.config.file;

import io.ringfence.config.node.NodeChannels;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.BreakerConfig;
import io.ringfence.transport.delivery.ChannelConfig;
import io.ringfence.transport.delivery.DeliveryConfig;
import io.ringfence.transport.delivery.contact.ContactsConfig;
import io.ringfence.transport.delivery.fcm.FcmConfig;
import io.ringfence.transport.delivery.mail.MailConfig;
import io.ringfence.transport.delivery.mail.MailLogin;
import io.ringfence.transport.delivery.mail.MailSecurity;
import io.ringfence.transport.delivery.mail.MailTimes;
import io.ringfence.transport.delivery.net.HttpLimits;
import io.ringfence.transport.delivery.telegram.TelegramConfig;
import io.ringfence.transport.delivery.template.TemplateConfig;
import io.ringfence.transport.delivery.template.TemplateText;
import io.ringfence.transport.delivery.webhook.WebhookConfig;
import io.ringfence.transport.delivery.webpush.WebPushConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Section {@code delivery}: the channels outside the edge. Each is read where it is enabled alone, since it needs what only its operator has. */
final class DeliverySection {
    private DeliverySection() {}

    static NodeChannels read(Section section) {
        boolean isLoopbackAllowed = section.flag("allow-loopback");
        Map<DeliveryChannel, ChannelConfig> queues = new EnumMap<>(DeliveryChannel.class);
        Optional<TelegramConfig> telegram =
                channel(section, "telegram", DeliveryChannel.TELEGRAM, queues, DeliverySection::telegram);
        Optional<FcmConfig> fcm = channel(section, "fcm", DeliveryChannel.PUSH, queues, DeliverySection::fcm);
        Optional<WebPushConfig> webPush =
                channel(section, "web-push", DeliveryChannel.WEB, queues, part -> webPush(part, isLoopbackAllowed));
        Optional<MailConfig> mail = channel(section, "mail", DeliveryChannel.EMAIL, queues, DeliverySection::mail);
        Optional<WebhookConfig> webhook =
                channel(section, "webhook", DeliveryChannel.WEBHOOK, queues, part -> webhook(part, isLoopbackAllowed));
        queue(section.section("queue"));
        breaker(section.section("breaker"));
        NodeChannels channels = new NodeChannels(
                new DeliveryConfig(section.integer("max-held-answers"), queues),
                contacts(section.section("contacts"), isLoopbackAllowed),
                http(section.section("http")),
                templates(section.section("templates")),
                telegram,
                fcm,
                webPush,
                mail,
                webhook);
        section.end();
        return channels;
    }

    private interface Reader<T> {
        T read(Section section);
    }

    private static <T> Optional<T> channel(
            Section delivery,
            String name,
            DeliveryChannel channel,
            Map<DeliveryChannel, ChannelConfig> queues,
            Reader<T> reader) {
        Section section = delivery.section(name);
        if (!section.flag("enabled")) {
            return Optional.empty();
        }
        queues.put(channel, queue(section.section("queue")));
        T config = reader.read(section);
        section.end();
        return Optional.of(config);
    }

    private static ChannelConfig queue(Section section) {
        ChannelConfig config = new ChannelConfig(
                section.integer("max-waiting"),
                section.bytes("max-waiting-bytes"),
                section.durationMs("max-wait"),
                section.durationMs("turned-away"),
                section.integer("max-in-flight"),
                section.durationMs("max-flight"),
                section.integer("per-minute"),
                section.integer("burst"),
                breaker(section.section("breaker")));
        section.end();
        return config;
    }

    private static BreakerConfig breaker(Section section) {
        BreakerConfig config = new BreakerConfig(
                section.integer("failures"), section.durationMs("open"), section.durationMs("max-open"));
        section.end();
        return config;
    }

    private static ContactsConfig contacts(Section section, boolean isLoopbackAllowed) {
        ContactsConfig config = new ContactsConfig(
                section.parsed("directory", "a path", Path::of),
                section.integer("max-contacts"),
                section.integer("max-per-channel"),
                section.durationMs("reload"),
                isLoopbackAllowed);
        section.end();
        return config;
    }

    private static HttpLimits http(Section section) {
        HttpLimits limits = new HttpLimits(
                section.durationMs("connect-timeout"),
                section.durationMs("timeout"),
                section.smallBytes("max-answer-bytes"),
                section.durationMs("max-retry-after"),
                section.integer("threads"));
        section.end();
        return limits;
    }

    private static TemplateConfig templates(Section section) {
        Map<String, TemplateText> own = new HashMap<>();
        for (Section template : section.sections("own")) {
            String type = template.text("type");
            TemplateText text = new TemplateText(template.text("title"), template.text("text"));
            if (own.put(type, text) != null) {
                throw template.refusal("type", "expected each type once");
            }
            template.end();
        }
        TemplateConfig config = new TemplateConfig(
                own, section.integer("max-title-characters"), section.integer("max-text-characters"));
        section.end();
        return config;
    }

    private static TelegramConfig telegram(Section section) {
        return new TelegramConfig(
                Secrets.needed(section, "token"), address(section, "api"), section.integer("max-text-characters"));
    }

    private static FcmConfig fcm(Section section) {
        return new FcmConfig(
                Secrets.needed(section, "service-account"), address(section, "api"), seconds(section, "ttl"));
    }

    private static WebPushConfig webPush(Section section, boolean isLoopbackAllowed) {
        return new WebPushConfig(
                Secrets.needed(section, "key"),
                section.text("subject"),
                seconds(section, "token-lifetime"),
                seconds(section, "normal-ttl"),
                seconds(section, "critical-ttl"),
                section.smallBytes("max-payload-bytes"),
                section.integer("lookup-threads"),
                isLoopbackAllowed);
    }

    private static WebhookConfig webhook(Section section, boolean isLoopbackAllowed) {
        return new WebhookConfig(
                isLoopbackAllowed,
                section.smallBytes("max-body-bytes"),
                section.integer("name-threads"),
                section.integer("max-receivers"),
                breaker(section.section("breaker")));
    }

    private static MailConfig mail(Section section) {
        Optional<MailLogin> login = section.has("user")
                ? Optional.of(new MailLogin(section.text("user"), Secrets.needed(section, "password")))
                : Optional.empty();
        Optional<Path> certificates = section.has("certificates")
                ? Optional.of(section.parsed("certificates", "a path", Path::of))
                : Optional.empty();
        return new MailConfig(
                section.text("host"),
                section.integer("port"),
                section.choice("security", MailSecurity.class),
                login,
                certificates,
                section.text("from"),
                section.text("from-name"),
                section.text("helo-name"),
                section.integer("connections"),
                section.integer("max-under-way"),
                section.integer("messages-per-connection"),
                new MailTimes(
                        section.durationMs("connect-timeout"),
                        section.durationMs("read-timeout"),
                        section.durationMs("write-timeout"),
                        section.durationMs("attempt-timeout"),
                        section.durationMs("idle"),
                        section.durationMs("login-retry")));
    }

    private static URI address(Section section, String key) {
        return section.parsed(key, "an address such as https://api.example.com", URI::create);
    }

    private static int seconds(Section section, String key) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, section.durationNs(key) / 1_000_000_000L));
    }
}
