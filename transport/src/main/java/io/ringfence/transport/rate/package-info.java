/** How often something may happen: of clients at the edge, of notifications by a channel. Arithmetic alone: no clock, no threads. */
package io.ringfence.transport.rate;
