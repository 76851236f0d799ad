package io.ringfence.transport.http;

import io.ringfence.transport.account.Identity;
import io.ringfence.transport.command.Answer;
import io.ringfence.transport.edge.HttpAsk;
import io.ringfence.transport.edge.HttpReply;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Who a client is, over HTTP. Event loops call it; it does not block them. */
interface Logins {
    /** Whose token it is, or why it does not hold. */
    Login identify(String bearer);

    /** Adds a user, and then the account in the core. */
    void register(HttpAsk ask, Executor loop, Consumer<HttpReply> reply);

    /** Gives a token for a name and a password. */
    void login(HttpAsk ask, Executor loop, Consumer<HttpReply> reply);

    /** Gives another token for one that holds. */
    HttpReply refresh(String bearer);

    /** Keys of an account's brokers, without what is secret. */
    HttpReply keys(Identity identity);

    /** Keeps a key. */
    void putKey(Identity identity, HttpAsk ask, Executor loop, Consumer<HttpReply> reply);

    /** Forgets a key. */
    void removeKey(Identity identity, String keyName, Executor loop, Consumer<HttpReply> reply);

    /**
     * What came of looking.
     *
     * @param identity null where it is refused
     * @param refusal null where it is not
     */
    record Login(Identity identity, Answer.Refusal refusal) {}
}
