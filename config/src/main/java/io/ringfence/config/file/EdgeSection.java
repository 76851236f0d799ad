package io.ringfence.config.file;

import io.ringfence.transport.edge.Access;
import io.ringfence.transport.edge.AdmissionConfig;
import io.ringfence.transport.edge.BufferConfig;
import io.ringfence.transport.edge.ConnectionConfig;
import io.ringfence.transport.edge.EdgeConfig;
import io.ringfence.transport.edge.EdgeIo;
import io.ringfence.transport.edge.MessageConfig;
import io.ringfence.transport.edge.OriginConfig;
import io.ringfence.transport.edge.StreamConfig;
import io.ringfence.transport.edge.TlsConfig;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;

/** Section {@code edge}. */
final class EdgeSection {
    private static final int MS_PER_S = 1_000;

    private EdgeSection() {}

    static Optional<EdgeConfig> read(Section section) {
        boolean isEnabled = section.flag("enabled");
        EdgeConfig config = new EdgeConfig(
                section.text("host"),
                section.integer("port"),
                section.integer("io-threads"),
                section.choice("io", EdgeIo.class),
                tls(section.section("tls")),
                new OriginConfig(new LinkedHashSet<>(section.texts("allowed-origins"))),
                connections(section),
                admission(section),
                messages(section),
                buffers(section),
                new StreamConfig(
                        section.integer("max-instruments"),
                        section.integer("history-events"),
                        section.bytes("history-bytes"),
                        section.durationMs("heartbeat"),
                        section.integer("high-frequency-max-hz")),
                section.choice("access", Access.class));
        section.end();
        return isEnabled ? Optional.of(config) : Optional.empty();
    }

    private static Optional<TlsConfig> tls(Section section) {
        boolean isEnabled = section.flag("enabled");
        int reloadPeriodMs = section.durationMs("reload-period");
        int hstsMaxAgeS = (int) (section.durationNs("hsts-max-age") / 1_000_000 / MS_PER_S);
        Optional<Path> chain = file(section, "certificate-chain", isEnabled);
        Optional<Path> key = file(section, "private-key", isEnabled);
        section.end();
        return isEnabled
                ? Optional.of(new TlsConfig(chain.orElseThrow(), key.orElseThrow(), reloadPeriodMs, hstsMaxAgeS))
                : Optional.empty();
    }

    private static Optional<Path> file(Section section, String key, boolean isNeeded) {
        return section.has(key) || isNeeded ? Optional.of(section.parsed(key, "a path", Path::of)) : Optional.empty();
    }

    private static ConnectionConfig connections(Section section) {
        return new ConnectionConfig(
                section.integer("max-connections"),
                section.durationMs("handshake-timeout"),
                section.durationMs("idle-timeout"),
                section.durationMs("close-timeout"),
                section.durationMs("shutdown-timeout"),
                section.durationMs("reconnect-after"),
                section.durationMs("reconnect-spread"));
    }

    private static AdmissionConfig admission(Section section) {
        return new AdmissionConfig(
                section.integer("max-connections-per-address"),
                section.integer("max-connections-per-user"),
                section.integer("connects-per-second"),
                section.integer("connect-burst"),
                section.integer("max-addresses"),
                section.durationMs("auth-deadline"));
    }

    private static MessageConfig messages(Section section) {
        return new MessageConfig(
                section.smallBytes("max-frame-bytes"),
                section.smallBytes("max-anonymous-frame-bytes"),
                section.integer("max-fragments"),
                section.integer("messages-per-second"),
                section.integer("message-burst"),
                section.integer("max-rate-errors"),
                section.integer("max-subscriptions-per-connection"),
                section.integer("max-bad-messages"),
                section.flag("inflate"));
    }

    private static BufferConfig buffers(Section section) {
        return new BufferConfig(
                section.smallBytes("max-pending-event-bytes"),
                section.smallBytes("write-buffer-low-water-bytes"),
                section.smallBytes("write-buffer-high-water-bytes"),
                section.smallBytes("send-buffer-bytes"),
                section.integer("hand-off-messages"));
    }
}
