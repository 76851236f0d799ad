package io.ringfence.transport.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ConnectionFuture;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes connections. The library's own reconnecting is off, since it begins only after a first one that stood. One thread. */
final class Connector implements AutoCloseable {
    private static final int MAX_PASSWORD_BYTES = 4_096;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    /** The library would warn at each connect that there are two native transports; it takes epoll all the same. */
    private static final String IO_URING = "io.lettuce.core.iouring";

    static {
        if (System.getProperty(IO_URING) == null) {
            System.setProperty(IO_URING, "false");
        }
    }

    private final RedisLinkConfig config;
    private final MessageCodec codec;
    private final ClientResources resources;
    private final RedisClient client;

    /**
     * With threads of its own, called {@code ringfence-redis-NAME-io}, which start with the first connection.
     *
     * @param name of the direction
     */
    Connector(String name, RedisLinkConfig config, MessageCodec codec) {
        this.config = config;
        this.codec = codec;
        Duration timeout = Duration.ofMillis(config.timeoutMs());
        resources = ClientResources.builder()
                .ioThreadPoolSize(DefaultClientResources.MIN_IO_THREADS)
                .computationThreadPoolSize(DefaultClientResources.MIN_COMPUTATION_THREADS)
                .threadFactoryProvider(pool -> new DefaultThreadFactory("ringfence-redis-" + name + "-io", true))
                .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE)
                .build();
        client = RedisClient.create(resources);
        SslOptions tls = config.caFile()
                .map(file -> SslOptions.builder().jdkSslProvider().trustManager(file.toFile()))
                .orElseGet(() -> SslOptions.builder().jdkSslProvider())
                .handshakeTimeout(timeout)
                .build();
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                // A ping that waits for its answer stands for all that was sent before it.
                .timeoutOptions(TimeoutOptions.create())
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
                .sslOptions(tls)
                .build());
    }

    /** Whether what is read at each connect can be read. */
    void check() throws IOException {
        address();
    }

    /** Makes a connection that has been let in; waits for it, in bounds. */
    StatefulRedisPubSubConnection<String, byte[]> connect() throws IOException, InterruptedException {
        ConnectionFuture<StatefulRedisPubSubConnection<String, byte[]>> connecting =
                client.connectPubSubAsync(codec, address());
        boolean isTaken = false;
        try {
            // The library bounds each step; this bounds their sum.
            StatefulRedisPubSubConnection<String, byte[]> connection =
                    connecting.get(4L * config.timeoutMs(), TimeUnit.MILLISECONDS);
            isTaken = true;
            return connection;
        } catch (ExecutionException failed) {
            throw new IOException(reason(failed), failed);
        } catch (TimeoutException tooLong) {
            throw new IOException("no connection within " + 4L * config.timeoutMs() + " ms", tooLong);
        } finally {
            if (!isTaken) {
                connecting.whenComplete((late, failure) -> {
                    if (late != null) {
                        late.closeAsync();
                    }
                });
            }
        }
    }

    /** Ends a connection, whatever became of it, and waits for that, in bounds. */
    void close(StatefulRedisPubSubConnection<String, byte[]> connection) {
        connection
                .closeAsync()
                .exceptionally(failure -> null)
                .completeOnTimeout(null, config.timeoutMs(), TimeUnit.MILLISECONDS)
                .join();
    }

    private RedisURI address() throws IOException {
        RedisURI.Builder address = RedisURI.builder()
                .withHost(config.host())
                .withPort(config.port())
                .withSsl(config.isTls())
                // Not told to the server: it would be one more right that a user needs, which no server before 7.2
                // knows.
                .withLibraryName("")
                .withLibraryVersion("")
                .withTimeout(Duration.ofMillis(config.timeoutMs()));
        if (config.password().isPresent()) {
            char[] password = config.password()
                    .get()
                    .readText("redis.password", MAX_PASSWORD_BYTES)
                    .toCharArray();
            if (config.user().isPresent()) {
                address.withAuthentication(config.user().get(), password);
            } else {
                address.withPassword(password);
            }
        }
        return address.build();
    }

    /** What lies behind a failure, in words for people. */
    static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null || message.isBlank() ? deepest.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, CLOSE_TIMEOUT);
        resources.shutdown(0, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
