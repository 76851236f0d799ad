/**
 * The core's state as canonical bytes: the same state gives the same bytes, on every JVM and in every thread layout. The
 * state hash is SHA-256 over them; a snapshot is these bytes; the output digest is a running 64-bit figure over everything
 * the core put out.
 *
 * <p>Each part of the state writes itself with {@code writeTo(StateSink)} and stands beside that with {@code
 * readFrom(StateSource)}, which takes the same values in the same order and makes anew what is derived from them (heaps,
 * books, indices). A core read back is indistinguishable: it has the same hash, and puts out the same from then on.
 */
package io.ringfence.core.state;
