package io.ringfence.transport.edge;

import io.netty.channel.ChannelHandlerAdapter;

/**
 * Marks where whole frames enter a connection's pipeline on their way out: all handlers above have nothing to do with them, and
 * to walk past them costs more than to write. Below is TLS, where it is on.
 */
final class WayOut extends ChannelHandlerAdapter {}
