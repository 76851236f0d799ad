package io.ringfence.transport.http;

import io.ringfence.transport.account.AccountError;
import io.ringfence.transport.account.AccountException;
import io.ringfence.transport.account.Accounts;
import io.ringfence.transport.account.BrokerKey;
import io.ringfence.transport.account.BrokerKeyInfo;
import io.ringfence.transport.account.Identity;
import io.ringfence.transport.account.IssuedToken;
import io.ringfence.transport.account.LoginResult;
import io.ringfence.transport.account.TokenRenewal;
import io.ringfence.transport.account.TokenVerdict;
import io.ringfence.transport.command.Answer;
import io.ringfence.transport.command.JsonFields;
import io.ringfence.transport.command.RefusalCode;
import io.ringfence.transport.command.RefusedException;
import io.ringfence.transport.edge.HttpAsk;
import io.ringfence.transport.edge.HttpReply;
import io.ringfence.transport.json.JsonText;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Users, tokens and broker keys of {@link Accounts} over HTTP. A user's account in the core is there before a token is. */
final class AccountLogins implements Logins {
    private static final long NS_PER_MS = 1_000_000;
    private static final String TEXT = "a string";

    private final Accounts accounts;
    private final CoreAccounts core;
    private final int floorAccountId;

    /** Account ids below the floor are the host's. */
    AccountLogins(Accounts accounts, CoreAccounts core, int floorAccountId) {
        this.accounts = accounts;
        this.core = core;
        this.floorAccountId = floorAccountId;
    }

    @Override
    public Login identify(String bearer) {
        TokenVerdict verdict = accounts.authenticate(bearer, System.currentTimeMillis());
        if (verdict instanceof TokenVerdict.Valid valid) {
            return new Login(valid.identity(), null);
        }
        return new Login(null, Answer.Refusal.of(RefusalCode.UNAUTHORIZED, ((TokenVerdict.Refused) verdict).message()));
    }

    @Override
    public void register(HttpAsk ask, Executor loop, Consumer<HttpReply> reply) {
        String name;
        char[] password;
        try {
            JsonFields fields = JsonFields.parse(ask.body());
            name = fields.text("username", TEXT);
            password = fields.text("password", TEXT).toCharArray();
        } catch (RefusedException refused) {
            reply.accept(HttpApi.reply(refused.refusal().withoutValue()));
            return;
        }
        after(
                accounts.register(name, password, floorAccountId, ask.address(), System.currentTimeMillis()),
                loop,
                reply,
                user -> core.ensure(
                        user.accountId(),
                        loop,
                        answer -> reply.accept(
                                answer instanceof Answer.Refusal refusal
                                        ? HttpApi.reply(refusal)
                                        : HttpReply.json(201, registered(user.identity())))));
    }

    private static String registered(Identity identity) {
        return new JsonText()
                .object()
                .text("type", "registered")
                .text("user", identity.userName())
                .number("account", identity.accountId())
                .endObject()
                .toString();
    }

    @Override
    public void login(HttpAsk ask, Executor loop, Consumer<HttpReply> reply) {
        String name;
        char[] password;
        try {
            JsonFields fields = JsonFields.parse(ask.body());
            name = fields.text("username", TEXT);
            password = fields.text("password", TEXT).toCharArray();
        } catch (RefusedException refused) {
            reply.accept(HttpApi.reply(refused.refusal().withoutValue()));
            return;
        }
        after(accounts.login(name, password, ask.address(), System.currentTimeMillis()), loop, reply, result -> {
            if (result instanceof LoginResult.Refused refused) {
                reply.accept(HttpApi.reply(refusal(refused.error(), refused.message(), refused.retryAfterMs())));
                return;
            }
            IssuedToken token = ((LoginResult.LoggedIn) result).token();
            // It is there, unless the host fell between the user's entry and the account's.
            core.ensure(
                    token.identity().accountId(),
                    loop,
                    answer -> reply.accept(
                            answer instanceof Answer.Refusal refusal ? HttpApi.reply(refusal) : tokenReply(token)));
        });
    }

    @Override
    public HttpReply refresh(String bearer) {
        TokenRenewal renewal = accounts.renew(bearer, System.currentTimeMillis());
        return renewal instanceof TokenRenewal.Renewed renewed
                ? tokenReply(renewed.token())
                : HttpApi.reply(
                        Answer.Refusal.of(RefusalCode.UNAUTHORIZED, ((TokenRenewal.Refused) renewal).message()));
    }

