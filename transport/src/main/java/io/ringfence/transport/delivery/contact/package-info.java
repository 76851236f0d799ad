/**
 * Where people want to be reached: kept in {@code contacts.json}, changed by the edge and by the command line.
 *
 * <pre>
 *   edge, command line ─► ContactBook.add, remove ─► contacts.json, mode 0600
 *   couriers           ─► ContactBook.of           ─► one volatile table, no waiting
 *                         ContactBook.remove        addresses that their service says are gone
 *   ringfence-contacts-reload: each reloadMs, has another process changed the file?
 * </pre>
 *
 * <p>An address is taken by its form; nobody asks it whether it is the user's. So whoever has a login can have events of his own
 * sent to somebody else's address, as many as the channel's rate allows.
 */
package io.ringfence.transport.delivery.contact;
