package io.ringfence.transport.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A breaker for each of the services that a channel's addresses lead to, so that one which is down holds back nobody else's. Of
 * more than a bound the one that was used longest ago is forgotten, and counts as up. Any thread.
 */
public final class ServiceBreakers {
    private final BreakerConfig config;
    private final Map<String, CircuitBreaker> byService;

    /** None is down. */
    public ServiceBreakers(BreakerConfig config, int maxServices) {
        this.config = config;
        this.byService = new Recent(maxServices);
    }

    /** A request that may be sent. */
    public final class Pass {
        private final CircuitBreaker breaker;
        private final long ticket;

        private Pass(CircuitBreaker breaker, long ticket) {
            this.breaker = breaker;
            this.ticket = ticket;
        }

        /** What came of it; has to be said, or a service that was down is not asked again. */
        public void exit(boolean isUp, long nowNs) {
            synchronized (ServiceBreakers.this) {
                breaker.exit(ticket, isUp, nowNs);
            }
        }
    }

    /** Lets a request pass, or returns null when {@link #waitNs} is not 0. */
    public synchronized Pass enter(String service, long nowNs) {
        CircuitBreaker breaker = byService.computeIfAbsent(service, added -> new CircuitBreaker(config));
        return breaker.waitNs(nowNs) == 0 ? new Pass(breaker, breaker.enter(nowNs)) : null;
    }

    /** As {@link CircuitBreaker#waitNs}. */
    public synchronized long waitNs(String service, long nowNs) {
        CircuitBreaker breaker = byService.get(service);
        return breaker == null ? 0 : breaker.waitNs(nowNs);
    }

    private static final class Recent extends LinkedHashMap<String, CircuitBreaker> {
        private static final long serialVersionUID = 1L;

        private final int maxCount;

        Recent(int maxCount) {
            super(16, 0.75f, true);
            this.maxCount = maxCount;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CircuitBreaker> eldest) {
            return size() > maxCount;
        }
    }
}
