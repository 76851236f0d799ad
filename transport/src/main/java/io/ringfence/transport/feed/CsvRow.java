package io.ringfence.transport.feed;

import io.ringfence.core.event.PriceTickEncoder;

/** One good row; reused. Prices and quantity are in units of 1e-8, a price that has no column is the schema's null. */
final class CsvRow {
    long timeNs;
    long lastScaled = PriceTickEncoder.lastNullValue();
    long quantityScaled;
    long bidScaled = PriceTickEncoder.bidNullValue();
    long askScaled = PriceTickEncoder.askNullValue();
}
