package io.ringfence.config.doctor;

import java.util.Optional;

/**
 * Time that CPUs were ready to run and the hypervisor did not let them, since the host was booted.
 *
 * @param stolenTicks of all CPUs together
 * @param allTicks in whatever state
 */
record StealTime(long stolenTicks, long allTicks) {
    private static final int FIELD_COUNT = 8;
    private static final int STEAL_FIELD = 7;

    /** {@code cpu user nice system idle iowait irq softirq steal guest guest_nice}, where guests are counted in user too. */
    static Optional<StealTime> read(HostFiles files) {
        String[] words = files.lines("/proc/stat").stream()
                .filter(line -> line.startsWith("cpu "))
                .findFirst()
                .map(line -> line.substring(4).strip().split("\\s+"))
                .orElse(new String[0]);
        if (words.length < FIELD_COUNT) {
            return Optional.empty();
        }
        long all = 0;
        for (int i = 0; i < FIELD_COUNT; i++) {
            all += HostFiles.wholeNumber(words[i]).orElse(0);
        }
        return Optional.of(
                new StealTime(HostFiles.wholeNumber(words[STEAL_FIELD]).orElse(0), all));
    }

    StealTime since(StealTime earlier) {
        return new StealTime(stolenTicks - earlier.stolenTicks, allTicks - earlier.allTicks);
    }

    double percent() {
        return allTicks <= 0 ? 0 : 100.0 * stolenTicks / allTicks;
    }
}
