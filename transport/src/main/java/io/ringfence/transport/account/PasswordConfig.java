package io.ringfence.transport.account;

/**
 * What a password's hash costs. The parameters stand in each hash, so they may be raised at any time: a hash that is below
 * them is made anew when its user logs in.
 *
 * @param memoryKib memory of one hash in KiB; that much garbage a login
 * @param iterations passes over the memory
 * @param parallelism lanes; computed one after the other, but part of the hash
 * @param threads that hash; the others' work waits
 * @param queueLength hashes that may wait; one more is refused as busy
 */
public record PasswordConfig(int memoryKib, int iterations, int parallelism, int threads, int queueLength) {
    static final int MAX_MEMORY_KIB = 1 << 20;
    static final int MAX_ITERATIONS = 64;
    static final int MAX_PARALLELISM = 16;

    /** Validates. */
    public PasswordConfig {
        Bounds.check("passwords.memory-kib", memoryKib, 64, MAX_MEMORY_KIB);
        Bounds.check("passwords.iterations", iterations, 1, MAX_ITERATIONS);
        Bounds.check("passwords.parallelism", parallelism, 1, MAX_PARALLELISM);
        Bounds.check("passwords.threads", threads, 1, 8);
        Bounds.check("passwords.queue-length", queueLength, 1, 10_000);
        if (memoryKib < 8 * parallelism) {
            throw Bounds.refusal("passwords.memory-kib", memoryKib, "8 or more for each of passwords.parallelism");
        }
    }

    /**
     * Holds it to be no weaker than OWASP's minimum, of which more passes may make up for less memory. Not part of the
     * validation, since a test that hashes a thousand times has no use for it.
     */
    public PasswordConfig checkStrength() {
        if (memoryKib < 7_168) {
            throw Bounds.refusal("passwords.memory-kib", memoryKib, "7168 or more, OWASP's minimum");
        }
        if ((long) memoryKib * iterations < 35_840) {
            throw Bounds.refusal(
                    "passwords.iterations",
                    iterations,
                    "so many that memory-kib times iterations is 35840 or more, OWASP's minimum");
        }
        return this;
    }

    /** OWASP's minimum for Argon2id (19 MiB, 2 passes, 1 lane), one thread, 64 may wait: some 4 s of work. */
    public static PasswordConfig defaults() {
        return new PasswordConfig(19_456, 2, 1, 1, 64);
    }
}
