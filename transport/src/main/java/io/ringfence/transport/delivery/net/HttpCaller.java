package io.ringfence.transport.delivery.net;

import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Sends requests over HTTP/1.1 and always comes back: no redirects, no cookies, no authentication of its own, every answer
 * within a time and a size. Nothing is tried twice.
 *
 * <p>The time holds for the whole exchange. That of {@link HttpRequest.Builder#timeout} alone would end with the answer's headers
 * (JDK-8208693), so that a body which comes byte by byte could take for ever. Any thread.
 */
public final class HttpCaller implements AutoCloseable {
    private static final String TIMED_OUT = "no answer in time";
    private static final String GIVEN_UP = "given up";

    private final HttpLimits limits;
    private final ThreadPoolExecutor threads;
    private final HttpClient client;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    /** One that trusts whom the JDK trusts. */
    public HttpCaller(String channel, HttpLimits limits) {
        this(channel, limits, null);
    }

    /**
     * One that trusts whom a context trusts.
     *
     * @param channel for the names of its threads
     * @param trust null for the JDK's own
     */
    public HttpCaller(String channel, HttpLimits limits, SSLContext trust) {
        this.limits = limits;
        this.threads = DaemonThreads.pool("ringfence-" + channel.toLowerCase(Locale.ROOT) + "-http", limits.threads());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .executor(threads);
        if (trust != null) {
            builder.sslContext(trust);
        }
        this.client = builder.build();
    }

    /** Sends a request once. What comes back never fails: where there is no answer, it says why. */
    public CompletableFuture<HttpAnswer> call(HttpRequest.Builder request) {
        CompletableFuture<HttpResponse<String>> exchange =
                client.sendAsync(request.timeout(limits.total()).build(), BoundedBody.upTo(limits.maxAnswerBytes()));
        underWay.add(exchange);
        if (isClosed) {
            exchange.cancel(true);
        }
        return exchange.handle(HttpCaller::answer)
                .completeOnTimeout(HttpAnswer.none(TIMED_OUT), limits.totalMs(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, never) -> {
                    underWay.remove(exchange);
                    // Without effect where it is over.
                    exchange.cancel(true);
                });
    }

    private static HttpAnswer answer(HttpResponse<String> response, Throwable failure) {
        return failure == null
                ? new HttpAnswer(response.statusCode(), response.headers(), response.body(), "")
                : HttpAnswer.none(fault(failure));
    }

    /** In words of our own: those of an exception may show an address that has a key in it. */
    private static String fault(Throwable failure) {
        if (isCausedBy(failure, HttpConnectTimeoutException.class)) {
            return "no connection in time";
        } else if (isCausedBy(failure, HttpTimeoutException.class)) {
            return TIMED_OUT;
        } else if (isCausedBy(failure, UnresolvedAddressException.class)
                || isCausedBy(failure, UnknownHostException.class)) {
            return "name not found";
        } else if (isCausedBy(failure, SSLException.class)) {
            return "TLS failed";
        } else if (isCausedBy(failure, ConnectException.class)) {
            return "no connection";
        } else if (isCausedBy(failure, CancellationException.class)) {
            return GIVEN_UP;
        }
        return isCausedBy(failure, ProtocolException.class) ? "broken answer" : "connection lost";
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        isClosed = true;
        underWay.forEach(exchange -> exchange.cancel(true));
        threads.shutdown();
    }
}
