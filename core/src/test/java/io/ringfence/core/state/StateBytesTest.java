package io.ringfence.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.OutputBuffer;
import io.ringfence.core.ring.RingConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class StateBytesTest {
    @Property(tries = 100)
    void shouldHashLittleEndianWordsWhateverTheirNumber(@ForAll @Size(max = 3000) List<Long> values) throws Exception {
        StateHash hash = new StateHash();
        ByteBuffer bytes = ByteBuffer.allocate(values.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            hash.putLong(value);
            bytes.putLong(value);
        }
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes.array());
        assertEquals(HexFormat.of().formatHex(expected), hash.finish());
    }

    @Test
    void shouldTellTextsApartThatJoinToTheSame() {
        assertNotEquals(hash("ab", "c"), hash("a", "bc"));
    }

    private static String hash(String... texts) {
        StateHash hash = new StateHash();
        for (String text : texts) {
            hash.putText(text);
        }
        return hash.finish();
    }

    @Test
    void shouldTellOrderSequenceAndContentOfOutputsApart() {
        assertEquals(digest(1, 5, 2, 6), digest(1, 5, 2, 6));
        assertNotEquals(digest(1, 5, 2, 6), digest(1, 6, 2, 5));
        assertNotEquals(digest(1, 5, 2, 6), digest(1, 5, 3, 6));
        assertNotEquals(digest(1, 5), digest(1, 5, 2, 0));
    }

    @Test
    void shouldNotChangeWhenAnEventPutsOutNothing() {
        OutputDigest digest = new OutputDigest();
        digest.update(9, new EventSlot(RingConfig.defaults()).out());
        assertEquals(0, digest.value());
    }

    /** Digest over pairs of a sequence and what its event put out. */
    private static long digest(long... sequencesAndContents) {
        OutputDigest digest = new OutputDigest();
        for (int i = 0; i < sequencesAndContents.length; i += 2) {
            OutputBuffer out = new EventSlot(RingConfig.defaults()).out();
            out.claim(8).putLong(out.claimedOffset(), sequencesAndContents[i + 1]);
            out.commit(8, 0, 0);
            digest.update(sequencesAndContents[i], out);
        }
        return digest.value();
    }
}
