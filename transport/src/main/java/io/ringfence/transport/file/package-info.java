/**
 * Small files that only their owner may read, and that a running host and its command line change both: users, keys, contacts.
 *
 * <p>Written aside, synced and renamed, so that a reader or a crash sees one whole state; changed under a lock beside them. No
 * threads of its own; who reads and writes is not an event loop.
 */
package io.ringfence.transport.file;
