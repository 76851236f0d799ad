package io.ringfence.transport.view;

/** Where the newest prices are. Any thread. */
@FunctionalInterface
public interface LastPrices {
    /** Nowhere: those of the events that the views get are all. */
    LastPrices NONE = instrumentId -> 0;

    /** The newest price of an instrument, scaled; 0 where none is known here. */
    long lastPrice(int instrumentId);
}
