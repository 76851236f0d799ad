package io.ringfence.core.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A forest against a list of sorted lists; and shapes that a recursion or a search along siblings would not survive. */
final class PairingForestTest {
    private static final int NODES = 60;
    private static final int MANY = 1_000_000;

    private record Node(int node, long key, long order) {}

    /** A heap as it should be: its nodes in order, and the number its root was given. */
    private record Heap(List<Node> nodes, int label) {
        Node root() {
            return nodes.get(0);
        }
    }

    private enum Verb {
        SINGLE,
        MELD,
        REMOVE,
        REMOVE_ROOT
    }

    private record Step(Verb verb, int a, int b, long key) {}

    private final PairingForest forest = new PairingForest();

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        // Few heaps of many nodes, and first nodes removed, which gives the others depth.
                        Arbitraries.frequency(
                                Tuple.of(4, Verb.SINGLE),
                                Tuple.of(6, Verb.MELD),
                                Tuple.of(2, Verb.REMOVE),
                                Tuple.of(1, Verb.REMOVE_ROOT)),
                        Arbitraries.integers().between(0, NODES - 1),
                        Arbitraries.integers().between(0, NODES - 1),
                        Arbitraries.oneOf(
                                Arbitraries.longs().between(-4, 4), Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE)))
                .as(Step::new);
    }

    @Property
    void shouldBehaveLikeSortedLists(@ForAll @Size(min = 300, max = 600) List<@From("steps") Step> steps) {
        PairingForest fresh = new PairingForest();
        List<Heap> heaps = new ArrayList<>();
        long order = 0;
        for (Step step : steps) {
            take(step, fresh, heaps, ++order);
            for (Heap heap : heaps) {
                assertHolds(heap, fresh);
            }
        }
        for (Heap heap : heaps) {
            assertEquals(heap.nodes.stream().map(Node::node).toList(), drain(fresh, heap.root().node));
        }
    }

    private static Heap holding(List<Heap> heaps, int node) {
        return heaps.stream()
                .filter(heap -> heap.nodes.stream().anyMatch(each -> each.node == node))
                .findFirst()
                .orElse(null);
    }

    private static void take(Step step, PairingForest forest, List<Heap> heaps, long order) {
        Heap a = holding(heaps, step.a);
        switch (step.verb) {
            case SINGLE -> {
                if (a == null) {
                    // Orders that fall as keys rise would hide a comparison of the wrong one: every second is negated.
                    long unique = order % 2 == 0 ? order : -order;
                    assertEquals(step.a, forest.single(step.a, step.key, unique));
                    put(heaps, forest, List.of(new Node(step.a, step.key, unique)), step.a);
                }
            }
            case MELD -> {
                Heap b = holding(heaps, step.b);
                if (a != null && b != null && a != b) {
                    heaps.remove(a);
                    heaps.remove(b);
                    List<Node> all = new ArrayList<>(a.nodes);
                    all.addAll(b.nodes);
                    put(heaps, forest, all, forest.meld(a.root().node, b.root().node));
                }
            }
            case REMOVE -> {
                if (a != null) {
                    heaps.remove(a);
                    List<Node> rest =
                            a.nodes.stream().filter(each -> each.node != step.a).toList();
                    int root = a.root().node;
                    if (root == step.a) {
                        root = forest.removeRoot(root);
                    } else {
                        forest.removeInner(step.a);
                    }
                    put(heaps, forest, rest, root);
                }
            }
            case REMOVE_ROOT -> {
                if (a != null) {
                    heaps.remove(a);
                    put(heaps, forest, a.nodes.subList(1, a.nodes.size()), forest.removeRoot(a.root().node));
                }
            }
        }
    }

    private static void put(List<Heap> heaps, PairingForest forest, List<Node> nodes, int root) {
        if (nodes.isEmpty()) {
            assertEquals(PairingForest.NONE, root);
            return;
        }
        List<Node> sorted = nodes.stream()
                .sorted(Comparator.comparingLong(Node::key).thenComparingLong(Node::order))
                .toList();
        int label = sorted.hashCode();
        forest.label(root, label);
        heaps.add(new Heap(sorted, label));
    }

    private static void assertHolds(Heap heap, PairingForest forest) {
        int root = heap.root().node;
        assertTrue(forest.isRoot(root));
        assertEquals(heap.label, forest.label(root));
        assertEquals(PairingForest.NONE, forest.meld(PairingForest.NONE, PairingForest.NONE));
        assertEquals(root, forest.meld(root, PairingForest.NONE));
        assertEquals(root, forest.meld(PairingForest.NONE, root));
        Set<Integer> walked = new TreeSet<>();
        for (int node = root; node != PairingForest.NONE; node = forest.after(node)) {
            assertTrue(walked.add(node), "met twice: " + node);
        }
        Set<Integer> expected = new TreeSet<>();
        for (Node node : heap.nodes) {
            expected.add(node.node);
            assertEquals(node, new Node(node.node, forest.key(node.node), forest.order(node.node)));
            assertEquals(node.node == root, forest.isRoot(node.node));
        }
        assertEquals(expected, walked);
    }

    private static List<Integer> drain(PairingForest forest, int root) {
        List<Integer> nodes = new ArrayList<>();
        for (int node = root; node != PairingForest.NONE; node = forest.removeRoot(node)) {
            nodes.add(node);
        }
        return nodes;
    }

    /** Falling keys make a chain a million deep, rising ones a million siblings. */
    private int many(boolean isDeep) {
        int root = PairingForest.NONE;
        for (int node = 0; node < MANY; node++) {
            root = forest.meld(root, forest.single(node, isDeep ? -node : node, node));
        }
        return root;
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldDrainInOrderWhenAMillionDeepOrWide() {
        for (boolean isDeep : List.of(true, false)) {
            int root = many(isDeep);
            for (int i = 0; i < MANY; i++) {
                assertEquals(isDeep ? MANY - 1 - i : i, root);
                root = forest.removeRoot(root);
            }
            assertEquals(PairingForest.NONE, root);
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldRemoveAMillionFromWithinWhenDeepOrWide() {
        for (boolean isDeep : List.of(true, false)) {
            int root = many(isDeep);
            int count = 0;
            for (int node = root; node != PairingForest.NONE; node = forest.after(node)) {
                count++;
            }
            assertEquals(MANY, count);
            // In a wide heap the nodes armed first are the farthest from the root.
            for (int node = 0; node < MANY; node++) {
                if (node != root) {
                    forest.removeInner(node);
                }
            }
            assertTrue(forest.isRoot(root));
            assertEquals(PairingForest.NONE, forest.removeRoot(root));
        }
    }

    @Test
    void shouldAllocateNothingOnceItHasGrown() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        // The first rounds grow, load classes and compile.
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            int root = PairingForest.NONE;
            for (int node = 0; node < 10_000; node++) {
                root = forest.meld(root, forest.single(node, node * 31 % 1000, node));
            }
            for (int node = 0; node < 10_000; node += 2) {
                if (node == root) {
                    root = forest.removeRoot(root);
                } else {
                    forest.removeInner(node);
                }
            }
            while (root != PairingForest.NONE) {
                root = forest.removeRoot(root);
            }
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, allocated);
    }
}
