package io.ringfence.transport.zeromq;

import io.ringfence.core.testkit.TestEvent;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A host in a process of its own, until it is killed, or whoever started it is no more. Arguments: journal, port or 0,
 * producers. ann has a session. Says its port, then each offer.
 */
final class HostChild {
    private static final long LOOK_NS = 1_000_000;

    private HostChild() {}

    public static void main(String[] args) throws IOException {
        GatewayHost host = new GatewayHost(
                new ZeroMqConfig(
                        "127.0.0.1",
                        Integer.parseInt(args[1]),
                        false,
                        List.of(args).subList(2, args.length),
                        "",
                        Gateways.bounds(16, 5_000, 1_024)),
                Path.of(args[0]));
        host.apply(new TestEvent.OpenSession(GatewayHost.ANN, 1));
        endWithParent();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
        out.println("port " + host.port);
        int told = 0;
        while (true) {
            for (; told < host.offers.size(); told++) {
                out.println("offered " + host.offers.get(told));
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private static void endWithParent() {
        Thread watch = new Thread(() -> {
            try {
                System.in.read();
            } catch (IOException gone) {
                // An end as well.
            }
            Runtime.getRuntime().halt(1);
        });
        watch.setDaemon(true);
        watch.start();
    }
}
