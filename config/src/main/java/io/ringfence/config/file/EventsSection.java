package io.ringfence.config.file;

import io.ringfence.config.node.EventBounds;
import io.ringfence.config.node.GroupSpec;
import io.ringfence.config.node.NodeChannels;
import io.ringfence.config.node.NodeEvents;
import io.ringfence.transport.event.EventConfig;
import java.util.List;
import java.util.Optional;

/** Sections {@code events}, {@code delivery}, {@code zeromq} and {@code redis}. */
final class EventsSection {
    private EventsSection() {}

    static NodeEvents read(Section root) {
        Section section = root.section("events");
        EventBounds bounds = new EventBounds(
                section.integer("max-events"),
                section.bytes("max-event-bytes"),
                section.integer("max-deliveries"),
                section.integer("max-event-keys"),
                section.integer("max-pending-acks"),
                section.integer("max-offers"),
                section.integer("max-attempts"),
                section.durationNs("ack-timeout"),
                section.durationNs("attempt-timeout"),
                section.durationNs("retry-delay"),
                section.durationNs("retry-max-delay"),
                section.durationNs("max-age"));
        List<GroupSpec> groups =
                section.sections("groups").stream().map(EventsSection::group).toList();
        EventConfig edge = new EventConfig(
                section.smallBytes("max-title-bytes"),
                section.smallBytes("max-payload-bytes"),
                section.integer("max-acks-per-message"),
                section.integer("max-held-acks"),
                section.integer("kept-events"),
                section.bytes("kept-bytes"),
                section.integer("steps-kept"));
        section.end();
        NodeChannels channels = DeliverySection.read(root.section("delivery"));
        return new NodeEvents(
                bounds,
                groups,
                edge,
                channels.served().isEmpty() ? Optional.empty() : Optional.of(channels),
                ZeroMqSection.read(root.section("zeromq")),
                RedisSection.read(root.section("redis")));
    }

    private static GroupSpec group(Section section) {
        String name = section.text("name");
        if (!name.matches("[!-~]{1,32}")) {
            throw section.refusal("name", "expected 1 to 32 printable ASCII characters, no space");
        }
        List<String> members = section.texts("members");
        for (int i = 0; i < members.size(); i++) {
            if (!members.get(i).matches("[!-~]{1,32}")) {
                throw section.refusal("members", i, "expected an account's name");
            }
        }
        GroupSpec group = new GroupSpec(name, members);
        section.end();
        return group;
    }
}
