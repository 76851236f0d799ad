package io.ringfence.config.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver of webhooks on this machine, which answers as it is told to and remembers what came. */
final class WebhookReceiver implements AutoCloseable {
    private static final long PATIENCE_S = 60;

    private final HttpServer server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private volatile int status = 200;

    /** What came: its id, its time and its signature, and the body. */
    record Call(String id, String timestamp, String signature, String body) {
        /** Checks as Standard Webhooks has it. */
        boolean isSignedWith(String secret) throws GeneralSecurityException {
            byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] text = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
            return signature.equals("v1," + Base64.getEncoder().encodeToString(mac.doFinal(text)));
        }
    }

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** The status of answers from now on. */
    void answer(int newStatus) {
        status = newStatus;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(new Call(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    body));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    Call next() throws InterruptedException {
        Call call = calls.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("nothing came");
        }
        return call;
    }

    /** How many came that nobody has asked for. */
    int waiting() {
        return calls.size();
    }

    void forget() {
        calls.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
