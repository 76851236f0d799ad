package io.ringfence.transport.account;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Makes guessing passwords slow, by name and by remote address. An attempt counts as failed when it is let in, and is taken
 * back when it turns out not to have been one, so that a thousand at once count as a thousand.
 *
 * <p>A name that is tried from loopback is not the same as from elsewhere: nobody out there can make the operator at the
 * machine wait. Thread-safe; no clock. The state of a name or an address is its number of failures and the time of the last
 * one; everything else follows from these.
 */
final class LoginThrottle {
    private final ThrottleConfig config;
    /** Guarded by this, as the next. */
    private final Failures byName;

    private final Failures byAddress;

    LoginThrottle(ThrottleConfig config) {
        this.config = config;
        byName = new Failures(config, config.freeFailuresPerUser());
        byAddress = new Failures(config, config.freeFailuresPerAddress());
    }

    /**
     * Lets an attempt in, which then counts as failed, or not, which then does not count.
     *
     * @param name that is tried; anything that is no name counts for its address alone
     * @return 0 when it is let in, else the time to wait
     */
    synchronized long admit(String name, InetAddress address, long nowMs) {
        String nameKey = nameKey(name, address);
        String addressKey = addressKey(address);
        long waitMs =
                Math.max(nameKey == null ? 0 : byName.waitMs(nameKey, nowMs), byAddress.waitMs(addressKey, nowMs));
        if (waitMs > 0) {
            return waitMs;
        }
        if (nameKey != null) {
            byName.add(nameKey, nowMs);
        }
        byAddress.add(addressKey, nowMs);
        return 0;
    }

    /** The attempt succeeded: the name's failures are forgotten; those of the address are not, or one valid user would do. */
    synchronized void succeeded(String name, InetAddress address) {
        String nameKey = nameKey(name, address);
        if (nameKey != null) {
            byName.forget(nameKey);
        }
        byAddress.takeBack(addressKey(address));
    }

    /** The attempt was not made after all. */
    synchronized void withdrawn(String name, InetAddress address) {
        String nameKey = nameKey(name, address);
        if (nameKey != null) {
            byName.takeBack(nameKey);
        }
        byAddress.takeBack(addressKey(address));
    }

    /** Names and addresses that are remembered. */
    synchronized int size() {
        return byName.byKey.size() + byAddress.byKey.size();
    }

    private static String nameKey(String name, InetAddress address) {
        if (!User.isName(name)) {
            return null;
        }
        String folded = name.toLowerCase(Locale.ROOT);
        return address.isLoopbackAddress() ? "local " + folded : folded;
    }

    /** Whoever has one address of IPv6 has the whole /64. */
    private static String addressKey(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }

    private static final class Failures {
        private final ThrottleConfig config;
        private final int freeCount;
        /** The one whose last failure is oldest comes first. */
        private final Map<String, Failed> byKey = new LinkedHashMap<>();

        Failures(ThrottleConfig config, int freeCount) {
            this.config = config;
            this.freeCount = freeCount;
        }

        long waitMs(String key, long nowMs) {
            Failed failed = current(key, nowMs);
            if (failed == null) {
                return 0;
            }
            long delayMs = delayMs(failed.count());
            // A clock that was set back must not make anyone wait for longer.
            return Math.max(0, Math.min(delayMs, failed.lastMs() + delayMs - nowMs));
        }

        void add(String key, long nowMs) {
            Failed failed = current(key, nowMs);
            byKey.remove(key);
            byKey.put(key, new Failed(failed == null ? 1 : failed.count() + 1, nowMs));
            if (byKey.size() > config.maxEntries()) {
                Iterator<String> oldest = byKey.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }

        void takeBack(String key) {
            byKey.computeIfPresent(
                    key,
                    (same, failed) -> failed.count() == 1 ? null : new Failed(failed.count() - 1, failed.lastMs()));
        }

        void forget(String key) {
            byKey.remove(key);
        }

        private Failed current(String key, long nowMs) {
            Failed failed = byKey.get(key);
            if (failed == null) {
                return null;
            }
            if (nowMs < failed.lastMs()) {
                // The clock was set back: the failure counts as of now, or the wait would never end.
                failed = new Failed(failed.count(), nowMs);
                byKey.put(key, failed);
            } else if (nowMs - failed.lastMs() >= config.forgetMs()) {
                byKey.remove(key);
                return null;
            }
            return failed;
        }

        private long delayMs(int count) {
            if (count <= freeCount) {
                return 0;
            }
            int doublings = Math.min(count - freeCount - 1, 30);
            return Math.min(config.maxDelayMs(), config.delayMs() << doublings);
        }
    }

    private record Failed(int count, long lastMs) {}
}
