package io.ringfence.config.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which of a script is past, in doubt, or to come, and so which terms a strategy may have by the file. */
class ScriptCandidatesTest {
    private static final StrategySpec ONE = new StrategySpec(
            "one", "AAA", "host", PositionSide.LONG, TriggerSource.LAST, "timed", "", terms(1), false, true);

    private static TermsSpec terms(int quantity) {
        return new TermsSpec(
                quantity * Decimal.ONE,
                new TermsSpec.Times(OptionalLong.of(1), OptionalLong.of(2), 0, 0, LateStart.FIRE),
                new TermsSpec.Stop(StopUnit.RATIO, Decimal.ONE / 2, false, OptionalLong.empty(), OptionalLong.empty()),
                Optional.empty(),
                false,
                0);
    }

    private static CommandSpec update(long atNs, int quantity) {
        return new CommandSpec(atNs, "script-" + quantity, new CommandSpec.Update("one", terms(quantity), false));
    }

    /** Of updates to quantities 2 at 100, 3 at 200 and 4 at 300, written out of order. */
    private static Script script(long endNs, long marginNs) {
        Declarations declared = new Declarations(List.of(), List.of(), List.of(ONE), List.of(), List.of());
        return new Script(
                List.of(update(300, 4), update(100, 2), update(200, 3)), endNs, marginNs, new Ids(List.of(), declared));
    }

    private static List<Long> quantities(Script script) {
        return script.candidates(ONE).stream()
                .map(terms -> terms.quantity() / Decimal.ONE)
                .toList();
    }

    @Test
    void shouldHaveTheDeclaredTermsWhenAllIsToCome() {
        Script script = script(99, 0);
        assertEquals(List.of(1L), quantities(script));
        assertEquals(100, script.nextNs());
    }

    @Test
    void shouldDoubtWhatIsOfTheVeryTimeWhenTheMarginIsNone() {
        Script script = script(200, 0);
        assertEquals(List.of(2L, 3L), quantities(script));
        assertEquals(terms(3), script.termsOf(ONE));
        assertEquals(200, script.nextNs());
    }

    @Test
    void shouldDoubtAllWithinTheMargin() {
        Script script = script(250, 150);
        assertEquals(List.of(1L, 2L, 3L), quantities(script));
        assertEquals(100, script.nextNs());
    }

    @Test
    void shouldKnowTheLastUpdateWhenAllIsPast() {
        Script script = script(1_000, 100);
        assertEquals(List.of(4L), quantities(script));
        assertEquals(Long.MAX_VALUE, script.nextNs());
    }
}
