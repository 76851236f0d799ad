package io.ringfence.transport.delivery.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "ada@example.org, ada@example.org",
        "Ada.L+tag@EXAMPLE.Org, Ada.L+tag@example.org",
        "a@localhost, a@localhost",
        "!#$%&'*+/=?^_`{|}~-@x-y.example, !#$%&'*+/=?^_`{|}~-@x-y.example",
        "a@1.2-3.example, a@1.2-3.example"
    })
    void shouldTakeAnAddressWhenItIsOne(String text, String expected) {
        assertEquals(Optional.of(expected), MailAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.org",
                "ada@",
                "ada@@example.org",
                "ada@example.org,bob@example.org",
                "Ada <ada@example.org>",
                "<ada@example.org>",
                "ada@example.org\r\nBcc: bob@example.org",
                "ada\n@example.org",
                "ada@example.org ",
                " ada@example.org",
                "a b@example.org",
                "\"a b\"@example.org",
                "a(b)@example.org",
                ".ada@example.org",
                "ada.@example.org",
                "a..b@example.org",
                "ada@.example.org",
                "ada@example.org.",
                "ada@-example.org",
                "ada@example-.org",
                "ada@[127.0.0.1]",
                "ada@exa_mple.org",
                "ädä@example.org",
                "ada@exämple.org",
                "ada@example.org\u0000"
            })
    void shouldTakeNothingElse(String text) {
        assertEquals(Optional.empty(), MailAddress.parse(text));
    }

    @Test
    void shouldHoldTheLengthsOfTheRfc() {
        String label = "d".repeat(63);
        assertTrue(MailAddress.parse("a".repeat(64) + "@example.org").isPresent());
        assertTrue(MailAddress.parse("a".repeat(65) + "@example.org").isEmpty());
        assertTrue(MailAddress.parse("a@" + label + ".org").isPresent());
        assertTrue(MailAddress.parse("a@" + label + "d.org").isEmpty());
        String longest = "a@" + (label + ".").repeat(3) + "d".repeat(254 - 2 - 3 * 64);
        assertEquals(254, longest.length());
        assertTrue(MailAddress.parse(longest).isPresent());
        assertTrue(MailAddress.parse("a" + longest).isEmpty());
    }

    /** Another reader of addresses sees the same one, whole. */
    @Property
    void shouldBeOneAddressForTheMailLibraryWhenItIsTaken(
            @ForAll @StringLength(max = 12) @CharRange(from = ' ', to = '~') String local,
            @ForAll @StringLength(max = 12) @CharRange(from = ' ', to = '~') String domain)
            throws AddressException {
        Optional<String> address = MailAddress.parse(local + "@" + domain);
        if (address.isPresent()) {
            InternetAddress[] seen = InternetAddress.parse(address.get(), true);
            assertEquals(1, seen.length);
            assertEquals(address.get(), seen[0].getAddress());
            assertEquals(address.get(), seen[0].toString());
        }
    }
}
