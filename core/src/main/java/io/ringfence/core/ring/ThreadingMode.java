package io.ringfence.core.ring;

/** How the stages are laid out on threads. The results are the same, bit for bit. */
public enum ThreadingMode {
    /** No threads: publishing runs all stages on the caller's thread. One caller only. For tests, replay and backtests. */
    INLINE,
    /** Journal, logic and what is urgent behind the gate on one thread, other outputs on another. For two cores. */
    COMPACT,
    /** One thread a stage, each pinned where cores are configured. */
    PIPELINED
}
