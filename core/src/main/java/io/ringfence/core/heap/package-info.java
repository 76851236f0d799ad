/** The one ordered structure behind stop books and timers: a binary heap that can also move and remove by handle. */
package io.ringfence.core.heap;
