/**
 * The ordered structures behind stop books and timers: a binary heap that can also move and remove by handle, and heaps that
 * can be joined.
 */
package io.ringfence.core.heap;
