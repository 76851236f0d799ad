package io.ringfence.bench;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Client commands and their answers. */
@Command(
        name = "commands",
        header = "Until a client's command is answered.",
        description = {
            "Commands of clients, which start and stop strategies, until their answers stand behind the gate. 10,000 a"
                    + " second.",
            "Points: journal, stop-loss, trade, gate, answer (in the hands of the thread that feeds the edge)."
        },
        abbreviateSynopsis = true,
        sortOptions = false)
final class CommandsCommand extends RigCommand {
    private static final long RATE = 10_000;

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
        return Map.of("load", "commands");
    }

    @Override
    Map<String, String> told() {
        return Map.of();
    }

    @Override
    String what() {
        return "From the time a command was to be sent, through ring, journal and both logic stages, until its answer is in the"
                + " hands of the thread that feeds the edge. Each starts or stops one of 1,000 strategies and has an id of"
                + " its own." + stages() + " " + notInside();
    }
}
