package io.ringfence.bench;

import io.ringfence.bench.Contenders.Contender;
import io.ringfence.bench.rig.Campaign.Turn;
import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.SubjectSpec;
import io.ringfence.bench.subject.HostFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The journal alone, in both durabilities and with groups of several sizes. */
@Command(
        name = "journal",
        header = "Until an event is in the journal, by durability and size of a group.",
        description = {
            "Ticks through the ring and the journal alone, until they have passed the gate; no stop is checked and nothing is"
                    + " traded. As fast as they are taken, which shows what a group is worth, and at 2,000 a second, where"
                    + " hardly an event shares its group. A device that syncs slower than that wants a lower --rate.",
            "Points: journal (in it; with durability power on the device), gate (there, and nothing left to wait for).",
            "Peers: chronicle-append beside process, bare-sync beside power, and of each durability the smaller groups beside"
                    + " the largest. Up to 10,000 a second each"
                    + " message is timed, whatever --stage-sample says."
        },
        footer = {
            "",
            "For example",
            "  journal --seconds 9 --directory /mnt/journals",
            "  journal --durability process --group 1,32,1024 --rate 0",
            "  journal --durability power --group 1 --rate 100,1000"
        },
        abbreviateSynopsis = true,
        sortOptions = false)
final class JournalCommand extends RigCommand {
    /** A sync of most devices takes less than half the time from one event to the next. */
    private static final long RATE = 2_000;

    private static final String PROCESS = "process";
    private static final String POWER = "power";
    private static final String CHRONICLE_APPEND = "chronicle-append";
    private static final String BARE_SYNC = "bare-sync";
    /** So many ticks fit the most bytes of a group. */
    private static final int MAX_GROUP = 4_096;
    /** Two readings of the clock take less than a thousandth of the time between two events. */
    private static final long EACH_TIMED_UP_TO = 10_000;

    @Option(
            names = "--group",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,1024",
            description =
                    "most events of a group, up to 4096; default ${DEFAULT-VALUE}, of which a host has the latter")
    private List<Integer> groups = new ArrayList<>();

    @Override
    long usualRate() {
        return RATE;
    }

    @Override
    List<Long> usualRates() {
        return List.of(0L, RATE);
    }

    @Override
    String usualDurability() {
        return PROCESS + "," + POWER;
    }

    @Override
    Contenders contenders() {
        return Contenders.ofJournal();
    }

    @Override
    List<String> usualPeers() {
        return durabilities().stream().map(JournalCommand::peerOf).toList();
    }

    private static String peerOf(String durability) {
        return durability.equals(POWER) ? BARE_SYNC : CHRONICLE_APPEND;
    }

    @Override
    Map<String, String> load() {
        return Map.of("load", "journal");
    }

    @Override
    Map<String, String> told() {
        return Map.of(
                "group", String.join(",", groups.stream().map(String::valueOf).toList()));
    }

    private List<String> durabilities() {
        return List.of(rig().host(usualDurability()).get("journal.durability").split(",")).stream()
                .distinct()
                .toList();
    }

    private List<Integer> smallerGroups() {
        return groups.stream()
                .distinct()
                .filter(group -> group != largestGroup())
                .toList();
    }

    private int largestGroup() {
        return groups.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    /**
     * For each durability the largest group, beside it the smaller ones and the peer that does as it does; a peer that was asked
     * for beside another durability stands beside the first.
     */
    @Override
    LineUp lineUp(List<String> peers, List<LoadPlan> loads) throws IOException {
        check();
        List<String> durabilities = durabilities();
        Map<String, String> besides = new LinkedHashMap<>();
        List<Turn> turns = new ArrayList<>();
        List<Contender> all = new ArrayList<>();
        List<Contender> asked = contenders().of(peers, host(durabilities.get(0), largestGroup()));
        for (String durability : durabilities) {
            SubjectSpec ours = subject(durability, largestGroup());
            List<Contender> beside = new ArrayList<>();
            smallerGroups().forEach(group -> beside.add(smaller(durability, group)));
            asked.stream()
                    .filter(peer -> durabilityBeside(peer).equals(durability))
                    .forEach(beside::add);
            if (!durability.equals(durabilities.get(0))) {
                besides.put(ours.name(), ours.name());
                beside.forEach(one -> besides.put(one.subject().name(), ours.name()));
            }
            Turns.of(ours, beside, loads).forEach(turn -> turns.add(timed(turn)));
            all.addAll(beside);
        }
        return new LineUp(nameOf(durabilities.get(0), largestGroup()), besides, turns, all);
    }

    private String durabilityBeside(Contender peer) {
        String name = peer.subject().name().replace(' ', '-');
        return durabilities().stream()
                .filter(durability -> peerOf(durability).equals(name))
                .findFirst()
                .orElse(durabilities().get(0));
    }

    private void check() {
        Arguments.number("--stage-sample", Long.toString(rig().stageSample()), 1, 1_000_000_000);
        groups.forEach(group -> Arguments.number("--group", Integer.toString(group), 1, MAX_GROUP));
        if (!rig().with().isEmpty()) {
            throw new IllegalArgumentException(
                    "--with = " + String.join(",", rig().with()) + ": expected none, the journal is measured alone");
        }
        for (String durability : durabilities()) {
            if (!List.of(PROCESS, POWER).contains(durability)) {
                throw new IllegalArgumentException(
                        "--durability = " + durability + ": expected process, power or both");
            }
            Map<String, String> host = host(durability, largestGroup());
            HostFactory.check(host);
            if (host.get("ring.threading").equals("inline") && largestGroup() > 1) {
                throw new IllegalArgumentException("--group = " + largestGroup()
                        + ": expected 1 with threading inline, where each event is a group of its own");
            }
        }
    }

    private Contender smaller(String durability, int group) {
        return new Contender(
                subject(durability, group),
                "the same with at most " + group + (group == 1 ? " event" : " events") + " a group",
                0);
    }

    private SubjectSpec subject(String durability, int group) {
        return new SubjectSpec(nameOf(durability, group), HostFactory.class, host(durability, group));
    }

    private static String nameOf(String durability, int group) {
        return durability + ", " + group + " a group";
    }

    private Map<String, String> host(String durability, int group) {
        Map<String, String> host = new LinkedHashMap<>(rig().host(usualDurability()));
        host.putAll(load());
        host.put("journal.durability", durability);
        host.put("ring.max-batch-events", Integer.toString(group));
        return host;
    }

    /** At a light load there is time to time each message. */
    private static Turn timed(Turn turn) {
        long rate = turn.load().ratePerSecond();
        if (rate == 0 || rate > EACH_TIMED_UP_TO) {
            return turn;
        }
        SubjectSpec subject = turn.subject();
        Map<String, String> options = new LinkedHashMap<>(subject.options());
        options.replace("stage-sample", "1");
        // So the peers have it.
        options.replace("every", "1");
        return new Turn(
                new SubjectSpec(
                        subject.name(), subject.factory(), subject.classPathBefore(), subject.jvmArgs(), options),
                turn.load());
    }

    @Override
    String what() {
        return "From the time a tick was to be sent, through ring and journal to the gate, by durability and most events a"
                + " group. Up to 10,000 a second each message is timed, else one in "
                + rig().stageSample()
                + ". Not inside: stop check and trade stage, the broker's port, the feed's socket and its decoding.";
    }
}
