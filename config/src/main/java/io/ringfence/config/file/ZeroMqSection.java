package io.ringfence.config.file;

import io.ringfence.transport.zeromq.ZeroMqBounds;
import io.ringfence.transport.zeromq.ZeroMqConfig;
import java.util.Optional;

/** Section {@code zeromq}. */
final class ZeroMqSection {
    private ZeroMqSection() {}

    static Optional<ZeroMqConfig> read(Section section) {
        boolean isEnabled = section.flag("enabled");
        ZeroMqConfig config = new ZeroMqConfig(
                section.text("host"),
                section.integer("port"),
                section.flag("open"),
                section.texts("producers"),
                section.text("topic-prefix"),
                new ZeroMqBounds(
                        section.integer("max-connections"),
                        section.smallBytes("max-message-bytes"),
                        section.smallBytes("max-payload-bytes"),
                        section.integer("receive-hwm"),
                        section.integer("send-hwm"),
                        section.integer("max-pending-events"),
                        section.durationMs("busy-timeout"),
                        section.durationMs("heartbeat"),
                        section.durationMs("linger")));
        section.end();
        return isEnabled ? Optional.of(config) : Optional.empty();
    }
}
