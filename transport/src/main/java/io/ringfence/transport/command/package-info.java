/**
 * Commands and queries of clients, whichever way they come: read, held against what there is, written into the ring, and
 * answered when what came of them is journaled.
 *
 * <pre>
 *   JSON ──► CommandReader ──► Command ──► CommandEncoding ──► InputEncoding ──► ring ──► core ──► journal ──► gate
 *                │               │ resolves, checks whose it is                                              │
 *                │               └──► a refusal that names field, value and what was expected                ▼
 *                └► Query ──► QueryAnswers ◄── AccountViews                 CommandPort.onEvent: AnswerReader ──► reply
 * </pre>
 *
 * <p>An answer {@code accepted} means that the input is journaled and was carried out, so it holds over every crash. Each
 * command has an id, the client's or one that is made up here and that the core does not remember; the core carries a command out once for each account and id
 * and gives the first answer again. {@code strategy_create} with {@code start} is two inputs; the second has an id that
 * follows from the first's, so that both are done once however often the client asks. An edge that finds the ring half full
 * answers BUSY, and nothing has happened then.
 *
 * <p>{@link io.ringfence.transport.command.OtherCommand} is what another package reads and encodes, as that of events does: the
 * way in and the answer are the same.
 *
 * <p><b>Threads.</b> Event loops read, resolve and publish; the core's output thread finds the answer and hands it to the
 * event loop that the command came from. Bounded by the ring: one command waits for each of its places.
 */
package io.ringfence.transport.command;
