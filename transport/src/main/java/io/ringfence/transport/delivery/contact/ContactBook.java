package io.ringfence.transport.delivery.contact;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.Contact;
import io.ringfence.transport.delivery.Contacts;
import io.ringfence.transport.delivery.net.PublicAddress;
import io.ringfence.transport.file.SharedFile;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where people are reached, in {@code contacts.json} of a directory.
 *
 * <p>Thread-safe. {@link #of} and {@link #list} read one volatile field and wait for nothing; the others read and write the file,
 * and are not for event loops. Several processes may change the file: each change is made to what it holds at that moment, under
 * a lock beside it.
 */
public final class ContactBook implements Contacts, AutoCloseable {
    private final ContactsConfig config;
    private final ContactRules rules;
    private final Consumer<IOException> onFault;
    /** Guarded by this. */
    private final SharedFile file;
    /** What the file holds, as far as is known. Guarded by this. */
    private ContactTable kept = ContactTable.EMPTY;
    /** Are gone, and could not be taken from the file yet. Guarded by this. */
    private final Set<KeptContact> gone = new HashSet<>();
    /** What is kept and not gone. Written under this; read by anyone. */
    private volatile ContactTable table = ContactTable.EMPTY;
    /** Looks for changes of other processes; set by {@link #start}. */
    private ScheduledThreadPoolExecutor reload;

    /**
     * A book; {@link #start} opens it.
     *
     * @param onFault hears that the file can no longer be read, or not be written; what was known stays. Called with this
     *     book's monitor held: hand over and return
     */
    public ContactBook(ContactsConfig config, Consumer<IOException> onFault) {
        this.config = config;
        this.onFault = onFault;
        rules = new ContactRules(new PublicAddress(config.isLoopbackAllowed()));
        file = new SharedFile(config.directory().resolve("contacts.json"), ContactFile.maxBytes(config.maxContacts()));
    }

    /**
     * Reads the file, and looks after it from then on; where there is none yet, there are no contacts.
     *
     * @throws IOException when it is not as it was written; nothing is changed
     */
    public synchronized void start() throws IOException {
        publish(load());
        reload = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "ringfence-contacts-reload");
            thread.setDaemon(true);
            return thread;
        });
        reload.scheduleWithFixedDelay(this::refreshOrKeep, config.reloadMs(), config.reloadMs(), TimeUnit.MILLISECONDS);
    }

    @Override
    public List<Contact> of(int accountId, DeliveryChannel channel) {
        return table.of(accountId, channel);
    }

    /** What may be shown to an account of its contacts, in the order they were added. */
    public List<ContactInfo> list(int accountId) {
        return table.all().stream()
                .filter(one -> one.accountId() == accountId)
                .map(KeptContact::info)
                .toList();
    }

    /**
     * Adds an address to an account's, in place of the same with another secret. A browser or a phone is one account's: added to
     * one, it is taken from others, lest who used it before reads what is for who uses it now.
     *
     * @param address in the channel's form, see {@link Contacts#of}; of a browser, its subscription as JSON
     * @param secret of a webhook, {@code whsec_} and base64, for example {@link #newSecret}; empty for others
     * @param nowMs since 1970
     * @throws ContactException when it is of no use, or there is no room
     * @throws IOException when the file cannot be read or written: nothing is changed
     */
    public ContactInfo add(int accountId, DeliveryChannel channel, String address, String secret, long nowMs)
            throws IOException {
        if (accountId < 0) {
            throw ContactException.invalid("accountId", "0 or more");
        }
        KeptContact one = new KeptContact(accountId, channel, rules.read(channel, address, secret), nowMs);
        boolean isDevice = channel == DeliveryChannel.WEB || channel == DeliveryChannel.PUSH;
        change(before -> {
            ContactTable without =
                    before.without(other -> other.hasAddressOf(one) && (isDevice || other.accountId() == accountId));
            if (without.of(accountId, channel).size() >= config.maxPerChannel()) {
                throw new ContactException(
                        ContactError.TOO_MANY,
                        "account " + accountId + " has " + config.maxPerChannel()
                                + " contacts at this channel, as many as delivery.contacts.max-per-channel allows");
            }
            if (without.all().size() >= config.maxContacts()) {
                throw new ContactException(
                        ContactError.TOO_MANY,
                        "there are " + config.maxContacts()
                                + " contacts, as many as delivery.contacts.max-contacts allows");
            }
            return without.with(one);
        });
        return one.info();
    }

    /** A secret for a webhook whose owner brings none: show it to the owner, once. */
    public static String newSecret() {
        return ContactRules.newSecret();
    }

    /**
     * Removes one of an account's.
     *
     * @param id as {@link ContactInfo} has it
     * @throws ContactException when there is none
     */
    public void remove(int accountId, String id) throws IOException {
        change(before -> {
            ContactTable after = before.without(
                    one -> one.accountId() == accountId && one.id().equals(id));
            if (after == before) {
                throw new ContactException(
                        ContactError.UNKNOWN_CONTACT, "account " + accountId + " has no contact of this id");
            }
            return after;
        });
    }

    /** Removes all of an account's, of a user that is no more. */
    public void removeAll(int accountId) throws IOException {
        change(before -> before.without(one -> one.accountId() == accountId));
    }

    /**
     * Removes an address that is gone. One that was added again meanwhile with another secret stays. Where the file cannot be
     * written, it is not used any more, and removed as soon as it can.
     */
    @Override
    public synchronized void remove(int accountId, DeliveryChannel channel, Contact contact) {
        for (KeptContact one : table.all()) {
            if (one.isAt(accountId, channel) && one.contact().equals(contact)) {
                gone.add(one);
            }
        }
        try {
            removeGone();
        } catch (IOException e) {
            publish(kept);
            onFault.accept(e);
        }
    }

    private void removeGone() throws IOException {
        if (!gone.isEmpty()) {
            change(before -> before.without(gone::contains));
            gone.clear();
        }
    }

    /**
     * Reads the file again where another process changed it: one system call where none did.
     *
     * @return whether it was
     * @throws IOException when it is damaged; what was known stays
     */
    public synchronized boolean refresh() throws IOException {
        boolean isChanged = file.hasChanged();
        if (isChanged) {
            publish(load());
        }
        return isChanged;
    }

    private synchronized void refreshOrKeep() {
        try {
            refresh();
            removeGone();
        } catch (IOException e) {
            onFault.accept(e);
        }
    }

    private interface Change {
        ContactTable apply(ContactTable before);
    }

    private synchronized void change(Change change) throws IOException {
        file.locked(() -> {
            ContactTable before = file.hasChanged() ? load() : kept;
            ContactTable after = change.apply(before);
            if (after != before) {
                file.replace(ContactFile.encode(after));
            }
            publish(after);
            return after;
        });
    }

    private void publish(ContactTable now) {
        kept = now;
        // One that was added again meanwhile is another line of the book.
        table = now.without(gone::contains);
    }

    private ContactTable load() throws IOException {
        Optional<byte[]> bytes = file.read();
        try {
            return bytes.isPresent() ? ContactFile.decode(file.path(), bytes.get()) : ContactTable.EMPTY;
        } catch (IOException e) {
            // So that no change is made to what was known before, over a file that a person may still mend.
            file.forget();
            throw e;
        }
    }

    /** Ends looking after the file. */
    @Override
    public synchronized void close() {
        if (reload != null) {
            reload.shutdownNow();
        }
    }

    /** Without what it holds. */
    @Override
    public String toString() {
        return "ContactBook[" + file.path() + "]";
    }
}
