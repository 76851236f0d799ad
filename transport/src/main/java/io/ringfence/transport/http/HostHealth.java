package io.ringfence.transport.http;

import java.util.List;

/** How the host is, for those who watch it. Asked by event loops: it does not block. */
public interface HostHealth {
    /** What keeps the host from trading, in words: a core that has halted, a feed that is down; empty when it is ready. */
    List<String> notReady();

    /** Adds the host's figures. */
    void writeMetrics(MetricsText metrics);
}
