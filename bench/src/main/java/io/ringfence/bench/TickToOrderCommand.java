package io.ringfence.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From a tick to the order of the stop that it fires. */
@Command(
        name = "tick-to-order",
        header = "Until the order of the stop that a tick fires is handed to the broker's port.",
        description = {
            "From the time a tick was to be sent until the order of the stop that it fires is handed to the broker's port,"
                    + " journaled, by stage. 100,000 ticks a second.",
            "Points: journal, stop-loss, trade (done there), gate (both done: orders may leave), order (handed over)."
        },
        footer = {
            "",
            "For example",
            "  tick-to-order --rate 100000 --seconds 30",
            "  tick-to-order --rate 100000,1000000 --durability power --peers none --directory /mnt/journals"
        },
        abbreviateSynopsis = true,
        sortOptions = false)
final class TickToOrderCommand extends RigCommand {
    private static final long RATE = 100_000;

    @Option(
            names = "--stops",
            paramLabel = "N",
            defaultValue = "100000",
            description = "armed and never touched, half of them trailing; default ${DEFAULT-VALUE}")
    private int stops;

    @Option(
            names = "--fire-every",
            paramLabel = "K",
            defaultValue = "1000",
            description = "each K-th tick fires a stop, 2 or more; default ${DEFAULT-VALUE}")
    private int fireEvery;

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
        return List.of(Contenders.ALL);
    }

    @Override
    Map<String, String> load() {
        Arguments.number("--fire-every", Integer.toString(fireEvery), 2, 1_000_000_000);
        return Map.of("load", "ticks", "stops", Integer.toString(stops), "every", Integer.toString(fireEvery));
    }

    @Override
    Map<String, String> told() {
        return new TreeMap<>(Map.of("stops", Integer.toString(stops), "fire-every", Integer.toString(fireEvery)));
    }

    @Override
    String what() {
        return String.format(
                "From the time a tick was to be sent, through ring, journal, stop check and trade stage, until the order of"
                        + " the stop that it fires is handed to the broker's port. %,d stops are armed and never touched;"
                        + " each %,dth tick fires one more, which two fills behind the next tick arm again: they are in the"
                        + " load, not in the figures.%s %s",
                stops, fireEvery, stages(), notInside());
    }
}
