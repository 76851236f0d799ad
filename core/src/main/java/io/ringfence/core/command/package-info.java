/**
 * Commands that come with an id of the sender's choice, so that one that is sent again, because its answer was lost, is
 * carried out once. The stop-loss stage keeps the ids of commands that it acts on itself, the trade stage those of all others;
 * each on its own thread.
 */
package io.ringfence.core.command;
