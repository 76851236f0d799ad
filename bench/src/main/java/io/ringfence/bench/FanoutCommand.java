package io.ringfence.bench;

import io.ringfence.bench.Contenders.Contender;
import io.ringfence.bench.fanout.EdgeFactory;
import io.ringfence.bench.fanout.FanoutOptions;
import io.ringfence.bench.peer.FanoutPeer;
import io.ringfence.bench.rig.Campaign.Turn;
import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.SubjectSpec;
import io.ringfence.core.ring.ThreadingMode;
import io.ringfence.core.ring.WaitProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prices to many WebSocket clients. */
@Command(
        name = "fan-out",
        header = "Until a price is with each of many WebSocket clients, and how many deliveries a second there can be.",
        description = {
            "Ticks through a ring and the WebSocket edge to clients in a process of their own, all of which have subscribed to all"
                    + " prices. A message is a tick that is published; it is delivered to each client.",
            "Point: client (it has been read). At rate 0 a tick is published as soon as fewer than --window are under way to"
                    + " the slowest client: messages a second times clients is what is delivered without loss."
        },
        footer = {
            "",
            "For example",
            "  fan-out --clients 100,1000 --rate 0",
            "  fan-out --clients 1000 --rate 1000 --stalled 1 --peers none"
        },
        abbreviateSynopsis = true,
        sortOptions = false)
final class FanoutCommand implements Callable<Integer> {
    private static final int MAX_CLIENTS = 10_000;
    private static final int MAX_RATE = 1_000_000;
    private static final long SECOND_MS = 1_000;

    @Option(
            names = "--clients",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,10,100,1000",
            description = "that have subscribed, up to 10000; several are measured in turns; default ${DEFAULT-VALUE}")
    private List<Integer> clients = new ArrayList<>();

    @Option(
            names = "--rate",
            paramLabel = "N",
            split = ",",
            defaultValue = "0,1000,10000",
            description = {
                "ticks a second, evenly spread, each of which goes to every client; 0: as fast as the slowest client takes"
                        + " them; default ${DEFAULT-VALUE}"
            })
    private List<Integer> rates = new ArrayList<>();

