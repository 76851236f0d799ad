package io.ringfence.transport.feed;

/** What a column of a recorded file holds. */
public enum CsvColumn {
    /** When it happened, in the configured unit and base; a fraction is read down to the nanosecond. */
    TIME("time"),
    /** Price of a trade. */
    LAST("last"),
    /** Quantity of that trade; 0 is accepted. */
    QUANTITY("quantity"),
    /** Best bid. */
    BID("bid"),
    /** Best ask. */
    ASK("ask"),
    /** 1 where whoever recorded the row marked it as not to be used, else 0. */
    SUSPICIOUS("suspicious"),
    /** Not read. */
    SKIP("skip");

    private final String word;

    CsvColumn(String word) {
        this.word = word;
    }

    /** The column as configuration files spell it. */
    public String word() {
        return word;
    }
}
