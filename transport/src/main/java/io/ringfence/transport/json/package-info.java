/**
 * JSON off the path: text of answers and lists for clients. What goes out with every price and every event has a writer of
 * its own beside the edge's stage, that allocates nothing. No threads of its own.
 */
package io.ringfence.transport.json;
