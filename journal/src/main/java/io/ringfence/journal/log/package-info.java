/**
 * The event log: every output of the core that is worth keeping, for history, audit, clients that come back and SQL.
 *
 * <pre>
 *   journal/
 *     segment-00000001/ ...                 inputs
 *     events/
 *       segment-00000001/ ...               outputs: the same files, groups and rules for an end
 * </pre>
 */
package io.ringfence.journal.log;
