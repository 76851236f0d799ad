package io.ringfence.bench.peer;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process with a Redis, which lasts until it is killed. */
final class RedisHost {
    static final String PORT = "port: ";

    private RedisHost() {}

    /** Keeps its files in the given directory; prints the port. */
    public static void main(String[] args) throws Exception {
        RedisServer server = RedisServer.start(Path.of(args[0]));
        System.out.println(PORT + server.port());
        new CountDownLatch(1).await();
    }
}
