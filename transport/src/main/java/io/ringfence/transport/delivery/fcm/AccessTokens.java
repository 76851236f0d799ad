package io.ringfence.transport.delivery.fcm;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.ringfence.transport.delivery.net.HttpAnswer;
import io.ringfence.transport.delivery.net.HttpCaller;
import io.ringfence.transport.delivery.net.JsonTree;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens of a service account: OAuth 2.0 with a signed JWT as the grant (RFC 7523), as "Using OAuth 2.0 for Server to Server
 * Applications" of Google's has it. One is kept until a minute before it expires; who comes while another is being asked for waits
 * for the same. Any thread.
 */
final class AccessTokens {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final long ASSERTION_MS = TimeUnit.HOURS.toMillis(1);
    private static final long MARGIN_MS = TimeUnit.MINUTES.toMillis(1);
    private static final long MAX_LIFETIME_S = TimeUnit.DAYS.toSeconds(1);
    /** Goes into a header. */
    private static final String BEARER = "[!-~]{1,4096}";

    private final ServiceAccount account;
    private final RSASSASigner signer;
    private final HttpCaller http;
    private final LongSupplier epochMs;

    private Token current = Token.none("");
    /** The one that is being asked for, null for none. */
    private CompletableFuture<Token> asked;

    /** A token and when it is not used any more; or why there is none. */
    record Token(String bearer, long untilMs, String fault) {
        static Token none(String fault) {
            return new Token("", Long.MIN_VALUE, fault);
        }

        boolean isThere() {
            return !bearer.isEmpty();
        }

        @Override
        public String toString() {
            return isThere() ? "a token" : fault;
        }
    }

    AccessTokens(ServiceAccount account, HttpCaller http, LongSupplier epochMs) {
        this.account = account;
        this.signer = new RSASSASigner(account.key());
        this.http = http;
        this.epochMs = epochMs;
    }

    /** A token that holds now; never fails. */
    synchronized CompletableFuture<Token> token() {
        if (asked != null) {
            return asked;
        }
        if (current.isThere() && epochMs.getAsLong() < current.untilMs()) {
            return CompletableFuture.completedFuture(current);
        }
        HttpRequest.Builder request = request(epochMs.getAsLong());
        CompletableFuture<Token> answer = new CompletableFuture<>();
        asked = answer;
        http.call(request)
                .thenApply(this::read)
                .exceptionally(bug -> Token.none("no access token"))
                .thenAccept(token -> keep(token, answer));
        return answer;
    }

    /** FCM does not take it any more. */
    synchronized void refused(Token token) {
        if (current == token) {
            current = Token.none("");
        }
    }

    private void keep(Token token, CompletableFuture<Token> answer) {
        synchronized (this) {
            current = token;
            asked = null;
        }
        answer.complete(token);
    }

    private HttpRequest.Builder request(long nowMs) {
        String form =
                "grant_type=" + URLEncoder.encode(GRANT, StandardCharsets.UTF_8) + "&assertion=" + assertion(nowMs);
        return HttpRequest.newBuilder(account.tokenEndpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.US_ASCII));
    }

    private String assertion(long nowMs) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(account.email())
                .claim("scope", SCOPE)
                .audience(account.tokenEndpoint().toString())
                .issueTime(new Date(nowMs))
                .expirationTime(new Date(nowMs + ASSERTION_MS))
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(account.keyId())
                        .build(),
                claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("an assertion cannot be signed", e);
        }
        return jwt.serialize();
    }

    private Token read(HttpAnswer response) {
        Optional<JsonTree> body = JsonTree.parse(response.body());
        if (response.isSuccess() && body.isPresent()) {
            String bearer = body.get().text("access_token");
            long lifetimeS = Math.min(body.get().number("expires_in").orElse(0), MAX_LIFETIME_S);
            if (bearer.matches(BEARER) && lifetimeS > 0) {
                long lifetimeMs = TimeUnit.SECONDS.toMillis(lifetimeS);
                return new Token(bearer, epochMs.getAsLong() + Math.max(lifetimeMs - MARGIN_MS, lifetimeMs / 2), "");
            }
        }
        String fault = response.isSuccess() ? "broken answer" : response.summary();
        String code = body.map(tree -> tree.text("error")).orElse("");
        LOG.warn("no access token for FCM: {} {}", fault, code.matches("[a-z_]{1,64}") ? code : "");
        return Token.none("no access token: " + fault);
    }
}
