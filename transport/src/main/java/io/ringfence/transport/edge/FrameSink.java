package io.ringfence.transport.edge;

/** Takes frames out of a {@link HandOff}, or out of {@link LatestPrices}. */
@FunctionalInterface
interface FrameSink {
    /** A frame; what is handed over is good for the length of the call. */
    void onFrame(FrameInfo info, byte[] source, int offset, int length);
}
