package io.ringfence.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.RiskCode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** The chain against the naive one, over random histories. */
final class RiskChainTest {
    private static final Map<RiskCode, Integer> HISTORIES_BY_CODE = new EnumMap<>(RiskCode.class);

    @Property(tries = 3000)
    void shouldAnswerEveryEntryAsTheNaiveChainDoes(@ForAll long seed) {
        new RiskHistory(seed).run(100).forEach(code -> HISTORIES_BY_CODE.merge(code, 1, Integer::sum));
    }

    @Property(tries = 100)
    void shouldStandTheSameAfterTheSameHistory(@ForAll long seed) {
        RiskHistory one = new RiskHistory(seed);
        RiskHistory other = new RiskHistory(seed);
        assertEquals(one.run(60), other.run(60));
        assertEquals(one.hash(), other.hash());
    }

    /** A comparison that never meets a rule says nothing of it. */
    @AfterContainer
    static void shouldHaveMetEveryRule() {
        Set<RiskCode> rules = EnumSet.complementOf(EnumSet.of(RiskCode.NULL_VAL, RiskCode.BROKER_ERRORS));
        rules.removeIf(code -> HISTORIES_BY_CODE.getOrDefault(code, 0) >= 100);
        assertEquals(Set.of(), rules, () -> "met too rarely: " + HISTORIES_BY_CODE);
    }
}
