package io.ringfence.bench.peer;

/** A tick or an order as a bot writes it into a list: comma-separated text. */
record RedisMessage(String kind, String symbol, long price, long quantity, long index, long dueNs) {
    private static final int FIELDS = 6;

    static RedisMessage parse(String text) {
        String[] fields = text.split(",");
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("not a message: " + text);
        }
        return new RedisMessage(
                fields[0],
                fields[1],
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                Long.parseLong(fields[5]));
    }

    String text() {
        return kind + ',' + symbol + ',' + price + ',' + quantity + ',' + index + ',' + dueNs;
    }
}
