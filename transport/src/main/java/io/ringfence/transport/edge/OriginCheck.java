package io.ringfence.transport.edge;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses what a browser asks for a page that may not: a request with an {@code Origin} that is neither allowed nor the
 * edge's own. Without this any page that somebody looks at could talk to an edge on the same machine.
 *
 * <p>The edge's own origin is the one that the request's {@code Host} names. A page of an attacker whose name is made to
 * point here would pass that, so without TLS, which has the name in its certificate, the host has to be an address or
 * {@code localhost}: names have to be allowed.
 *
 * <p>A browser sends no {@code Origin} where such a page only reads from its own name. Where whoever connects is let in, the
 * host alone says then that it is not one: it has to be an address, {@code localhost} or an allowed origin's. A request
 * without a host is no browser's.
 */
@ChannelHandler.Sharable
final class OriginCheck extends ChannelInboundHandlerAdapter {
    private final OriginConfig config;
    private final boolean isTls;
    private final boolean isOpen;
    private final Set<String> allowedHosts;
    private final EdgeCounters counters;

    /** Open is an edge where nobody has to show a token. */
    OriginCheck(OriginConfig config, boolean isTls, boolean isOpen, EdgeCounters counters) {
        this.config = config;
        this.isTls = isTls;
        this.isOpen = isOpen;
        this.allowedHosts = config.allowed().stream()
                .map(origin -> origin.substring(origin.indexOf("://") + "://".length()))
                .collect(Collectors.toUnmodifiableSet());
        this.counters = counters;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request && !isAllowed(request.headers())) {
            ReferenceCountUtil.release(message);
            counters.increment(EdgeCounter.ORIGINS_REFUSED);
            boolean hasOrigin = request.headers().contains(HttpHeaderNames.ORIGIN);
            String why = hasOrigin ? SessionReplies.forbiddenOrigin() : SessionReplies.forbiddenHost();
            JsonAnswer.refuse(ctx, HttpResponseStatus.FORBIDDEN, why, 0).addListener(ChannelFutureListener.CLOSE);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    boolean isAllowed(HttpHeaders headers) {
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        if (origins.isEmpty()) {
            return !isOpen || isTls || isKnownHost(headers.getAll(HttpHeaderNames.HOST));
        }
        return origins.size() == 1 && (config.allowed().contains(origins.get(0)) || isOwn(origins.get(0), headers));
    }

    private boolean isKnownHost(List<String> hosts) {
        if (hosts.size() != 1) {
            return hosts.isEmpty();
        }
        String host = hosts.get(0).toLowerCase(Locale.ROOT);
        return namesThisHost(host) || allowedHosts.contains(host);
    }

    private boolean isOwn(String origin, HttpHeaders headers) {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1) {
            return false;
        }
        String host = hosts.get(0).toLowerCase(Locale.ROOT);
        return origin.equals((isTls ? "https://" : "http://") + host) && (isTls || namesThisHost(host));
    }

    /** Whether no name server is asked for the host. */
    private static boolean namesThisHost(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        boolean hasPort = colon >= 0 && hostAndPort.indexOf(']', colon) < 0;
        String host = hasPort ? hostAndPort.substring(0, colon) : hostAndPort;
        if (host.startsWith("[") && host.endsWith("]")) {
            return NetUtil.isValidIpV6Address(host.substring(1, host.length() - 1));
        }
        return host.equals("localhost") || NetUtil.isValidIpV4Address(host);
    }
}
