package io.ringfence.core.heap;

import java.util.Arrays;

/**
 * Meldable min-heaps over (key, order) that share one set of primitive arrays. A heap is named by its root node, nodes are
 * small non-negative integers that the caller owns, each in at most one heap. Meld and add are O(1), remove is amortised
 * O(log n); nothing allocates except growth. Not thread-safe.
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

    /** Takes a node out of the heap with this root and returns the root of what is left, or {@link #NONE}. */
    public int remove(int root, int node) {
        int children = pairUp(child[node]);
        child[node] = NONE;
        if (node == root) {
            return children;
        }
        int left = before[node];
        int right = next[node];
        if (child[left] == node) {
            child[left] = right;
        } else {
            next[left] = right;
        }
        if (right != NONE) {
            before[right] = left;
        }
        next[node] = NONE;
        before[node] = NONE;
        return meld(root, children);
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

    /** Root of the heap that a node is in; as many steps as the node is deep, siblings counted. */
    public int rootOf(int node) {
        int at = node;
        while (before[at] != NONE) {
            at = before[at];
        }
        return at;
    }
}