    private static HttpReply tokenReply(IssuedToken token) {
        return HttpReply.json(
                200,
                new JsonText()
                        .object()
                        .text("type", "token")
                        .text("token", token.text())
                        .text("user", token.identity().userName())
                        .number("account", token.identity().accountId())
                        .time("expires", token.expiresAtMs() * NS_PER_MS)
                        .endObject()
                        .toString());
    }

    @Override
    public HttpReply keys(Identity identity) {
        JsonText json = new JsonText().object().text("type", "broker_keys").array("keys");
        for (BrokerKeyInfo key : accounts.vault().list(identity.accountId())) {
            json.object()
                    .text("keyName", key.keyName())
                    .text("gateway", key.gateway())
                    .text("keyEnding", key.keyEnding())
                    .time("createdTime", key.createdMs() * NS_PER_MS)
                    .endObject();
        }
        return HttpReply.json(200, json.endArray().endObject().toString());
    }

    @Override
    public void putKey(Identity identity, HttpAsk ask, Executor loop, Consumer<HttpReply> reply) {
        BrokerKey key;
        try {
            JsonFields fields = JsonFields.parse(ask.body());
            key = new BrokerKey(
                    identity.accountId(),
                    fields.text("keyName", TEXT),
                    fields.text("gateway", TEXT),
                    fields.text("key", TEXT).toCharArray(),
                    fields.text("secret", TEXT).toCharArray(),
                    fields.has("passphrase") ? fields.text("passphrase", TEXT).toCharArray() : new char[0]);
        } catch (RefusedException refused) {
            reply.accept(HttpApi.reply(refused.refusal().withoutValue()));
            return;
        } catch (AccountException wrong) {
            reply.accept(HttpApi.reply(refusal(wrong.error(), wrong.getMessage(), 0)));
            return;
        }
        String keyName = key.keyName();
        after(
                accounts.putKey(key, System.currentTimeMillis()),
                loop,
                reply,
                done -> reply.accept(HttpReply.json(201, keyDone("broker_key_kept", keyName))));
    }

    @Override
    public void removeKey(Identity identity, String keyName, Executor loop, Consumer<HttpReply> reply) {
        after(
                accounts.removeKey(identity.accountId(), keyName),
                loop,
                reply,
                done -> reply.accept(HttpReply.json(200, keyDone("broker_key_removed", keyName))));
    }

    private static String keyDone(String type, String keyName) {
        return new JsonText()
                .object()
                .text("type", type)
                .text("keyName", keyName)
                .endObject()
                .toString();
    }

    /** What the worker has done, back on the loop. */
    private static <T> void after(
            CompletableFuture<T> future, Executor loop, Consumer<HttpReply> reply, Consumer<T> then) {
        future.whenCompleteAsync(
                (result, failure) -> {
                    if (failure != null) {
                        reply.accept(HttpApi.reply(refusal(failure)));
                        return;
                    }
                    try {
                        then.accept(result);
                    } catch (RuntimeException | Error failed) {
                        // The future would keep it for itself, and the client would wait for ever.
                        reply.accept(HttpApi.reply(refusal(failed)));
                    }
                },
                loop);
    }

    private static Answer.Refusal refusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof AccountException refused
                ? refusal(refused.error(), refused.getMessage(), 0)
                : Answer.Refusal.of(RefusalCode.INTERNAL, "the request failed for a reason of the host's own");
    }

    private static Answer.Refusal refusal(AccountError error, String message, long retryAfterMs) {
        RefusalCode code = switch (error) {
            case INVALID_FIELD -> RefusalCode.INVALID_FIELD;
            case NAME_TAKEN, TOO_MANY -> RefusalCode.REFUSED;
            case UNKNOWN_USER, UNKNOWN_KEY -> RefusalCode.NOT_FOUND;
            case REGISTRATION_CLOSED -> RefusalCode.FORBIDDEN;
            case BAD_CREDENTIALS -> RefusalCode.UNAUTHORIZED;
            case THROTTLED -> RefusalCode.RATE_LIMITED;
            case BUSY -> RefusalCode.BUSY;
            case STORAGE -> RefusalCode.INTERNAL;
        };
        String verdict = code == RefusalCode.REFUSED ? error.name().toLowerCase(java.util.Locale.ROOT) : null;
        return new Answer.Refusal(code, message, verdict, retryAfterMs);
    }
}
