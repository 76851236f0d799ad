package io.ringfence.transport.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.ringfence.transport.account.Identity;
import io.ringfence.transport.account.TokenVerdict;

/**
 * Finds out who clients are. Shared by all connections; each call on the client's event loop, but {@link #revoke}.
 *
 * <p>A token that was good a moment ago may be revoked while its connection is not yet among those of its user, so it is looked
 * at again when it is.
 */
final class Authentication {
    static final WebSocketCloseStatus REVOKED = new WebSocketCloseStatus(3502, "the user's tokens were revoked");

    private static final WebSocketCloseStatus OTHER_USER =
            new WebSocketCloseStatus(3501, "another user on an authenticated connection");
    private static final WebSocketCloseStatus TOO_MANY_OF_USER =
            new WebSocketCloseStatus(3504, "too many connections of this user");

    private final boolean isOpen;
    private final MessageConfig messages;
    private final TokenCheck tokens;
    private final EdgeCounters counters;
    private final UserConnections users;

    Authentication(EdgeConfig config, TokenCheck tokens, EdgeCounters counters) {
        this.isOpen = config.access() == Access.OPEN;
        this.messages = config.messages();
        this.tokens = tokens;
        this.counters = counters;
        this.users = new UserConnections(config.admission().maxConnectionsPerUser());
    }

    /** Takes a token and answers; null, or why not. What was read behind the message is handled on the way. */
    Request.Refused authenticate(ChannelHandlerContext ctx, Client client, Request.Auth request) {
        if (isOpen) {
            client.reply(SessionReplies.authenticated(request.id(), client.session()));
            return null;
        }
        TokenVerdict verdict = check(request);
        if (verdict instanceof TokenVerdict.Refused refused) {
            counters.increment(EdgeCounter.TOKENS_REFUSED);
            return new Request.Refused(request.id(), ErrorCode.UNAUTHORIZED, refused.message());
        }
        TokenVerdict.Valid valid = (TokenVerdict.Valid) verdict;
        Identity known = client.session().identity();
        if (known != null && !known.equals(valid.identity())) {
            client.closeSession(OTHER_USER);
            return null;
        }
        if (known == null && !users.add(valid.identity().userName(), ctx.channel())) {
            counters.increment(EdgeCounter.CONNECTIONS_REFUSED_USER);
            client.closeSession(TOO_MANY_OF_USER);
            return null;
        }
        if (known == null && !(check(request) instanceof TokenVerdict.Valid)) {
            client.closeSession(REVOKED);
            return null;
        }
        client.session().authenticated(valid.identity(), valid.expiresAtMs());
        ChannelPipeline pipeline = ctx.pipeline();
        pipeline.get(Deadlines.class).expireIn(client.session().expiresAtMs() - System.currentTimeMillis());
        client.reply(SessionReplies.authenticated(request.id(), client.session()));
        if (known == null) {
            FrameBounds.raise(pipeline, messages);
        }
        return null;
    }

    private TokenVerdict check(Request.Auth request) {
        return tokens.check(request.token(), System.currentTimeMillis());
    }

    /** Any thread: closes all connections of a user. */
    void revoke(String userName) {
        users.revoke(userName);
    }
}
