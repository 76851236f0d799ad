package io.ringfence.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.DeliveryReason;
import io.ringfence.core.testkit.StateBytes;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** The promise against the naive one, over random histories: lost acks, late answers, clients that come and go, restarts. */
final class DeliveriesTest {
    private static final Map<DeliveryReason, Integer> HISTORIES_BY_REASON = new EnumMap<>(DeliveryReason.class);

    @Property(tries = 1000)
    void shouldDoAsTheNaiveDeliveriesDoAndKeepThePromise(@ForAll long seed) {
        DeliveryHistory history = new DeliveryHistory(seed).run(120);
        history.runOut();
        history.watch().afterAll(history.deliveries());
        history.watch().reasons().keySet().forEach(reason -> HISTORIES_BY_REASON.merge(reason, 1, Integer::sum));
    }

    @Property(tries = 100)
    void shouldStandTheSameAndSayTheSameAfterTheSameHistory(@ForAll long seed) {
        DeliveryHistory one = new DeliveryHistory(seed).run(100);
        DeliveryHistory other = new DeliveryHistory(seed).run(100);
        assertEquals(one.lines(), other.lines());
        assertEquals(state(one), state(other));
    }

    private static StateBytes state(DeliveryHistory history) {
        StateBytes state = new StateBytes();
        history.deliveries().writeTo(state);
        return state;
    }

    /** A comparison that never meets a rule says nothing of it. */
    @AfterContainer
    static void shouldHaveMetEveryReason() {
        Set<DeliveryReason> reasons = EnumSet.complementOf(EnumSet.of(DeliveryReason.NULL_VAL));
        reasons.removeIf(reason -> HISTORIES_BY_REASON.getOrDefault(reason, 0) >= 50);
        assertEquals(Set.of(), reasons, () -> "met too rarely: " + HISTORIES_BY_REASON);
    }
}
