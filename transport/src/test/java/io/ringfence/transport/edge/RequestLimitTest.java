package io.ringfence.transport.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.ringfence.transport.rate.Rate;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
    private final AtomicLong nowNs = new AtomicLong();
    private final EdgeCounters counters = new EdgeCounters();
    private final EmbeddedChannel channel = new EmbeddedChannel(new RequestLimit(counters, Rate.of(1, 2), nowNs::get));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldAnswer429BehindTheAnswersToThoseBeforeItWhenARequestComesTooSoon() {
        channel.writeInbound(get(), get(), get(), get());
        assertEquals(2, channel.inboundMessages().size());
        channel.writeOutbound(ok());
        assertEquals(1, channel.outboundMessages().size());
        assertTrue(channel.isOpen());
        channel.writeOutbound(ok());

        assertEquals("200 ", status(channel));
        assertEquals("200 ", status(channel));
        assertEquals(
                "429 {\"type\":\"error\",\"code\":\"RATE_LIMITED\",\"message\":\"requests of this connection: too many, try"
                        + " again in 1000 ms\",\"temporary\":true,\"retryAfterMs\":1000}",
                status(channel));
        assertFalse(channel.isOpen());
        assertEquals(1, counters.value(EdgeCounter.MESSAGES_TOO_SOON));
    }

    @Test
    void shouldLetRequestsThroughWhenTheyComeAtTheRate() {
        for (int i = 0; i < 10; i++) {
            channel.writeInbound(get());
            channel.writeOutbound(ok());
            nowNs.addAndGet(1_000_000_000L);
        }

        assertEquals(10, channel.inboundMessages().size());
        assertTrue(channel.isOpen());
    }

    private static FullHttpRequest get() {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/positions");
    }

    private static FullHttpResponse ok() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    }

    private static String status(EmbeddedChannel channel) {
        FullHttpResponse response = channel.readOutbound();
        String text = response.status().code() + " " + response.content().toString(StandardCharsets.UTF_8);
        response.release();
        return text;
    }
}
