package io.ringfence.config.node;

import io.ringfence.transport.account.Accounts;
import io.ringfence.transport.account.TokenVerdict;
import io.ringfence.transport.account.UsersListener;
import io.ringfence.transport.edge.Access;
import io.ringfence.transport.edge.EdgeServer;
import io.ringfence.transport.edge.TokenCheck;
import java.io.IOException;
import java.util.Optional;

/** Users between what knows them and what they are connected to. The two threads that meet here never wait for each other. */
final class NodeUsers implements UsersListener, TokenCheck, AutoCloseable {
    private final NodeListener listener;
    private final Optional<Accounts> accounts;
    /** Set when it is made, which is after this. */
    private volatile EdgeServer edge;

    /** Users of a host whose edge asks for tokens; of another host there are none. */
    NodeUsers(NodeConfig config, NodeListener listener) {
        this.listener = listener;
        boolean hasUsers =
                config.edge().filter(edge -> edge.access() == Access.TOKENS).isPresent();
        this.accounts = config.access().filter(access -> hasUsers).map(access -> new Accounts(access, this));
    }

    /** Before the edge is started. */
    void start(EdgeServer users) throws IOException {
        edge = users;
        if (accounts.isPresent()) {
            accounts.get().start();
        }
    }

    @Override
    public TokenVerdict check(String token, long nowMs) {
        return accounts.isPresent() ? accounts.get().authenticate(token, nowMs) : TokenCheck.NONE.check(token, nowMs);
    }

    @Override
    public void onRevoked(String userName) {
        edge.revoke(userName);
    }

    @Override
    public void onFault(IOException fault) {
        listener.onNotice("users stay as they were: " + fault.getMessage());
    }

    @Override
    public void close() {
        accounts.ifPresent(Accounts::close);
    }
}
