package io.ringfence.config.file;

import io.ringfence.config.node.StrategySpec;
import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.TriggerSource;
import java.util.ArrayList;
import java.util.List;

/** One entry of {@code strategies}. */
final class StrategySection {
    private static final List<TriggerSource> SOURCES =
            List.of(TriggerSource.LAST, TriggerSource.BID_ASK, TriggerSource.MID, TriggerSource.DOUBLE);

    private StrategySection() {}

    static StrategySpec read(Section section, Names names) {
        PositionSide side = section.has("side")
                ? section.choice("side", PositionSide.class, List.of(PositionSide.LONG, PositionSide.SHORT))
                : PositionSide.LONG;
        String logic = section.has("logic") ? checkLogic(section) : StrategySpec.TIMED;
        TermsSpec terms = new TermsSection(section, side, logic.equals(StrategySpec.TIMED))
                .read(names.calendar(section), List.of("trigger"));
        StrategySpec strategy = new StrategySpec(
                section.text("name"),
                section.text("symbol"),
                names.account(section),
                side,
                trigger(section),
                logic,
                section.has("parameters") ? parameters(section.section("parameters")) : "",
                terms,
                section.has("watch") && section.flag("watch"),
                !section.has("start") || section.flag("start"));
        section.end();
        return strategy;
    }

    /** Whether it can be the name of a logic; the core says whether there is one. */
    private static String checkLogic(Section section) {
        String logic = section.text("logic");
        if (!StrategySpec.isLogic(logic)) {
            throw section.refusal("logic", "expected 1 to 32 of a-z 0-9 -, such as timed or ema-cross");
        }
        return logic;
    }

    private static TriggerSource trigger(Section section) {
        Section stop = section.section("stop");
        return stop.has("trigger") ? stop.choice("trigger", TriggerSource.class, SOURCES) : TriggerSource.LAST;
    }

    /** The pairs in the order of their names, as the core takes them. */
    private static String parameters(Section section) {
        List<String> pairs = new ArrayList<>();
        for (String name : section.keys()) {
            String value = section.text(name);
            if (!name.matches("[a-z0-9-]{1,32}")) {
                throw section.refusal(name, "expected a name of 1 to 32 of a-z 0-9 -");
            }
            if (!value.matches("[!-<>-~]+")) {
                throw section.refusal(name, "expected printable ASCII characters, no space and no =");
            }
            pairs.add(name + "=" + value);
        }
        return String.join(" ", pairs);
    }
}
