package io.ringfence.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VitalsReaderTest {
    @Test
    void shouldReadAFieldOfTheStatus() {
        List<String> status = List.of("VmRSS:\t    9000 kB", "RssAnon:\t    1234 kB", "Threads:\t12");
        assertEquals(1234 * 1024, VitalsReader.bytes(status, "RssAnon:"));
        assertEquals(Vitals.UNKNOWN, VitalsReader.bytes(status, "RssFile:"));
        assertEquals(Vitals.UNKNOWN, VitalsReader.bytes(List.of(), "RssAnon:"));
    }

    @Test
    void shouldCountWhatTheThreadsOfThePathAllocate() {
        VitalsReader reader = new VitalsReader(
                new Subject.Watched(List.of(Thread.currentThread().getName(), "no such"), () -> 42));
        Vitals before = reader.read();
        byte[] kept = new byte[1 << 20];
        Vitals after = reader.read();
        assertEquals(42, after.storedBytes());
        assertTrue(after.pathBytes() - before.pathBytes() >= kept.length, () -> before + " " + after);
        assertTrue(after.allocatedBytes() - before.allocatedBytes() >= kept.length, () -> before + " " + after);
        assertTrue(reader.liveHeapBytes() > kept.length);
    }

    @Test
    void shouldRefuseASubjectWhenNoneOfItsThreadsLives() {
        assertThrows(
                IllegalStateException.class,
                () -> new VitalsReader(new Subject.Watched(List.of("no such thread"), () -> 0)));
    }
}
