/**
 * What the channels that call an HTTP service share: which addresses of users may be called, how much of an answer is read, and
 * when a service wants to be asked again.
 *
 * <p>Any thread; {@link io.ringfence.transport.delivery.net.PublicAddress#check} waits for the name service, the others for
 * nothing.
 */
package io.ringfence.transport.delivery.net;
