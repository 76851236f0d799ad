package io.ringfence.transport.delivery.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.transport.delivery.Contact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** A book against a list, in two processes by turns, each now and then opened anew, and over what a killed writer left. */
class ContactBookPropertyTest {
    private static final int MAX_CONTACTS = 5;
    private static final int MAX_PER_CHANNEL = 2;
    private static final List<String> AUTHS = List.of("AAAAAAAAAAAAAAAAAAAAAA", "AQAAAAAAAAAAAAAAAAAAAA");

    enum Kind {
        ADD,
        REMOVE,
        GONE,
        REMOVE_ALL,
        REOPEN,
        TORN_FILE_ASIDE
    }

    /**
     * A step.
     *
     * @param which of the two processes makes it
     * @param number chooses the address
     * @param secret chooses the secret
     */
    record Step(Kind kind, int which, int accountId, DeliveryChannel channel, int number, int secret) {
        String text() {
            return switch (channel) {
                case EMAIL -> "a" + number + "@example.org";
                case PUSH -> String.valueOf(number).repeat(40);
                default -> ContactFixture.subscription("https://push.example.net/" + number, AUTHS.get(secret));
            };
        }

        String address() {
            return channel == DeliveryChannel.WEB ? "https://push.example.net/" + number : text();
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(6, Kind.ADD),
                                Tuple.of(2, Kind.REMOVE),
                                Tuple.of(2, Kind.GONE),
                                Tuple.of(1, Kind.REMOVE_ALL),
                                Tuple.of(1, Kind.REOPEN),
                                Tuple.of(1, Kind.TORN_FILE_ASIDE)),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(DeliveryChannel.EMAIL, DeliveryChannel.PUSH, DeliveryChannel.WEB),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 1))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(24);
    }

    @Property(tries = 50, shrinking = ShrinkingMode.BOUNDED)
    void shouldDoWhatAListDoesWhoeverChangesIt(@ForAll("steps") List<Step> steps) throws IOException {
        Path directory = ContactFixture.newDirectory();
        ContactBook[] books = new ContactBook[2];
        try {
            for (int i = 0; i < books.length; i++) {
                books[i] = open(directory);
            }
            NaiveBook naive = new NaiveBook();
            long nowMs = 0;
            for (Step step : steps) {
                nowMs++;
                if (step.kind() == Kind.REOPEN) {
                    books[step.which()].close();
                    books[step.which()] = open(directory);
                }
                ContactBook book = books[step.which()];
                assertEquals(naive.make(step, nowMs), make(book, directory, step, nowMs), step::toString);
                for (ContactBook one : books) {
                    one.refresh();
                    assertEquals(naive.all(0), all(one, 0));
                    assertEquals(naive.all(1), all(one, 1));
                }
            }
        } finally {
            for (ContactBook book : books) {
                book.close();
            }
            ContactFixture.delete(directory);
        }
    }

    private static ContactBook open(Path directory) throws IOException {
        return ContactFixture.open(directory, MAX_CONTACTS, MAX_PER_CHANNEL);
    }

    /** By the list, with the secrets that couriers see. */
    private static List<String> all(ContactBook book, int accountId) {
        List<String> all = new ArrayList<>();
        for (ContactInfo info : book.list(accountId)) {
            List<Contact> found = book.of(accountId, info.channel()).stream()
                    .filter(contact -> contact.address().equals(info.address()))
                    .toList();
            assertEquals(1, found.size());
            all.add(line(info.channel(), info.address(), secretOf(found.get(0)), info.addedMs()));
        }
        return all;
    }

    private static int secretOf(Contact contact) {
        return contact.secret().contains(AUTHS.get(1)) ? 1 : 0;
    }

    private static String line(DeliveryChannel channel, String address, int secret, long addedMs) {
        return channel + " " + address + " " + secret + " " + addedMs;
    }

    private static String make(ContactBook book, Path directory, Step step, long nowMs) throws IOException {
        try {
            switch (step.kind()) {
                case ADD -> book.add(step.accountId(), step.channel(), step.text(), "", nowMs);
                case REMOVE -> {
                    String id = new KeptContact(0, step.channel(), new Contact(step.address(), ""), 0).id();
                    book.remove(step.accountId(), id);
                }
                case GONE ->
                    book.of(step.accountId(), step.channel()).stream()
                            .filter(contact -> contact.address().equals(step.address()))
                            .forEach(contact -> book.remove(step.accountId(), step.channel(), contact));
                case REMOVE_ALL -> book.removeAll(step.accountId());
                case TORN_FILE_ASIDE -> tear(directory);
                default -> {}
            }
            return "done";
        } catch (ContactException e) {
            return e.error().name();
        }
    }

    private static void tear(Path directory) throws IOException {
        Path file = directory.resolve("contacts.json");
        byte[] whole = Files.exists(file) ? Files.readAllBytes(file) : new byte[] {'{'};
        Files.write(directory.resolve("contacts.json.new"), Arrays.copyOf(whole, whole.length / 2));
    }

    private static final class NaiveBook {
        private record Line(int accountId, DeliveryChannel channel, String address, int secret, long addedMs) {}

        private List<Line> lines = new ArrayList<>();

        String make(Step step, long nowMs) {
            switch (step.kind()) {
                case ADD -> {
                    return add(step, nowMs);
                }
                case REMOVE -> {
                    return lines.removeIf(line -> isMeant(line, step)) ? "done" : "UNKNOWN_CONTACT";
                }
                case GONE -> lines.removeIf(line -> isMeant(line, step));
                case REMOVE_ALL -> lines.removeIf(line -> line.accountId() == step.accountId());
                default -> {}
            }
            return "done";
        }

        private static boolean isMeant(Line line, Step step) {
            return line.accountId() == step.accountId()
                    && line.channel() == step.channel()
                    && line.address().equals(step.address());
        }

        private String add(Step step, long nowMs) {
            List<Line> after = new ArrayList<>(lines);
            after.removeIf(line -> line.channel() == step.channel()
                    && line.address().equals(step.address())
                    && (step.channel() != DeliveryChannel.EMAIL || line.accountId() == step.accountId()));
            long atChannel = after.stream()
                    .filter(line -> line.accountId() == step.accountId() && line.channel() == step.channel())
                    .count();
            if (atChannel == MAX_PER_CHANNEL || after.size() == MAX_CONTACTS) {
                return "TOO_MANY";
            }
            int secret = step.channel() == DeliveryChannel.WEB ? step.secret() : 0;
            after.add(new Line(step.accountId(), step.channel(), step.address(), secret, nowMs));
            lines = after;
            return "done";
        }

        List<String> all(int accountId) {
            return lines.stream()
                    .filter(line -> line.accountId() == accountId)
                    .map(line -> line(line.channel(), line.address(), line.secret(), line.addedMs()))
                    .toList();
        }
    }
}
