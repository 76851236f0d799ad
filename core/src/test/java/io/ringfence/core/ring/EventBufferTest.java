package io.ringfence.core.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventBufferTest {
    @Test
    void shouldGrowAndKeepWhatItHolds() {
        EventBuffer buffer = new EventBuffer(64, 1000);
        byte[] message = new byte[50];
        java.util.Arrays.fill(message, (byte) 7);
        buffer.set(new UnsafeBuffer(message), 0, 50);
        buffer.reserve(300);
        byte[] kept = new byte[50];
        buffer.buffer().getBytes(0, kept);
        assertArrayEquals(message, kept);
        assertEquals(List.of(300, 50), List.of(buffer.buffer().capacity(), buffer.length()));
    }

    @Test
    void shouldKeepRoomThatGrewUntilSoManyMessagesInARowHaveNotNeededIt() {
        EventBuffer buffer = new EventBuffer(64, 1000);
        use(buffer, 300);
        for (int fitting = 1; fitting < EventBuffer.CALM_USES; fitting++) {
            use(buffer, 64);
        }
        assertEquals(300, buffer.buffer().capacity());
        use(buffer, 65);
        for (int fitting = 1; fitting < EventBuffer.CALM_USES; fitting++) {
            use(buffer, 64);
            assertEquals(300, buffer.buffer().capacity());
        }
        use(buffer, 64);
        assertEquals(64, buffer.buffer().capacity());
    }

    @Test
    void shouldGiveUpRoomBeyondTheKeptFactorAtOnce() {
        EventBuffer buffer = new EventBuffer(64, 1000);
        use(buffer, 64 * EventBuffer.KEPT_FACTOR);
        assertEquals(64 * EventBuffer.KEPT_FACTOR, buffer.buffer().capacity());
        use(buffer, 64 * EventBuffer.KEPT_FACTOR + 1);
        assertEquals(List.of(64, 0), List.of(buffer.buffer().capacity(), buffer.length()));
    }

    private static void use(EventBuffer buffer, int bytes) {
        buffer.reserve(bytes);
        buffer.commit(bytes);
        buffer.clear();
    }

    @Test
    void shouldRefuseMoreThanItsBound() {
        EventBuffer buffer = new EventBuffer(64, 1000);
        buffer.reserve(1000);
        assertEquals(
                "a message of 1001 bytes is over the bound of 1000",
                assertThrows(IllegalArgumentException.class, () -> buffer.reserve(1001))
                        .getMessage());
    }

    @Property
    void shouldFrameMessagesSoThatTheyReadBack(@ForAll @Size(max = 20) List<@Size(max = 90) byte[]> messages) {
        OutputBuffer out = new OutputBuffer(64, 1 << 16);
        for (byte[] message : messages) {
            MutableDirectBuffer buffer = out.claim(message.length + 5);
            buffer.putBytes(out.claimedOffset(), message);
            out.commit(message.length, message.length, 3L * message.length);
        }
        List<List<Byte>> read = new ArrayList<>();
        for (int frame = 0; frame < out.length(); frame = out.next(frame)) {
            assertEquals(0, frame % 8);
            byte[] message = new byte[out.messageLength(frame)];
            out.buffer().getBytes(out.messageOffset(frame), message);
            assertEquals(message.length, out.accountId(frame));
            assertEquals(3L * message.length, out.streamPosition(frame));
            read.add(boxed(message));
        }
        assertEquals(messages.stream().map(EventBufferTest::boxed).toList(), read);
    }

    private static List<Byte> boxed(byte[] bytes) {
        List<Byte> list = new ArrayList<>();
        for (byte each : bytes) {
            list.add(each);
        }
        return list;
    }

    @Test
    void shouldPadWithZerosWhateverTheSlotHeldBefore() {
        OutputBuffer out = new OutputBuffer(64, 64);
        out.claim(40).setMemory(0, 64, (byte) -1);
        out.clear();
        out.claim(3).putByte(out.claimedOffset(), (byte) 9);
        out.buffer();
        out.commit(1, 0, 0);
        byte[] bytes = new byte[out.length()];
        out.buffer().getBytes(0, bytes);
        assertArrayEquals(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0}, bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "63, 16, 128, 128, 256, 256, slots",
        "32, 16, 128, 128, 256, 256, slots",
        "8388608, 16, 128, 128, 256, 256, slots",
        "64, 0, 128, 128, 256, 256, max-batch-events",
        "64, 65, 128, 128, 256, 256, max-batch-events",
        "64, 16, 63, 128, 256, 256, input-initial-bytes",
        "64, 16, 129, 128, 256, 256, input-initial-bytes",
        "64, 16, 128, 16777217, 256, 256, input-max-bytes",
        "64, 16, 128, 128, 63, 256, output-initial-bytes",
        "64, 16, 128, 128, 257, 256, output-initial-bytes",
        "64, 16, 128, 128, 256, 268435457, output-max-bytes"
    })
    void shouldNameTheFieldWhenAConfigurationIsImpossible(
            int slots, int batch, int inInitial, int inMax, int outInitial, int outMax, String field) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> new RingConfig(
                        slots, ThreadingMode.INLINE, WaitProfile.QUIET, batch, inInitial, inMax, outInitial, outMax));
        assertEquals("ring." + field, refusal.getMessage().split(" ")[0]);
    }
}
