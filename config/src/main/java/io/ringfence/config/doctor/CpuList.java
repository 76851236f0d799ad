package io.ringfence.config.doctor;

import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel's notation for sets of CPUs: {@code 0-3,8}. */
final class CpuList {
    /** No kernel has more than 99,999. */
    private static final Pattern PART = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    private CpuList() {}

    /** Absent where the text is none; the empty text is the empty set. */
    static Optional<BitSet> parse(String text) {
        BitSet cpus = new BitSet();
        if (text.isBlank()) {
            return Optional.of(cpus);
        }
        for (String part : text.strip().split(",", -1)) {
            Matcher ends = PART.matcher(part.strip());
            if (!ends.matches()) {
                return Optional.empty();
            }
            int first = Integer.parseInt(ends.group(1));
            int last = ends.group(2) == null ? first : Integer.parseInt(ends.group(2));
            if (last < first) {
                return Optional.empty();
            }
            cpus.set(first, last + 1);
        }
        return Optional.of(cpus);
    }

    static String describe(BitSet cpus) {
        StringBuilder text = new StringBuilder();
        for (int first = cpus.nextSetBit(0); first >= 0; ) {
            int last = cpus.nextClearBit(first) - 1;
            text.append(text.length() == 0 ? "" : ",").append(first);
            if (last > first) {
                text.append('-').append(last);
            }
            first = cpus.nextSetBit(last + 1);
        }
        return text.toString();
    }
}
