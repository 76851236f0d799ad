package io.ringfence.transport.edge;

/** The same over the JDK's selector. */
class EdgeProtocolNioTest extends EdgeProtocolTest {
    @Override
    EdgeIo io() {
        return EdgeIo.NIO;
    }
}
