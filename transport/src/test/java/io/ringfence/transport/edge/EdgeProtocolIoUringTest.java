package io.ringfence.transport.edge;

/** The same over io_uring, skipped where the kernel refuses it. */
class EdgeProtocolIoUringTest extends EdgeProtocolTest {
    @Override
    EdgeIo io() {
        return EdgeIo.IO_URING;
    }
}
