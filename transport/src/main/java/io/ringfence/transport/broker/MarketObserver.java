package io.ringfence.transport.broker;

import io.ringfence.core.event.PriceTickDecoder;

/** A broker that lives on the host's own market data, as a simulation does. Called by the broker stage's thread. */
interface MarketObserver {
    /** Event time, before anything else of each event. */
    void onTime(long eventTimeNs);

    /** A tick that holds, before the orders it caused. Valid for the length of the call. */
    void onTick(PriceTickDecoder tick);
}
