package io.ringfence.transport.edge;

/**
 * Writes event times as ISO-8601 in UTC with milliseconds, {@code 2026-01-02T03:04:05.678Z}; what is finer is cut off.
 *
 * <p>Keeps the text of the last second written, since events of one second come together. One thread.
 */
final class IsoTime {
    /** Length of every text; nanoseconds in a {@code long} reach from 1677 to 2262, so years have four digits. */
    static final int LENGTH = 24;

    /** Where the time of day begins, and its length without the zone. */
    static final int TIME_OF_DAY_OFFSET = 11;

    static final int TIME_OF_DAY_LENGTH = 12;

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_PER_DAY = 86_400L;
    private static final int TO_SECONDS_LENGTH = 20;

    private final byte[] toSeconds = new byte[TO_SECONDS_LENGTH];
    private long secondWritten = Long.MIN_VALUE;

    /** Writes the time at {@code offset} and returns the offset behind it. */
    int write(long epochNs, byte[] target, int offset) {
        long second = Math.floorDiv(epochNs, NS_PER_SECOND);
        if (second != secondWritten) {
            writeToSeconds(second);
            secondWritten = second;
        }
        System.arraycopy(toSeconds, 0, target, offset, TO_SECONDS_LENGTH);
        int millis = (int) (Math.floorMod(epochNs, NS_PER_SECOND) / 1_000_000);
        digits(target, offset + TO_SECONDS_LENGTH, millis, 3);
        target[offset + LENGTH - 1] = 'Z';
        return offset + LENGTH;
    }

    /** After {@code civil_from_days} in Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
    private void writeToSeconds(long second) {
        long days = Math.floorDiv(second, SECONDS_PER_DAY) + 719_468;
        int secondOfDay = (int) Math.floorMod(second, SECONDS_PER_DAY);
        long era = Math.floorDiv(days, 146_097L);
        int dayOfEra = (int) Math.floorMod(days, 146_097L);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = (int) (era * 400) + yearOfEra + (month <= 2 ? 1 : 0);
        digits(toSeconds, 0, year, 4);
        toSeconds[4] = '-';
        digits(toSeconds, 5, month, 2);
        toSeconds[7] = '-';
        digits(toSeconds, 8, day, 2);
        toSeconds[10] = 'T';
        digits(toSeconds, 11, secondOfDay / 3_600, 2);
        toSeconds[13] = ':';
        digits(toSeconds, 14, secondOfDay / 60 % 60, 2);
        toSeconds[16] = ':';
        digits(toSeconds, 17, secondOfDay % 60, 2);
        toSeconds[19] = '.';
    }

    private static void digits(byte[] target, int offset, int value, int count) {
        int rest = value;
        for (int at = offset + count - 1; at >= offset; at--) {
            target[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
