package io.ringfence.transport.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LoginThrottleTest {
    private static final InetAddress FAR = address("203.0.113.9");
    private static final InetAddress HERE = address("127.0.0.1");

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Example
    void shouldDoubleTheWaitUpToItsBoundWhenFailuresGoOn() {
        LoginThrottle throttle = new LoginThrottle(new ThrottleConfig(2, 100, 1_000, 5_000, 900_000, 100));
        List<Long> waitsMs = new ArrayList<>();
        long nowMs = 0;
        for (int i = 0; i < 6; i++) {
            assertEquals(0, throttle.admit("alice", FAR, nowMs));
            // Beyond the free ones an attempt has to wait; one that waits does not count.
            long waitMs = i < 2 ? 0 : throttle.admit("alice", FAR, nowMs);
            assertEquals(waitMs, i < 2 ? 0 : throttle.admit("alice", FAR, nowMs));
            waitsMs.add(waitMs);
            nowMs += waitMs;
        }
        assertEquals(List.of(0L, 0L, 1_000L, 2_000L, 4_000L, 5_000L), waitsMs);
    }

    @Example
    void shouldForgetTheNameButNotTheAddressWhenALoginSucceeds() {
        LoginThrottle throttle = new LoginThrottle(new ThrottleConfig(1, 3, 1_000, 5_000, 900_000, 100));
        assertEquals(0, throttle.admit("alice", FAR, 0));
        throttle.succeeded("alice", FAR);
        for (String name : List.of("bob", "carol", "dave", "erin")) {
            assertEquals(0, throttle.admit(name, FAR, 0));
        }
        assertEquals(1_000, throttle.admit("alice", FAR, 0));
        assertEquals(0, throttle.admit("alice", address("203.0.113.10"), 0));
    }

    @Example
    void shouldNotHoldUpTheOperatorAtTheMachineWhenOthersGuess() {
        LoginThrottle throttle = new LoginThrottle(new ThrottleConfig(0, 1_000, 1_000, 60_000, 900_000, 100));
        for (int i = 0; i < 50; i++) {
            throttle.admit("root", FAR, i * 60_000L);
        }
        assertTrue(throttle.admit("root", FAR, 50 * 60_000L - 1) > 0);
        assertEquals(0, throttle.admit("root", HERE, 50 * 60_000L - 1));
    }

    @Example
    void shouldTakeAWholeNetworkForOneWhenItIsAnIpv6Slash64() {
        LoginThrottle throttle = new LoginThrottle(new ThrottleConfig(9, 0, 1_000, 60_000, 900_000, 100));
        assertEquals(0, throttle.admit("a", address("2001:db8::1"), 0));
        assertEquals(1_000, throttle.admit("b", address("2001:db8::ffff"), 0));
        assertEquals(0, throttle.admit("b", address("2001:db8:0:1::1"), 0));
    }

    @Example
    void shouldRememberTheNewestWhenThereAreMoreThanItMay() {
        LoginThrottle throttle = new LoginThrottle(new ThrottleConfig(0, 100_000, 1_000, 60_000, 900_000, 10));
        for (int i = 0; i < 1_000; i++) {
            assertEquals(0, throttle.admit("user-" + i, FAR, i));
        }
        assertEquals(11, throttle.size());
        assertTrue(throttle.admit("user-999", FAR, 1_000) > 0);
        assertEquals(0, throttle.admit("user-0", FAR, 1_000));
    }

    enum Kind {
        FAIL,
        SUCCEED,
        WITHDRAW
    }

    record Attempt(Kind kind, String name, InetAddress address, long afterMs) {}

    @Provide
    Arbitrary<List<Attempt>> attempts() {
        return Combinators.combine(
                        Arbitraries.of(Kind.FAIL, Kind.FAIL, Kind.FAIL, Kind.SUCCEED, Kind.WITHDRAW),
                        Arbitraries.of("alice", "Alice", "bob", "not a name"),
                        Arbitraries.of(FAR, HERE, address("2001:db8::1")),
                        Arbitraries.of(0L, 1L, 10L, 20L, 50L, 400L, 600L))
                .as(Attempt::new)
                .list()
                .ofMaxSize(80);
    }

    @Property(tries = 500)
    void shouldSayWhatAListOfAllFailuresSaysWhenAttemptsAreRandom(@ForAll("attempts") List<Attempt> attempts) {
        ThrottleConfig config = new ThrottleConfig(2, 4, 10, 70, 500, 1_000);
        LoginThrottle throttle = new LoginThrottle(config);
        NaiveThrottle naive = new NaiveThrottle(config);
        long nowMs = 0;
        for (Attempt attempt : attempts) {
            nowMs += attempt.afterMs();
            long expectedMs = naive.admit(attempt, nowMs);
            assertEquals(expectedMs, throttle.admit(attempt.name(), attempt.address(), nowMs));
            assertTrue(expectedMs <= config.maxDelayMs());
            if (expectedMs == 0 && attempt.kind() == Kind.SUCCEED) {
                throttle.succeeded(attempt.name(), attempt.address());
                naive.takeBack(attempt, true);
            } else if (expectedMs == 0 && attempt.kind() == Kind.WITHDRAW) {
                throttle.withdrawn(attempt.name(), attempt.address());
                naive.takeBack(attempt, false);
            }
        }
    }

    /** Keeps every failure that stands, and looks through all of them. What is taken back leaves the time of the last one. */
    private static final class NaiveThrottle {
        private record Failure(String key, long atMs) {}

        private final ThrottleConfig config;
        private final List<Failure> failures = new ArrayList<>();

        NaiveThrottle(ThrottleConfig config) {
            this.config = config;
        }

        long admit(Attempt attempt, long nowMs) {
            List<String> keys = keys(attempt);
            long waitMs = 0;
            for (String key : keys) {
                long[] timesMs = times(key);
                long lastMs = LongStream.of(timesMs).max().orElse(0);
                if (timesMs.length > 0 && nowMs - lastMs >= config.forgetMs()) {
                    failures.removeIf(failure -> failure.key().equals(key));
                    continue;
                }
                int free = key.startsWith("name") ? config.freeFailuresPerUser() : config.freeFailuresPerAddress();
                double delayMs = timesMs.length <= free
                        ? 0
                        : Math.min(config.maxDelayMs(), config.delayMs() * Math.pow(2, timesMs.length - free - 1));
                waitMs = Math.max(waitMs, lastMs + (long) delayMs - nowMs);
            }
            if (waitMs <= 0) {
                keys.forEach(key -> failures.add(new Failure(key, nowMs)));
            }
            return Math.max(0, waitMs);
        }

        void takeBack(Attempt attempt, boolean isSuccess) {
            for (String key : keys(attempt)) {
                if (isSuccess && key.startsWith("name")) {
                    failures.removeIf(failure -> failure.key().equals(key));
                } else {
                    // The earliest goes, so that the time of the last stays.
                    failures.remove(failures.stream()
                            .filter(failure -> failure.key().equals(key))
                            .findFirst()
                            .orElseThrow());
                }
            }
        }

        private long[] times(String key) {
            return failures.stream()
                    .filter(failure -> failure.key().equals(key))
                    .mapToLong(Failure::atMs)
                    .toArray();
        }

        private static List<String> keys(Attempt attempt) {
            String where = "address " + attempt.address().getHostAddress();
            if (attempt.name().contains(" ")) {
                return List.of(where);
            }
            return List.of(
                    "name " + attempt.name().toLowerCase(java.util.Locale.ROOT)
                            + attempt.address().isLoopbackAddress(),
                    where);
        }
    }
}
