package io.ringfence.core.heap;

import java.util.Arrays;

/**
 * Meldable min-heaps over (key, order) that share one set of primitive arrays. A heap is named by its root node, nodes are
 * small non-negative integers that the caller owns, each in at most one heap. Meld and add are O(1), removal is amortised
 * O(log n); nothing allocates except growth. Orders differ, so that no two nodes are equal. Not thread-safe.
 *
 * <p>Pairing heaps, with the two-pass variant of removal: M. Fredman, R. Sedgewick, D. Sleator, R. Tarjan, "The pairing
 * heap: a new form of self-adjusting heap", Algorithmica 1 (1986).
 */
public final class PairingForest {
    /** The empty heap. */
    public static final int NONE = -1;

    private long[] keys = new long[0];
    private long[] orders = new long[0];
    /** First child, next sibling, and the sibling before or, of a first child, the parent. */
    private int[] child = new int[0];

    private int[] next = new int[0];
    private int[] before = new int[0];
    private int[] labels = new int[0];

    /** Makes a heap of one node. */
    public int single(int node, long key, long order) {
        if (node >= keys.length) {
            grow(node + 1);
        }
        keys[node] = key;
        orders[node] = order;
        child[node] = NONE;
        next[node] = NONE;
        before[node] = NONE;
        return node;
    }

    private void grow(int least) {
        int length = Math.max(16, Math.max(least, keys.length * 2));
        keys = Arrays.copyOf(keys, length);
        orders = Arrays.copyOf(orders, length);
        child = Arrays.copyOf(child, length);
        next = Arrays.copyOf(next, length);
        before = Arrays.copyOf(before, length);
        labels = Arrays.copyOf(labels, length);
    }

    /** Key of a node. */
    public long key(int node) {
        return keys[node];
    }

    /** Order of a node. */
    public long order(int node) {
        return orders[node];
    }

    /** Joins two heaps, either of which may be {@link #NONE}, and returns the root of both. */
    public int meld(int a, int b) {
        if (a == NONE) {
            return b;
        }
        if (b == NONE) {
            return a;
        }
        boolean isFirst = keys[a] < keys[b] || keys[a] == keys[b] && orders[a] < orders[b];
        return isFirst ? adopt(a, b) : adopt(b, a);
    }

    private int adopt(int parent, int node) {
        int first = child[parent];
        next[node] = first;
        before[node] = parent;
        if (first != NONE) {
            before[first] = node;
        }
        child[parent] = node;
        return parent;
    }

    /** Whether a node is the root of its heap. */
    public boolean isRoot(int node) {
        return before[node] == NONE;
    }

    /** The root of a node's heap; as many steps as there are nodes beside and above it. */
    public int rootOf(int node) {
        int at = node;
        while (before[at] != NONE) {
            at = before[at];
        }
        return at;
    }

    /** Number that the caller has last given to a root. */
    public int label(int root) {
        return labels[root];
    }

    /** Gives a root a number of the caller's. */
    public void label(int root, int label) {
        labels[root] = label;
    }

    /** Takes the root out of its heap and returns the root of what is left, or {@link #NONE}. */
    public int removeRoot(int root) {
        int rest = pairUp(child[root]);
        child[root] = NONE;
        return rest;
    }

    /** Takes a node that is no root out of its heap, whose root stays: what was below the node takes its place. */
    public void removeInner(int node) {
        int left = before[node];
        int right = next[node];
        int heir = pairUp(child[node]);
        child[node] = NONE;
        detach(node);
        int at = right;
        if (heir != NONE) {
            next[heir] = right;
            before[heir] = left;
            if (right != NONE) {
                before[right] = heir;
            }
            at = heir;
        } else if (right != NONE) {
            before[right] = left;
        }
        if (child[left] == node) {
            child[left] = at;
        } else {
            next[left] = at;
        }
    }

    /** Melds siblings two by two from left to right, then the pairs from right to left. */
    private int pairUp(int first) {
        int pairs = NONE;
        for (int node = first; node != NONE; ) {
            int partner = next[node];
            int rest = partner == NONE ? NONE : next[partner];
            detach(node);
            if (partner != NONE) {
                detach(partner);
            }
            int pair = meld(node, partner);
            // The pairs form a stack, linked by next.
            next[pair] = pairs;
            pairs = pair;
            node = rest;
        }
        int root = NONE;
        while (pairs != NONE) {
            int pair = pairs;
            pairs = next[pair];
            next[pair] = NONE;
            root = meld(root, pair);
        }
        return root;
    }

    private void detach(int node) {
        next[node] = NONE;
        before[node] = NONE;
    }

    /**
     * The node after this one in a walk over the whole heap, which begins at the root; {@link #NONE} after the last. A walk
     * takes as many steps as the heap has nodes, two times over, and meets them in no order that means anything.
     */
    public int after(int node) {
        if (child[node] != NONE) {
            return child[node];
        }
        for (int at = node; at != NONE; at = parent(at)) {
            if (next[at] != NONE) {
                return next[at];
            }
        }
        return NONE;
    }

    private int parent(int node) {
        int at = node;
        while (before[at] != NONE && child[before[at]] != at) {
            at = before[at];
        }
        return before[at];
    }
}
