package io.ringfence.transport.edge;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate in use, and the thread that looks whether its files have changed. What has changed and cannot be used is
 * looked at again each period, and the old one stays, as a file may be seen half written.
 */
final class TlsCertificates implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsCertificates.class);

    private final TlsConfig config;
    private final EdgeCounters counters;
    private static final String REJECT_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    /** Written before the event loops start, and by the thread; read by them. */
    private volatile SslContext context;

    private List<FileTime> readTimes = List.of();
    private String lastFault = "";
    private Thread watcher;

    TlsCertificates(TlsConfig config, EdgeCounters counters) {
        this.config = config;
        this.counters = counters;
    }

    /**
     * Reads the files and begins to watch them.
     *
     * @throws IllegalStateException when they cannot be used
     */
    void start() {
        // Read by the JDK with its first handshake: else a client of TLS 1.2 has the host sign as often as it likes.
        if (System.getProperty(REJECT_RENEGOTIATION) == null) {
            System.setProperty(REJECT_RENEGOTIATION, "true");
        }
        readTimes = PemFiles.times(config);
        try {
            context = PemFiles.read(config);
        } catch (IllegalArgumentException refused) {
            throw new IllegalStateException(refused.getMessage(), refused);
        }
        if (config.reloadPeriodMs() > 0) {
            watcher = new Thread(this::watch, "ringfence-edge-tls");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    SslHandler newHandler(ByteBufAllocator allocator) {
        return context.newHandler(allocator);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(config.reloadPeriodMs());
                look();
            }
        } catch (InterruptedException closed) {
            // The end.
        }
    }

    private void look() {
        List<FileTime> times = PemFiles.times(config);
        if (times.equals(readTimes)) {
            return;
        }
        try {
            context = PemFiles.read(config);
            readTimes = times;
            lastFault = "";
            LOG.info("edge certificate read anew from {}", config.certificateChain());
        } catch (IllegalArgumentException refused) {
            if (!lastFault.equals(refused.getMessage())) {
                lastFault = refused.getMessage();
                counters.increment(EdgeCounter.TLS_RELOADS_FAILED);
                LOG.warn("edge keeps the certificate it has: {}", lastFault);
            }
        }
    }

    @Override
    public void close() {
        if (watcher != null) {
            watcher.interrupt();
        }
    }
}