    @Option(
            names = "--stalled",
            paramLabel = "N",
            defaultValue = "0",
            description = {
                "clients that do not read: ours is measured with as many clients more, beside itself without; default"
                        + " ${DEFAULT-VALUE}"
            })
    private int stalled;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "15",
            description = "measured of each subject at each rate, over all rounds; default ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "under the same load before each round is measured; default ${DEFAULT-VALUE}")
    private int warmUpSeconds;

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "all",
            description = {
                "measured beside the edge: none, all, or some of bare-netty, redis-ws; one that cannot take a load is not"
                        + " measured under it; default ${DEFAULT-VALUE}"
            })
    private List<String> peers = new ArrayList<>();

    @Option(
            names = "--npm",
            paramLabel = "DIR",
            defaultValue = "ringfence-bench-npm",
            description = "where npm has put the packages of redis-ws; default ${DEFAULT-VALUE}")
    private Path npm;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "256",
            description = "most ticks under way to the slowest client at rate 0; default ${DEFAULT-VALUE}")
    private int window;

    @Option(
            names = "--wait",
            paramLabel = "PROFILE",
            defaultValue = "quiet",
            description = "how the ring's threads wait: quiet, balanced, spin; default ${DEFAULT-VALUE}")
    private String wait;

    @Option(
            names = "--threading",
            paramLabel = "LAYOUT",
            defaultValue = "compact",
            description = "thread layout: inline, compact, pipelined; default ${DEFAULT-VALUE}")
    private String threading;

    @Mixin
    private RoundOptions run;

    @Spec
    private CommandSpec spec;

    private final List<String> notes = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        LineUp lineUp = lineUp();
        notes.forEach(note -> spec.commandLine().getErr().println("ringfence-bench: without " + note));
        return new ScenarioRun(spec, run).measure(lineUp, what(lineUp.contenders()), told());
    }

    /**
     * The edge with each number of clients, beside it the peers, or itself with some that stall.
     *
     * @throws IllegalArgumentException in one line, naming the option, its value and what is expected
     */
    LineUp lineUp() throws IOException {
        check();
        List<FanoutPeer> present = present();
        List<LoadPlan> plans = plans();
        List<Turn> turns = new ArrayList<>();
        Map<String, String> besides = new LinkedHashMap<>();
        List<Contender> contenders = new ArrayList<>();
        String first = null;
        for (int count : clients.stream().distinct().toList()) {
            SubjectSpec ours = edge(count, 0);
            first = first == null ? ours.name() : first;
            besides.put(ours.name(), ours.name());
            for (LoadPlan plan : plans) {
                turns.add(new Turn(ours, plan));
                if (stalled > 0) {
                    SubjectSpec other = edge(count, stalled);
                    besides.put(other.name(), ours.name());
                    turns.add(new Turn(other, plan));
                }
                for (FanoutPeer peer : present) {
                    if (plan.ratePerSecond() * count <= peer.ownDeliveries()) {
                        SubjectSpec other = peer.spec(name(peer.label(), count), options(count, 0));
                        besides.put(other.name(), ours.name());
                        turns.add(new Turn(other, plan));
                    }
                }
            }
        }
        for (FanoutPeer peer : present) {
            SubjectSpec named = peer.spec(peer.label(), Map.of());
            contenders.add(new Contender(named, peer.description(), 0));
        }
        besides.remove(first);
        return new LineUp(first, besides, turns, contenders);
    }

    private void check() {
        clients.forEach(count -> Arguments.number("--clients", Integer.toString(count), 1, MAX_CLIENTS));
        rates.forEach(rate -> Arguments.number("--rate", Integer.toString(rate), 0, MAX_RATE));
        Arguments.number("--stalled", Integer.toString(stalled), 0, MAX_CLIENTS);
        Arguments.number("--seconds", Integer.toString(seconds), 1, 86_400);
        Arguments.number("--warm-up", Integer.toString(warmUpSeconds), 0, 600);
        Arguments.number("--window", Integer.toString(window), 1, 65_536);
        oneOf("--wait", wait, WaitProfile.values());
        oneOf("--threading", threading, ThreadingMode.values());
    }

    private static void oneOf(String option, String value, Enum<?>[] all) {
        List<String> known = Arrays.stream(all)
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(value)) {
            throw new IllegalArgumentException(
                    option + " = " + value + ": expected one of " + String.join(", ", known));
        }
    }

    /** Those that were asked for and can be run; of the others a note is made. */
    private List<FanoutPeer> present() {
        List<String> names =
                Arrays.stream(FanoutPeer.values()).map(FanoutPeer::option).toList();
        for (String name : peers) {
            if (!names.contains(name) && !name.equals(Contenders.ALL) && !name.equals(Contenders.NONE)) {
                throw new IllegalArgumentException(
                        "--peers = " + name + ": expected none, all, or some of " + String.join(", ", names));
            }
        }
        List<FanoutPeer> present = new ArrayList<>();
        for (FanoutPeer peer : FanoutPeer.values()) {
            if (peers.contains(peer.option()) || peers.contains(Contenders.ALL)) {
                Optional<String> missing = peer.missing(npm.toAbsolutePath());
                missing.ifPresentOrElse(notes::add, () -> present.add(peer));
            }
        }
        return present;
    }

    private List<LoadPlan> plans() {
        long measureMs = Math.max(1, seconds * SECOND_MS / run.rounds());
        return rates.stream()
                .distinct()
                .map(rate -> new LoadPlan(rate, warmUpSeconds * SECOND_MS, measureMs))
                .toList();
    }

    private SubjectSpec edge(int count, int stalledCount) {
        String name = name(RigCommand.SUBJECT, count);
        return new SubjectSpec(
                stalledCount == 0 ? name : name + " and " + stalledCount + " stalled",
                EdgeFactory.class,
                options(count, stalledCount));
    }

    private static String name(String server, int count) {
        return String.format(Locale.ROOT, "%s, %,d %s", server, count, count == 1 ? "client" : "clients");
    }

    private Map<String, String> options(int count, int stalledCount) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(FanoutOptions.CLIENTS, Integer.toString(count + stalledCount));
        options.put(FanoutOptions.STALLED, Integer.toString(stalledCount));
        options.put(FanoutOptions.WINDOW, Integer.toString(window));
        options.put(FanoutOptions.THREADING, threading);
        options.put(FanoutOptions.WAIT, wait);
        options.put(FanoutOptions.DIRECTORY, run.files().toString());
        options.put(FanoutPeer.NPM, npm.toAbsolutePath().toString());
        return options;
    }

    private Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("clients", clients.stream().map(String::valueOf).collect(Collectors.joining(",")));
        told.put("rate", rates.stream().map(String::valueOf).collect(Collectors.joining(",")));
        told.put("stalled", Integer.toString(stalled));
        told.put("seconds", Integer.toString(seconds));
        told.put("warm-up", Integer.toString(warmUpSeconds));
        told.put("rounds", Integer.toString(run.rounds()));
        told.put("window", Integer.toString(window));
        told.put("wait", wait);
        told.put("threading", threading);
        told.put("peers", String.join(",", peers));
        told.put("jvm-args", String.join(" ", run.jvmArgs()));
        return told;
    }

    private String what(List<Contender> contenders) {
        StringBuilder what =
                new StringBuilder("From the time a tick was to be published until a WebSocket client in another"
                        + " process has read its price; each of so many clients gets each of them, and about 50,000 deliveries a second"
                        + " are timed, evenly over all clients. Where all that is taken is asked for, a tick is published as soon as fewer"
                        + " than " + window
                        + " are under way to the slowest client, and reached times clients are the deliveries a"
                        + " second, without loss or conflation. Inside: the ring, the edge's stage and its event loop, the sockets,"
                        + " and the client. Not inside: the journal, the logic stages, TLS, a network.");
        for (Contender contender : contenders) {
            what.append(" Beside it ")
                    .append(contender.subject().name())
                    .append(": ")
                    .append(contender.description())
                    .append('.');
        }
        notes.forEach(note -> what.append(" Without ").append(note).append('.'));
        return what.toString();
    }
}
