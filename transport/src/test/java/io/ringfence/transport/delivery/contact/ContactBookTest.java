package io.ringfence.transport.delivery.contact;

import static io.ringfence.transport.delivery.contact.ContactFixture.open;
import static io.ringfence.transport.delivery.contact.ContactFixture.subscription;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.Contact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContactBookTest {
    private static final DeliveryChannel EMAIL = DeliveryChannel.EMAIL;
    private static final DeliveryChannel WEB = DeliveryChannel.WEB;
    private static final String ENDPOINT = "https://push.example.net/send/abc";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
    private static final String OTHER_AUTH = "AAAAAAAAAAAAAAAAAAAAAA";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("contacts.json");
    }

    private ContactBook book() throws IOException {
        return open(directory, 100, 8);
    }

    private static Contact email(String address) {
        return new Contact(address, "");
    }

    @Test
    void shouldHaveWhatWasAddedWhenItIsOpenedAgain() throws IOException {
        String secret = ContactBook.newSecret();
        try (ContactBook book = book()) {
            book.add(7, EMAIL, "ada@Example.org", "", 41);
            book.add(7, DeliveryChannel.WEBHOOK, "https://hook.example.net/", secret, 42);
            book.add(8, DeliveryChannel.TELEGRAM, "-100123", "", 43);
            book.add(7, WEB, subscription(ENDPOINT, AUTH), "", 44);
        }
        try (ContactBook book = book()) {
            assertEquals(List.of(email("ada@example.org")), book.of(7, EMAIL));
            assertEquals(
                    List.of(new Contact("https://hook.example.net/", secret)), book.of(7, DeliveryChannel.WEBHOOK));
            assertEquals(List.of(email("-100123")), book.of(8, DeliveryChannel.TELEGRAM));
            assertEquals(List.of(), book.of(8, EMAIL));
            assertEquals(
                    List.of(ENDPOINT),
                    book.of(7, WEB).stream().map(Contact::address).toList());
            assertTrue(book.of(7, WEB).get(0).secret().contains(AUTH));
            List<ContactInfo> list = book.list(7);
            assertEquals(
                    List.of("ada@example.org 41", "https://hook.example.net/ 42", ENDPOINT + " 44"),
                    list.stream()
                            .map(one -> one.address() + " " + one.addedMs())
                            .toList());
            assertTrue(list.stream().allMatch(one -> one.id().matches("[0-9a-f]{16}")), list.toString());
            assertFalse(list.toString().contains(secret) || list.toString().contains(AUTH));
            assertEquals("ContactBook[" + file + "]", book.toString());
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void shouldHaveNoContactsAndNoFileWhenItIsNew() throws IOException {
        try (ContactBook book = book()) {
            assertEquals(List.of(), book.list(7));
            assertFalse(Files.exists(file));
        }
    }

    @Test
    void shouldRemoveOneByItsIdWhenItIsTheAccounts() throws IOException {
        try (ContactBook book = book()) {
            ContactInfo ada = book.add(7, EMAIL, "ada@example.org", "", 1);
            book.add(8, EMAIL, "ada@example.org", "", 2);
            book.remove(7, ada.id());
            assertEquals(List.of(), book.of(7, EMAIL));
            assertEquals(List.of(email("ada@example.org")), book.of(8, EMAIL));
            ContactException refusal = assertThrows(ContactException.class, () -> book.remove(7, ada.id()));
            assertEquals(ContactError.UNKNOWN_CONTACT, refusal.error());
            assertEquals("account 7 has no contact of this id", refusal.getMessage());
            book.removeAll(8);
            book.removeAll(9);
            assertEquals(List.of(), book.list(8));
        }
    }

    @Test
    void shouldForgetWhatIsGoneWhenItIsOpenedAgain() throws IOException {
        try (ContactBook book = book()) {
            book.add(7, EMAIL, "ada@example.org", "", 1);
            book.add(7, EMAIL, "bob@example.org", "", 2);
            book.remove(7, EMAIL, email("ada@example.org"));
            book.remove(7, EMAIL, email("nobody@example.org"));
            assertEquals(List.of(email("bob@example.org")), book.of(7, EMAIL));
        }
        try (ContactBook book = book()) {
            assertEquals(List.of(email("bob@example.org")), book.of(7, EMAIL));
        }
    }

    @Test
    void shouldKeepABrowserWhenItHasSubscribedAgainMeanwhile() throws IOException {
        try (ContactBook book = book()) {
            book.add(7, WEB, subscription(ENDPOINT, AUTH), "", 1);
            Contact old = book.of(7, WEB).get(0);
            book.add(7, WEB, subscription(ENDPOINT, OTHER_AUTH), "", 2);
            assertEquals(1, book.of(7, WEB).size());
            book.remove(7, WEB, old);
            assertTrue(book.of(7, WEB).get(0).secret().contains(OTHER_AUTH));
        }
    }

    @Test
    void shouldTakeADeviceFromOneAccountWhenAnotherAddsIt() throws IOException {
        String token = "t".repeat(40);
        try (ContactBook book = book()) {
            book.add(7, WEB, subscription(ENDPOINT, AUTH), "", 1);
            book.add(7, DeliveryChannel.PUSH, token, "", 2);
            book.add(8, WEB, subscription(ENDPOINT, AUTH), "", 3);
            book.add(8, DeliveryChannel.PUSH, token, "", 4);
            assertEquals(List.of(), book.list(7));
            assertEquals(2, book.list(8).size());
        }
    }

    @Test
    void shouldSayWhichBoundIsReached() throws IOException {
        try (ContactBook book = open(directory, 3, 2)) {
            book.add(7, EMAIL, "a@example.org", "", 1);
            book.add(7, EMAIL, "b@example.org", "", 1);
            book.add(7, EMAIL, "b@example.org", "", 2);
            ContactException channel =
                    assertThrows(ContactException.class, () -> book.add(7, EMAIL, "c@example.org", "", 1));
            assertEquals(ContactError.TOO_MANY, channel.error());
            assertEquals(
                    "account 7 has 2 contacts at this channel, as many as delivery.contacts.max-per-channel allows",
                    channel.getMessage());
            book.add(8, EMAIL, "c@example.org", "", 1);
            assertEquals(
                    "there are 3 contacts, as many as delivery.contacts.max-contacts allows",
                    assertThrows(ContactException.class, () -> book.add(9, EMAIL, "d@example.org", "", 1))
                            .getMessage());
            assertEquals(2, book.list(7).size());
        }
    }

    @Test
    void shouldSeeWhatAnotherProcessChangedWhenItLooks() throws IOException {
        try (ContactBook host = book();
                ContactBook commandLine = book()) {
            host.add(7, EMAIL, "a@example.org", "", 1);
            commandLine.add(7, EMAIL, "b@example.org", "", 2);
            assertEquals(2, commandLine.list(7).size());
            assertEquals(1, host.list(7).size());
            assertTrue(host.refresh());
            assertFalse(host.refresh());
            assertEquals(2, host.list(7).size());
            commandLine.removeAll(7);
            host.add(7, EMAIL, "c@example.org", "", 3);
            assertEquals(List.of(email("c@example.org")), host.of(7, EMAIL));
        }
    }

    @Test
    void shouldLookByItselfWhenTimeGoesBy() throws IOException {
        ContactsConfig config = new ContactsConfig(directory, 10, 8, 10, false);
        try (ContactBook host = new ContactBook(config, fault -> {});
                ContactBook commandLine = book()) {
            host.start();
            commandLine.add(7, EMAIL, "a@example.org", "", 1);
            while (host.of(7, EMAIL).isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @Test
    void shouldKeepWhatItKnewAndChangeNothingWhenTheFileIsDamaged() throws IOException {
        List<IOException> faults = new CopyOnWriteArrayList<>();
        ContactsConfig config = new ContactsConfig(directory, 10, 8, 3_600_000, false);
        try (ContactBook book = new ContactBook(config, faults::add)) {
            book.start();
            book.add(7, EMAIL, "a@example.org", "", 1);
            Files.writeString(file, "{");
            byte[] damaged = Files.readAllBytes(file);
            assertThrows(IOException.class, book::refresh);
            assertThrows(IOException.class, () -> book.add(7, EMAIL, "b@example.org", "", 1));
            assertEquals(List.of(email("a@example.org")), book.of(7, EMAIL));

            book.remove(7, EMAIL, email("a@example.org"));
            assertEquals(1, faults.size());
            assertEquals(List.of(), book.of(7, EMAIL));
            assertArrayEquals(damaged, Files.readAllBytes(file));
        }
        assertThrows(IOException.class, this::book);
    }

    /** A lock that cannot be had, since there is a directory in its place. */
    @Test
    void shouldNotUseWhatIsGoneAndRemoveItLaterWhenTheFileCannotBeWritten() throws IOException {
        List<IOException> faults = new ArrayList<>();
        ContactsConfig config = new ContactsConfig(directory, 10, 8, 3_600_000, false);
        Path lock = directory.resolve("contacts.json.lock");
        try (ContactBook book = new ContactBook(config, faults::add)) {
            book.start();
            book.add(7, EMAIL, "a@example.org", "", 1);
            book.add(7, EMAIL, "b@example.org", "", 2);
            Files.delete(lock);
            Files.createDirectory(lock);
            book.remove(7, EMAIL, email("a@example.org"));
            assertEquals(1, faults.size());
            assertEquals(List.of(email("b@example.org")), book.of(7, EMAIL));
            assertTrue(Files.readString(file).contains("a@example.org"));

            Files.delete(lock);
            book.remove(7, EMAIL, email("nobody@example.org"));
            assertFalse(Files.readString(file).contains("a@example.org"));
            assertEquals(List.of(email("b@example.org")), book.of(7, EMAIL));
            assertEquals(1, faults.size());
        }
    }

    @Test
    void shouldNameFileAndFieldWhenSomethingInItIsNotAsItWasWritten() throws IOException {
        assertEquals(file + ": version: expected 1, it was written by a newer build", fault("{\"version\":2}"));
        assertEquals(
                file + ": contacts[0].channel: expected web, telegram, email, push or webhook",
                fault(contact("active_session", "x", "")));
        assertEquals(file + ": contacts[0].address: expected 1 to 2048 characters", fault(contact("email", "", "")));
        assertEquals(
                file + ": contacts[0].secret: expected 0 to 512 characters",
                fault(contact("email", "x", "s".repeat(513))));
        String one = contact("email", "x", "");
        String entry = one.substring(one.indexOf('[') + 1, one.indexOf(']'));
        assertEquals(
                file + ": contacts[1].address: expected each address once",
                fault(one.replace(entry, entry + "," + entry)));
    }

    private static String contact(String channel, String address, String secret) {
        return "{\"version\":1,\"contacts\":[{\"accountId\":7,\"channel\":\"" + channel + "\",\"address\":\"" + address
                + "\",\"secret\":\"" + secret + "\",\"addedMs\":1}]}";
    }

    private String fault(String text) throws IOException {
        Files.writeString(file, text);
        return assertThrows(IOException.class, this::book).getMessage();
    }
}
