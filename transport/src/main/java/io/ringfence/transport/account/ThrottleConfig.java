package io.ringfence.transport.account;

/**
 * What failed logins cost. After the free ones each further failure doubles the wait, up to a bound, so nobody is locked out
 * for ever.
 *
 * @param freeFailuresPerUser that cost nothing, of one name
 * @param freeFailuresPerAddress that cost nothing, of one remote address, or one /64 of IPv6
 * @param delayMs wait after the first failure beyond the free ones
 * @param maxDelayMs longest wait
 * @param forgetMs without a failure, after which earlier ones are forgotten
 * @param maxEntries names, and as many addresses, that are remembered; the one whose last failure is oldest goes
 */
public record ThrottleConfig(
        int freeFailuresPerUser,
        int freeFailuresPerAddress,
        long delayMs,
        long maxDelayMs,
        long forgetMs,
        int maxEntries) {

    /** Validates. */
    public ThrottleConfig {
        Bounds.check("throttle.free-failures-per-user", freeFailuresPerUser, 0, 1_000);
        Bounds.check("throttle.free-failures-per-address", freeFailuresPerAddress, 0, 100_000);
        Bounds.checkMs("throttle.delay", delayMs, 1, 3_600_000);
        Bounds.checkMs("throttle.max-delay", maxDelayMs, delayMs, 3_600_000);
        Bounds.checkMs("throttle.forget", forgetMs, maxDelayMs, 86_400_000);
        Bounds.check("throttle.max-entries", maxEntries, 1, 1_000_000);
    }

    /** 5 free failures a name and 20 an address, then 1 s, 2 s, 4 s, … to 1 minute; forgotten after 15 minutes. */
    public static ThrottleConfig defaults() {
        return new ThrottleConfig(5, 20, 1_000, 60_000, 900_000, 16_384);
    }
}
