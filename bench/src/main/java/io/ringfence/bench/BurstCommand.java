package io.ringfence.bench;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many stops on one tick. */
@Command(
        name = "burst",
        header = "One tick that fires 10,000 stops: until the first and the last of their orders.",
        description = {
            "One tick that fires all stops at once, until the first and until the last of their orders is handed to the broker's"
                    + " port; again and again, 5 times a second. The rate counts such ticks, and has to leave the time to"
                    + " fill all orders and to arm all stops again."
        },
        abbreviateSynopsis = true,
        sortOptions = false)
final class BurstCommand extends RigCommand {
    private static final long RATE = 5;

    @Option(
            names = "--stops",
            paramLabel = "N",
            defaultValue = "10000",
            description = "that fire together, 1 to 65536; default ${DEFAULT-VALUE}")
    private int stops;

    @Override
    long usualRate() {
        return RATE;
    }

    @Override
    Contenders contenders() {
        return new Contenders(false);
    }

    @Override
    List<String> usualPeers() {
        return List.of(Contenders.NONE);
    }

    @Override
    Map<String, String> load() {
        return Map.of("load", "burst", "stops", Integer.toString(stops));
    }

    @Override
    Map<String, String> told() {
        return Map.of("stops", Integer.toString(stops));
    }

    @Override
    String what() {
        return String.format(
                "From the time a tick was to be sent that fires %,d stops, until the first and until the last of their"
                        + " orders is handed to the broker's port. %s",
                stops, notInside());
    }
}
