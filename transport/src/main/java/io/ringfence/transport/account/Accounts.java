package io.ringfence.transport.account;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Who a client is: what the edge asks. Made with plain {@code new}, started before the edge and closed after it.
 *
 * <p>Any thread, event loops included: what takes time is answered by a future that the worker completes.
 */
public final class Accounts implements AutoCloseable {
    private static final long BUSY_RETRY_MS = 1_000;

    private final AccountsConfig config;
    private final UsersListener listener;
    private final Users users;
    private final KeyVault vault;
    private final LoginThrottle throttle;
    /** Set by {@link #start}, before anyone asks. */
    private volatile Tokens tokens;
    /** Looks for changes of other processes; set by {@link #start}. */
    private ScheduledThreadPoolExecutor reload;

    /** All of a directory. */
    public Accounts(AccountsConfig config, UsersListener listener) {
        this.config = config;
        this.listener = listener;
        users = new Users(config, listener);
        vault = new KeyVault(config.directory(), config.vault());
        throttle = new LoginThrottle(config.throttle());
    }

    /**
     * Reads users, keys and broker keys; makes keys at the first start.
     *
     * @throws IOException in one line: file or setting, and why
     */
    public void start() throws IOException {
        users.start();
        vault.start();
        byte[] key = config.tokens().key().read("tokens.key");
        Optional<SecretSource> previous = config.tokens().previousKey();
        Optional<byte[]> previousKey = previous.isPresent()
                ? Optional.of(previous.get().readExisting("tokens.previous-key"))
                : Optional.empty();
        tokens = new Tokens(config.tokens(), key, previousKey, users::lookup);
        reload = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "account-reload");
            thread.setDaemon(true);
            return thread;
        });
        reload.scheduleWithFixedDelay(this::reload, config.reloadMs(), config.reloadMs(), TimeUnit.MILLISECONDS);
    }

    private void reload() {
        users.refreshOrKeep();
        try {
            vault.refresh();
        } catch (IOException e) {
            listener.onFault(e);
        }
    }

    /**
     * Checks a password.
     *
     * @param password copied; the caller wipes its own
     * @param address the client's
     * @param nowMs since 1970
     * @return never fails for what a client did; with an exception for a bug only
     */
    public CompletableFuture<LoginResult> login(String name, char[] password, InetAddress address, long nowMs) {
        long waitMs = throttle.admit(name, address, nowMs);
        if (waitMs > 0) {
            return CompletableFuture.completedFuture(throttled(waitMs));
        }
        return users.verify(name, password).handle((user, failure) -> {
            if (failure != null) {
                throttle.withdrawn(name, address);
                return refused(failure);
            }
            if (user.isEmpty()) {
                return new LoginResult.Refused(AccountError.BAD_CREDENTIALS, "name or password is wrong", 0);
            }
            throttle.succeeded(name, address);
            return new LoginResult.LoggedIn(tokens.issue(user.get(), nowMs));
        });
    }

    /**
     * Adds a user with an account of its own, where registration is open. Each counts for its address like a failed login,
     * since each costs a hash.
     *
     * @param floorAccountId account ids below it are the host's
     * @return fails with an {@link AccountException}
     */
    public CompletableFuture<User> register(
            String name, char[] password, int floorAccountId, InetAddress address, long nowMs) {
        if (!config.isRegistrationOpen()) {
            return CompletableFuture.failedFuture(new AccountException(
                    AccountError.REGISTRATION_CLOSED, "registration is closed; ask who runs this host"));
        }
        long waitMs = throttle.admit(null, address, nowMs);
        if (waitMs > 0) {
            return CompletableFuture.failedFuture(new AccountException(
                    AccountError.THROTTLED, throttled(waitMs).message()));
        }
        return users.register(name, password, floorAccountId, nowMs);
    }

    /** Whose token it is. Waits for nothing. */
    public TokenVerdict authenticate(String token, long nowMs) {
        return tokens.verify(token, nowMs);
    }

    /** Another token for one that is still valid, as long as the login is young enough. Waits for nothing. */
    public TokenRenewal renew(String token, long nowMs) {
        return tokens.renew(token, nowMs);
    }

    /** Sets another password for somebody who knows the present one; guessing it here is throttled like a login. */
    public CompletableFuture<User> changePassword(
            String name, char[] present, char[] password, InetAddress address, long nowMs) {
        long waitMs = throttle.admit(name, address, nowMs);
        if (waitMs > 0) {
            return CompletableFuture.failedFuture(new AccountException(
                    AccountError.THROTTLED, throttled(waitMs).message()));
        }
        return users.changePassword(name, present, password).whenComplete((user, failure) -> {
            if (failure == null) {
                throttle.succeeded(name, address);
            } else if (errorOf(failure) != AccountError.BAD_CREDENTIALS) {
                throttle.withdrawn(name, address);
            }
        });
    }

    /** Seals a broker key on the worker, which closes what it was given. */
    public CompletableFuture<Void> putKey(BrokerKey key, long nowMs) {
        return users.worker()
                .submit(
                        () -> {
                            vault.put(key, nowMs);
                            return null;
                        },
                        key::close);
    }

    /** Removes a broker key on the worker. */
    public CompletableFuture<Void> removeKey(int accountId, String keyName) {
        return users.worker()
                .submit(
                        () -> {
                            vault.remove(accountId, keyName);
                            return null;
                        },
                        () -> {});
    }

    /** The users, for what only an operator does. */
    public Users users() {
        return users;
    }

    /** The broker keys. */
    public KeyVault vault() {
        return vault;
    }

    private static LoginResult.Refused throttled(long waitMs) {
        return new LoginResult.Refused(
                AccountError.THROTTLED,
                "too many failed logins, try again in " + (waitMs + 999) / 1_000 + " s",
                waitMs);
    }

    private static LoginResult refused(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof AccountException refusal) {
            long retryMs = refusal.error().isTemporary() ? BUSY_RETRY_MS : 0;
            return new LoginResult.Refused(refusal.error(), refusal.getMessage(), retryMs);
        }
        throw new CompletionException(cause);
    }

    private static AccountError errorOf(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof AccountException refusal ? refusal.error() : null;
    }

    /** Ends the threads; logins that wait are refused as busy. */
    @Override
    public void close() {
        if (reload != null) {
            reload.shutdownNow();
        }
        users.close();
    }
}
