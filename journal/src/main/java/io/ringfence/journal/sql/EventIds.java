package io.ringfence.journal.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of events: a UUID of version 8 (RFC 9562, section 5.8) that is a function of the journal's identity and the position
 * in its event log, so every rebuild gives the same ones, and two events of a journal never share one.
 *
 * <pre>
 *   60 bits: SHA-256 of the journal's identity     62 bits: the position
 *   hhhhhhhh-hhhh-8hhh-[10]pp-pppppppppppp
 * </pre>
 *
 * They sort by position, which keeps the index on them compact.
 */
final class EventIds {
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final long high;

    EventIds(UUID journal) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(journal.toString().getBytes(StandardCharsets.US_ASCII));
            high = ByteBuffer.wrap(hash).getLong() & ~0xF000L | VERSION_8;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    UUID of(long position) {
        return new UUID(high, VARIANT | position);
    }
}
