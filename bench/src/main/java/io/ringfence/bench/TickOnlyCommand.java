package io.ringfence.bench;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ticks that fire nothing. */
@Command(
        name = "tick-only",
        header = "Ticks that fire nothing, over any number of armed stops.",
        description = {
            "Ticks that fire nothing, through every stage, over any number of armed stops. 100,000 a second; with --rate 0 the"
                    + " rate that was reached is the result."
        },
        footer = {"", "For example", "  tick-only --stops 1000000 --rate 0", "  tick-only --stops 0 --rate 0"},
        abbreviateSynopsis = true,
        sortOptions = false)
final class TickOnlyCommand extends RigCommand {
    private static final long RATE = 100_000;

    @Option(
            names = "--stops",
            paramLabel = "N",
            defaultValue = "100000",
            description = {
                "armed and never touched, half of them trailing; from 200,000 on the heap is made larger than --jvm-args"
                        + " says; default ${DEFAULT-VALUE}"
            })
    private int stops;

    @Override
    long usualRate() {
        return RATE;
    }

    @Override
    Contenders contenders() {
        return new Contenders(true);
    }

    @Override
    List<String> usualPeers() {
        return List.of(Contenders.NONE);
    }

    @Override
    Map<String, String> load() {
        Arguments.number("--stage-sample", Long.toString(rig().stageSample()), 1, 1_000_000_000);
        return Map.of("load", "ticks", "stops", Integer.toString(stops), "every", "0");
    }

    @Override
    Map<String, String> told() {
        return Map.of("stops", Integer.toString(stops));
    }

    @Override
    String what() {
        return String.format(
                "From the time a tick was to be sent, through ring, journal, stop check and trade stage to the gate; none"
                        + " touches any of the %,d armed stops.%s %s",
                stops, stages(), notInside());
    }
}
