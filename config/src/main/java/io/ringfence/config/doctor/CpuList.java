package io.ringfence.config.doctor;

import java.util.BitSet;
import java.util.Optional;

/** The kernel's notation for sets of CPUs: {@code 0-3,8}. */
final class CpuList {
    private static final int MAX_CPUS = 1 << 16;

    private CpuList() {}

    /** Absent where the text is none; the empty text is the empty set. */
    static Optional<BitSet> parse(String text) {
        BitSet cpus = new BitSet();
        if (text.isBlank()) {
            return Optional.of(cpus);
        }
        for (String part : text.strip().split(",")) {
            String[] ends = part.strip().split("-");
            try {
                int first = Integer.parseInt(ends[0]);
                int last = Integer.parseInt(ends[ends.length - 1]);
                if (ends.length > 2 || last < first || last >= MAX_CPUS) {
                    return Optional.empty();
                }
                cpus.set(first, last + 1);
            } catch (NumberFormatException notAList) {
                return Optional.empty();
            }
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
