package io.ringfence.transport.delivery.mail;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * E-mail addresses as they are taken: RFC 5321's {@code Dot-string@Domain} in ASCII. Quoted local parts, addresses in digits,
 * comments and names beside an address are not, so that nothing in one can be read as another address or as a header.
 */
public final class MailAddress {
    /** RFC 5321 section 4.5.3.1.3, less the brackets. */
    private static final int MAX_CHARS = 254;

    private static final int MAX_LOCAL_CHARS = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern ADDRESS =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    private MailAddress() {}

    /** The address with its domain in lower case; empty where it is none. */
    public static Optional<String> parse(String text) {
        if (text.length() > MAX_CHARS || !ADDRESS.matcher(text).matches()) {
            return Optional.empty();
        }
        int at = text.lastIndexOf('@');
        return at > MAX_LOCAL_CHARS
                ? Optional.empty()
                : Optional.of(text.substring(0, at) + text.substring(at).toLowerCase(Locale.ROOT));
    }

    /** What stands behind the @. */
    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
