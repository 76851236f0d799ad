package io.ringfence.transport.delivery.mail;

import io.ringfence.transport.delivery.Attempt;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What a mail server's answers mean, RFC 5321 section 4.2.1 and RFC 4954 section 6.
 *
 * <pre>
 *   250 after the text          delivered, also when it did not take the address of each of a person's
 *   530, 534, 535, 538          the login is refused: nothing is sent for a while
 *   4xx, or no answer           later
 *   5xx for every address       failed; an unknown user too, since servers have said so by mistake
 * </pre>
 *
 * <p>Before there is a connection all is for later: nothing was said about the message.
 */
final class MailAnswers {
    private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);
    private static final int MAX_WORDS = 80;

    private MailAnswers() {}

    private record Reply(int code, String words) {}

    /** Whether it is for an operator to mend: the login, or the encryption. */
    static boolean isForOperator(MessagingException failure) {
        return failure instanceof AuthenticationFailedException
                || words(failure.getMessage()).startsWith("STARTTLS is required")
                || replies(failure).stream().anyMatch(reply -> LOGIN.contains(reply.code()))
                || cause(failure, SSLException.class);
    }

    /** Of a connection that did not come about. */
    static Attempt ofConnecting(MessagingException failure, long loginRetryNs) {
        return failure instanceof AuthenticationFailedException
                ? loginRefused(failure, loginRetryNs)
                : Attempt.later(0, withoutReply(failure));
    }

    /** Of a message that was not taken, or not for all. */
    static Attempt ofSending(MessagingException failure, long loginRetryNs) {
        boolean isForSome = failure instanceof SendFailedException sent
                && sent.getValidSentAddresses() != null
                && sent.getValidSentAddresses().length > 0;
        if (isForSome) {
            return Attempt.delivered("taken, but not for each address");
        }
        List<Reply> replies = replies(failure);
        if (replies.isEmpty()) {
            return Attempt.later(0, withoutReply(failure));
        }
        if (replies.stream().anyMatch(reply -> LOGIN.contains(reply.code()))) {
            return loginRefused(failure, loginRetryNs);
        }
        for (Reply reply : replies) {
            if (reply.code() / 100 != 5) {
                return Attempt.later(0, reply.words());
            }
        }
        return Attempt.failed(replies.get(0).words());
    }

    private static Attempt loginRefused(MessagingException failure, long loginRetryNs) {
        return Attempt.holdAll(loginRetryNs, "login refused: " + words(failure.getMessage()));
    }

    /** What the server said to each command that went wrong. */
    private static List<Reply> replies(MessagingException failure) {
        List<Reply> replies = new ArrayList<>();
        for (Exception at = failure; at instanceof MessagingException found; at = found.getNextException()) {
            if (at instanceof SMTPAddressFailedException address) {
                replies.add(new Reply(address.getReturnCode(), words(address.getMessage())));
            } else if (at instanceof SMTPSenderFailedException sender) {
                replies.add(new Reply(sender.getReturnCode(), words(sender.getMessage())));
            } else if (at instanceof SMTPSendFailedException text) {
                replies.add(new Reply(text.getReturnCode(), words(text.getMessage())));
            }
        }
        return replies;
    }

    private static String withoutReply(MessagingException failure) {
        if (cause(failure, SocketTimeoutException.class)) {
            return "no answer in time";
        }
        return cause(failure, SSLException.class) ? "TLS failed" : words(failure.getMessage());
    }

    private static boolean cause(MessagingException failure, Class<? extends Exception> kind) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    /** The beginning, in one line of ASCII. */
    static String words(String text) {
        String line = text == null ? "" : text.replaceAll("[^!-~]+", " ").strip();
        return line.substring(0, Math.min(line.length(), MAX_WORDS));
    }
}
