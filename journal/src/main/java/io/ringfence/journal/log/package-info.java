/**
 * The event log: the outputs that are worth keeping, in the order they were put out, for history, audit and whoever comes
 * back later.
 */
package io.ringfence.journal.log;
