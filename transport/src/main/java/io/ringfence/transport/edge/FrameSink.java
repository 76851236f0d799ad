package io.ringfence.transport.edge;

/** Takes frames out of a {@link HandOff}, or out of {@link LatestPrices}. */
@FunctionalInterface
interface FrameSink {
    /**
     * A frame; its bytes are good for the length of the call.
     *
     * @param instrument whose price it is, or null for a message of channel {@code orders}
     * @param startNs since when the event is timed, 0 when it is not
     */
    void onFrame(Instrument instrument, long sequence, long startNs, byte[] source, int offset, int length);
}
