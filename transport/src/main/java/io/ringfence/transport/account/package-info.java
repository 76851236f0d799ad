/**
 * Who a client is: users and their passwords, the tokens of their logins, and the keys of their accounts to brokers.
 *
 * <pre>
 *   edge's event loops                        account-1 (passwords.threads of them)
 *  ┌──────────────────────────────┐  bounded ┌──────────────────────────────────┐
 *  │ login ─► LoginThrottle ──────┼─────────►│ Argon2id, users.json, keys.json  │
 *  │            Tokens.issue ◄────┼──────────┤                                  │
 *  │ authenticate, renew ─► Tokens│  future  └──────────────────────────────────┘
 *  │             │ lookup         │           account-reload: each reloadMs, has another
 *  │             ▼                │           process changed a file?
 *  │      Users' volatile table   │
 *  └──────────────────────────────┘
 * </pre>
 *
 * <p>The composition root makes an {@link io.ringfence.transport.account.Accounts} from an {@link
 * io.ringfence.transport.account.AccountsConfig}, starts it before the edge and closes it after. The command line changes the
 * same files through {@link io.ringfence.transport.account.Users}, whether a host runs on them or not.
 *
 * <p><b>Threads.</b> Everything public may be called by any thread. {@code authenticate}, {@code renew}, {@code lookup}, {@code
 * list} and {@code KeyVault.open} compute for microseconds and wait for nothing; {@code LoginThrottle} has a lock that is held
 * as long. A hash takes 50 ms and more, a file its sync: both are done by the worker, and what comes back runs on it, so that
 * a handler has to return to its own event loop. When {@code queueLength} wait, the next is refused as busy. {@link
 * io.ringfence.transport.account.UsersListener} hears of revocations on the worker or on {@code account-reload}. Nothing here
 * reads a clock: times are arguments.
 *
 * <p><b>Users.</b> A name is one user's, whatever its case; several users may have one account of the core, and users of
 * account 0 run the host. Account ids and token generations only rise, over removed users as well: no later user inherits an
 * account, no old token fits a later user. Revoking, disabling, enabling and a new password raise the generation.
 *
 * <p><b>Tokens.</b> {@code Tokens} has their claims. They are verified against the users as they are now, so a revocation by
 * this host holds at once, and one by the command line after {@code reloadMs}. A connection is to be closed at the token's
 * expiry, and when its user is revoked. To change the signing key, move its file, name it as the previous key, start again,
 * and take the previous key away after {@code lifetimeMs}.
 *
 * <p><b>Files</b> of the directory, mode 0600, each written aside, synced and renamed, so that a reader or a crash sees one
 * whole state:
 *
 * <pre>
 *   users.json       names, accounts, hashes in PHC string format, generations
 *   keys.json        broker keys, AES-256-GCM, a random nonce each; labels are authenticated with them
 *   *.json.lock      locked by who changes the file
 *   token.key        signs tokens; another one ends all logins
 *   vault.key        opens keys.json, which is lost without it
 * </pre>
 *
 * A file that cannot be read stops a start; found later, it leaves what was known, refuses changes, and is told to the
 * listener.
 *
 * <p><b>What it does not protect against.</b> Who can read the directory's key files or this process's memory has everything.
 * Who can write the directory can put back an older state of it, a revoked token's user with it, or remove entries. A token is
 * good for whoever holds it. Passwords are wiped where they are arrays; what the caller made of them, a String of JSON say,
 * is the caller's. A guesser with many addresses and names can push earlier failures out of the throttle, and can make a user
 * that comes from elsewhere than loopback wait {@code maxDelayMs} now and then; behind a proxy on the same machine every
 * client is loopback, unless the edge tells the throttle the address that the proxy gives. Random 96-bit nonces are good for
 * some 2^32 sealings under one master key.
 *
 * <p><b>Cost.</b> 50 to 100 ms and {@code memoryKib} of garbage a hash, with the defaults; so a worker checks 10 to 20 logins a
 * second.
 */
package io.ringfence.transport.account;
