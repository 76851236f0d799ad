package io.ringfence.transport.http;

import io.ringfence.transport.command.Answer;
import io.ringfence.transport.command.Asker;
import io.ringfence.transport.command.Command;
import io.ringfence.transport.command.CommandPort;
import io.ringfence.transport.view.AccountViews;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Accounts of the core for users that have registered: journaled before the user is told. */
final class CoreAccounts {
    private static final Asker HOST = new Asker(Asker.HOST_ACCOUNT);

    private final CommandPort port;
    private final AccountViews views;
    private final long startCash;

    /** Each begins with so much cash, scaled. */
    CoreAccounts(CommandPort port, AccountViews views, long startCash) {
        this.port = port;
        this.views = views;
        this.startCash = startCash;
    }

    /** Makes an account unless it stands; the reply comes on the loop. */
    void ensure(int accountId, Executor loop, Consumer<Answer> reply) {
        boolean isThere;
        synchronized (views.lock()) {
            isThere = views.isAccount(accountId);
        }
        // Named after its number, so that no user can take a name that the host's configuration has, or will have.
        Command.Register register = new Command.Register(accountId, "user-" + accountId, startCash);
        if (isThere) {
            reply.accept(new Answer.Accepted(register.type(), "", accountId, 0, true));
        } else {
            port.submit(HOST, register, Optional.empty(), loop, reply);
        }
    }
}
