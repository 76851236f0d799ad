package io.ringfence.transport.edge;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;

/** Tells browsers, with each answer over HTTP, what not to do with it. A header that an answer has already stays. */
@ChannelHandler.Sharable
final class SecurityHeaders extends ChannelOutboundHandlerAdapter {
    private final String strictTransportSecurity;

    /** HSTS is only sent where its age is not 0. */
    SecurityHeaders(int hstsMaxAgeS) {
        strictTransportSecurity = hstsMaxAgeS == 0 ? null : "max-age=" + hstsMaxAgeS;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            HttpHeaders headers = response.headers();
            set(headers, "x-content-type-options", "nosniff");
            set(headers, "x-frame-options", "DENY");
            set(headers, "referrer-policy", "no-referrer");
            set(headers, "content-security-policy", "default-src 'none'; frame-ancestors 'none'");
            set(headers, "cross-origin-opener-policy", "same-origin");
            set(headers, "cache-control", "no-store");
            if (strictTransportSecurity != null) {
                set(headers, "strict-transport-security", strictTransportSecurity);
            }
        }
        ctx.write(message, promise);
    }

    private static void set(HttpHeaders headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
