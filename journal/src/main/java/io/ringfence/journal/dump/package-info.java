/**
 * Events as text. {@link io.ringfence.journal.dump.EventDump} reads a journal, {@link io.ringfence.journal.dump.EventPrinter}
 * prints one event at a time, wherever it comes from: those that {@link io.ringfence.journal.dump.EventFilter} takes.
 *
 * <pre>
 *   every input ──► learn ──► Subjects    symbols, accounts, strategies, conditions and whose they are
 *                                 ▼
 *   an event ─────► print ──► Belonging ──► FieldText ──► EventText: JsonLines or TableRows
 * </pre>
 *
 * <p>Both {@code Belonging} and {@code FieldText} see a message's fields by
 * {@link io.ringfence.core.event.EventFields}, which the build makes from the schema. Runs on the caller's thread, off every
 * path.
 */
package io.ringfence.journal.dump;
