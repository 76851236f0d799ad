package io.ringfence.core.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Three heaps that share their positions, against three sorted lists. */
final class IndexedHeapTest {
    private static final int HEAPS = 3;

    private record Entry(int handle, long key, long order) {}

    private enum Verb {
        ADD,
        MOVE,
        REMOVE,
        POLL
    }

    private record Step(Verb verb, int heap, int handle, long key) {}

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Long> keys = Arbitraries.oneOf(
                Arbitraries.longs().between(-4, 4), Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40));
        return Combinators.combine(
                        Arbitraries.of(Verb.ADD, Verb.ADD, Verb.MOVE, Verb.REMOVE, Verb.POLL),
                        Arbitraries.integers().between(0, HEAPS - 1),
                        Arbitraries.integers().between(0, 40),
                        keys)
                .as(Step::new);
    }

    @Property
    void shouldBehaveLikeSortedListsThatShareTheirHandles(
            @ForAll @Size(max = 300) List<@net.jqwik.api.From("steps") Step> steps) {
        Positions positions = new Positions();
        List<IndexedHeap> heaps = new ArrayList<>();
        List<List<Entry>> lists = new ArrayList<>();
        for (int i = 0; i < HEAPS; i++) {
            heaps.add(new IndexedHeap(positions));
            lists.add(new ArrayList<>());
        }
        long order = 0;
        for (Step step : steps) {
            take(step, heaps.get(step.heap), lists, ++order);
            for (int i = 0; i < HEAPS; i++) {
                assertSame(lists.get(i), heaps.get(i));
            }
        }
        for (int i = 0; i < HEAPS; i++) {
            assertDrains(lists.get(i), heaps.get(i));
        }
    }

    private static void take(Step step, IndexedHeap heap, List<List<Entry>> lists, long order) {
        List<Entry> list = lists.get(step.heap);
        Entry held = find(list, step.handle);
        switch (step.verb) {
            case ADD -> {
                if (lists.stream().allMatch(each -> find(each, step.handle) == null)) {
                    heap.add(step.handle, step.key, order);
                    list.add(new Entry(step.handle, step.key, order));
                }
            }
            case MOVE -> {
                if (held != null) {
                    heap.move(step.handle, step.key);
                    list.remove(held);
                    list.add(new Entry(step.handle, step.key, held.order));
                }
            }
            case REMOVE -> {
                if (held != null) {
                    heap.remove(step.handle);
                    list.remove(held);
                }
            }
            case POLL -> {
                Entry expected = list.isEmpty() ? null : list.get(0);
                assertEquals(expected == null ? IndexedHeap.NONE : expected.handle, heap.poll());
                list.remove(expected);
            }
        }
        list.sort(Comparator.comparingLong(Entry::key).thenComparingLong(Entry::order));
    }

    private static Entry find(List<Entry> list, int handle) {
        return list.stream().filter(entry -> entry.handle == handle).findFirst().orElse(null);
    }

    private static void assertSame(List<Entry> list, IndexedHeap heap) {
        assertEquals(list.size(), heap.size());
        assertEquals(list.isEmpty() ? Long.MAX_VALUE : list.get(0).key, heap.firstKey());
        assertEquals(list.isEmpty() ? IndexedHeap.NONE : list.get(0).handle, heap.firstHandle());
        for (int handle = 0; handle <= 41; handle++) {
            Entry expected = find(list, handle);
            Entry actual = heap.contains(handle) ? new Entry(handle, heap.keyOf(handle), heap.orderOf(handle)) : null;
            assertEquals(expected, actual);
        }
    }

    private static void assertDrains(List<Entry> list, IndexedHeap heap) {
        List<Integer> drained = new ArrayList<>();
        for (int handle = heap.poll(); handle != IndexedHeap.NONE; handle = heap.poll()) {
            drained.add(handle);
        }
        assertEquals(list.stream().map(Entry::handle).toList(), drained);
    }

    @Test
    void shouldNotContainAHandleThatWasNeverAdded() {
        assertFalse(new IndexedHeap(new Positions()).contains(7));
    }
}
