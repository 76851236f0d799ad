/**
 * Journaled events as text. {@link io.ringfence.journal.dump.EventDump} reads and filters, {@code InputFields} takes
 * messages apart with the generated flyweights, an {@code EventText} writes JSON lines or a table. Runs on the caller's
 * thread, off every path.
 */
package io.ringfence.journal.dump;
