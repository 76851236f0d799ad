/**
 * The core's state as canonical bytes: the same state gives the same bytes, on every JVM and in every thread layout. The
 * state hash is SHA-256 over them; the output digest is a running 64-bit figure over everything the core put out.
 */
package io.ringfence.core.state;
