package io.ringfence.config.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuListTest {
    @Property(tries = 200)
    void shouldReadWhatItWrote(@ForAll java.util.Set<@IntRange(max = 300) Integer> cpus) {
        BitSet set = new BitSet();
        cpus.forEach(set::set);
        assertEquals(Optional.of(set), CpuList.parse(CpuList.describe(set)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-3,8", "7", "0,2,4-5", "0-63"})
    void shouldWriteAsTheKernelDoes(String text) {
        assertEquals(Optional.of(text), CpuList.parse(text).map(CpuList::describe));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-", "-", "3-1", "0-99999999", "1--2", "(null)", ","})
    void shouldKnowNoneInWhatIsNoList(String text) {
        assertEquals(Optional.empty(), CpuList.parse(text));
    }
}
