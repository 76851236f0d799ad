package io.ringfence.transport.account;

import io.ringfence.transport.file.SharedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The users of a host, in {@code users.json} of a directory.
 *
 * <p>Thread-safe. {@link #lookup} and {@link #list} read one volatile field. Everything that hashes or writes is done on the
 * worker's threads and answered by a future, which fails with an {@link AccountException}. Several processes may change the
 * file: each change is made to what it holds at that moment, under a lock beside it; {@link #refresh} finds what others
 * changed, and each verification and each change begins with it. Passwords are copied, and the copies wiped.
 */
public final class Users implements AutoCloseable {
    private final AccountsConfig config;
    private final PasswordWorker worker;
    private final UsersListener listener;
    private final SecureRandom random = new SecureRandom();
    private final PasswordHash nobody;
    /** Guarded by this. */
    private final SharedFile file;
    /** Written under this; read by anyone. */
    private volatile UserTable table = UserTable.EMPTY;

    /** Users of the configuration's directory; {@link #start} reads them. */
    public Users(AccountsConfig config, UsersListener listener) {
        this.config = config;
        this.listener = listener;
        Path path = config.directory().resolve("users.json");
        file = new SharedFile(path, UserFile.maxBytes(config.maxUsers()));
        nobody = PasswordHash.ofNobody(config.passwords());
        worker = new PasswordWorker(config.passwords());
    }

    /**
     * Reads the file; where there is none yet, there are no users.
     *
     * @throws IOException when it is not as it was written; nothing is changed
     */
    public synchronized void start() throws IOException {
        publish(load());
    }

    /** Of anyone's; never waits. */
    public Optional<User> lookup(String name) {
        return Optional.ofNullable(table.byName().get(name));
    }

    /** In the order they were added; never waits. */
    public List<User> list() {
        return List.copyOf(table.byName().values());
    }

    /**
     * Reads the file again where another process changed it: one system call where none did.
     *
     * @throws IOException when it is damaged; what was known stays
     */
    public synchronized boolean refresh() throws IOException {
        if (!file.hasChanged()) {
            return false;
        }
        publish(load());
        return true;
    }

    /**
     * Adds a user with an account of its own.
     *
     * @param floorAccountId account ids below it are the caller's
     * @param nowMs time of its creation, since 1970
     */
    public CompletableFuture<User> register(String name, char[] password, int floorAccountId, long nowMs) {
        return add(name, password, table -> table.nextAccountId(floorAccountId), nowMs);
    }

    /** Adds a user of an account that others may have as well; 0 makes an operator. */
    public CompletableFuture<User> add(String name, char[] password, int accountId, long nowMs) {
        return add(name, password, table -> accountId, nowMs);
    }

    private CompletableFuture<User> add(
            String name, char[] password, Function<UserTable, Integer> account, long nowMs) {
        char[] copy = password.clone();
        return worker.submit(
                () -> {
                    User.checkName(name);
                    PasswordHash.check("password", copy);
                    refresh();
                    // Before the work of the hash, and again after it.
                    table.checkRoom(name, config.maxUsers());
                    User.checkAccount(account.apply(table));
                    String hash =
                            PasswordHash.of(copy, config.passwords(), random).phc();
                    return change(before -> {
                                before.checkRoom(name, config.maxUsers());
                                User user = new User(
                                        name, account.apply(before), hash, nowMs, before.highestGeneration() + 1, true);
                                return before.with(user);
                            })
                            .find(name);
                },
                () -> Arrays.fill(copy, '\0'));
    }

    /**
     * The user, if that is the password and the user is enabled. Takes as long for a user that does not exist. A hash that was
     * made with less than the configuration asks for is made anew.
     */
    public CompletableFuture<Optional<User>> verify(String name, char[] password) {
        char[] copy = password.clone();
        return worker.submit(() -> verifyNow(name, copy), () -> Arrays.fill(copy, '\0'));
    }

    private Optional<User> verifyNow(String name, char[] password) throws IOException {
        refreshOrKeep();
        User user = User.isName(name) ? table.byName().get(name) : null;
        PasswordHash hash = user == null ? nobody : PasswordHash.parse(user.passwordHash());
        boolean isMatch = hash.matches(password);
        if (!isMatch || user == null || !user.isEnabled()) {
            return Optional.empty();
        }
        if (hash.isBelow(config.passwords())) {
            raiseHash(user, password);
        }
        // Meanwhile it may have been revoked, or given another password; then this login came too late.
        return lookup(name).filter(now -> now.isEnabled() && now.tokenGeneration() == user.tokenGeneration());
    }

    /** Login goes on where the better hash cannot be kept. */
    private void raiseHash(User user, char[] password) {
        String raised = PasswordHash.of(password, config.passwords(), random).phc();
        try {
            change(before -> {
                User now = before.byName().get(user.name());
                boolean isSame = now != null && now.passwordHash().equals(user.passwordHash());
                return isSame ? before.with(now.withPassword(raised)) : before;
            });
        } catch (IOException e) {
            listener.onFault(e);
        }
    }

    /** Sets another password, which voids the user's tokens. */
    public CompletableFuture<User> changePassword(String name, char[] password) {
        char[] copy = password.clone();
        return worker.submit(() -> changePasswordNow(name, copy), () -> Arrays.fill(copy, '\0'));
    }

    /** The same by somebody who knows the present one; fails with {@code BAD_CREDENTIALS} otherwise. */
    public CompletableFuture<User> changePassword(String name, char[] present, char[] password) {
        char[] presentCopy = present.clone();
        char[] copy = password.clone();
        return worker.submit(
                () -> {
                    PasswordHash.check("password", copy);
                    if (verifyNow(name, presentCopy).isEmpty()) {
                        throw new AccountException(AccountError.BAD_CREDENTIALS, "name or password is wrong");
                    }
                    return changePasswordNow(name, copy);
                },
                () -> {
                    Arrays.fill(presentCopy, '\0');
                    Arrays.fill(copy, '\0');
                });
    }

    private User changePasswordNow(String name, char[] password) throws IOException {
        PasswordHash.check("password", password);
        refresh();
        table.find(name);
        String hash = PasswordHash.of(password, config.passwords(), random).phc();
        return change(before -> before.with(
                        before.find(name).withPassword(hash).withGeneration(before.highestGeneration() + 1)))
                .find(name);
    }

    /** Voids all tokens that the user has; it may log in again. */
    public CompletableFuture<User> revoke(String name) {
        return changed(name, before -> before.with(before.find(name).withGeneration(before.highestGeneration() + 1)));
    }

    /** Refuses the user's logins and tokens, or accepts logins again; tokens from before stay void. */
    public CompletableFuture<User> enable(String name, boolean isEnabled) {
        return changed(
                name,
                before -> before.with(
                        before.find(name).enabled(isEnabled).withGeneration(before.highestGeneration() + 1)));
    }

    private CompletableFuture<User> changed(String name, Change change) {
        return worker.submit(() -> change(change).find(name), () -> {});
    }

    /** Removes the user; its account id is not given to another. */
    public CompletableFuture<Void> remove(String name) {
        return worker.submit(
                () -> {
                    change(before -> before.without(before.find(name)));
                    return null;
                },
                () -> {});
    }

    /** Ends the worker; what waits is refused as busy. */
    @Override
    public void close() {
        worker.close();
    }

    /** For work that may not be done on an event loop either. */
    PasswordWorker worker() {
        return worker;
    }

    /** Refreshes from a thread that has nobody to tell of a fault but the listener. */
    void refreshOrKeep() {
        try {
            refresh();
        } catch (IOException e) {
            listener.onFault(e);
        }
    }

    private interface Change {
        UserTable apply(UserTable before);
    }

    private synchronized UserTable change(Change change) throws IOException {
        return file.locked(() -> {
            refresh();
            UserTable after = change.apply(table);
            if (after != table) {
                file.replace(UserFile.encode(after));
                publish(after);
            }
            return after;
        });
    }

    private UserTable load() throws IOException {
        Optional<byte[]> bytes = file.read();
        try {
            if (bytes.isPresent()) {
                return UserFile.decode(file.path(), bytes.get());
            }
            if (table.highestGeneration() > 0) {
                throw new IOException(
                        file.path() + ": it is gone, and with it the generations of tokens that are void");
            }
            return UserTable.EMPTY;
        } catch (IOException e) {
            // So that no change is made to what was known before, over a file that a person may still mend.
            file.forget();
            throw e;
        }
    }

    private void publish(UserTable after) {
        UserTable before = table;
        table = after;
        for (User old : before.byName().values()) {
            User now = after.byName().get(old.name());
            boolean isSame = now != null
                    && now.isEnabled()
                    && now.tokenGeneration() == old.tokenGeneration()
                    && now.accountId() == old.accountId();
            if (!isSame) {
                listener.onRevoked(old.name());
            }
        }
    }
}
