package io.ringfence.transport.delivery.mail;

/** How a connection to a mail server is encrypted. The server's certificate has to be for the host's name. */
public enum MailSecurity {
    /** From its first byte, RFC 8314; usually port 465. */
    TLS,
    /** After a word in the clear, RFC 3207; usually port 587. A server that does not offer it gets no mail. */
    STARTTLS,
    /** Not at all: a server on this machine, or on a network of one's own. A login goes to a server on this machine alone. */
    NONE
}
