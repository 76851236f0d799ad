package io.ringfence.bench;

import io.ringfence.bench.Contenders.Contender;
import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.rig.SubjectSpec;
import io.ringfence.bench.subject.HostFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A scenario of the open loop: the host under a load, and peers beside it. */
abstract class RigCommand implements Callable<Integer> {
    /** Of the host, in the tables. */
    static final String SUBJECT = "ringfence";

    /** A heap of the default size has room for these. */
    private static final int MAX_USUAL_STOPS = 200_000;

    private static final int USUAL_SECONDS = 30;
    private static final int USUAL_ROUNDS = 3;
    private static final int USUAL_HEAP_MIB = 2_048;
    /** A strategy with its position and its stop, in the host and in the replica that checks it at the end. */
    private static final int BYTES_PER_STOP = 8_192;

    @Mixin
    private RigOptions rig;

    @Spec
    private CommandSpec spec;

    /** Messages a second where nothing else is asked for. */
    abstract long usualRate();

    /** Rates where nothing else is asked for. */
    List<Long> usualRates() {
        return List.of(usualRate());
    }

    /** Of the journal where nothing else is asked for. */
    String usualDurability() {
        return "process";
    }

    /**
     * One round's load at each rate.
     *
     * @throws IllegalArgumentException in one line, naming what is out of range
     */
    List<LoadPlan> loads() throws IOException {
        return rig.loads(usualRates());
    }

    /** How long each subject is measured at each rate where nothing else is asked for. */
    int usualSeconds() {
        return USUAL_SECONDS;
    }

    /** In how many rounds, where nothing else is asked for. */
    int usualRounds() {
        return USUAL_ROUNDS;
    }

    /**
     * Looks before the run whether it can be made.
     *
     * @param loads of one round each
     */
    void prepare(List<LoadPlan> loads) throws IOException {}

    /** What can be measured beside the host under this load. */
    abstract Contenders contenders();

    /** Of these, those that are where nothing else is asked for. */
    abstract List<String> usualPeers();

    /** What the scenario adds to the host's options. */
    abstract Map<String, String> load();

    /** What the scenario adds to the options that the results keep. */
    abstract Map<String, String> told();

    /** What is measured, a sentence or two. */
    abstract String what();

    final RigOptions rig() {
        return rig;
    }

    @Override
    public final Integer call() throws Exception {
        rig.usual(usualSeconds(), usualRounds());
        List<LoadPlan> loads = loads();
        List<String> peers = rig.peers().isEmpty() ? usualPeers() : rig.peers();
        LineUp lineUp = lineUp(peers, loads);
        Map<String, String> told = rig.told(loads, usualDurability());
        told.putAll(told());
        told.put("peers", String.join(",", peers));
        prepare(loads);
        return new ScenarioRun(spec, rig.run()).measure(lineUp, what(lineUp.contenders()), told);
    }

    /**
     * Who is measured: the host, and those of these names beside it.
     *
     * @throws IllegalArgumentException in one line, naming the option, its value and what is expected
     */
    LineUp lineUp(List<String> peers, List<LoadPlan> loads) throws IOException {
        Map<String, String> host = new LinkedHashMap<>(rig.host(usualDurability()));
        host.putAll(load());
        HostFactory.check(host);
        List<Contender> contenders = contenders().of(peers, host);
        SubjectSpec ours = new SubjectSpec(SUBJECT, HostFactory.class.getName(), List.of(), heap(host), host);
        return new LineUp(SUBJECT, Map.of(), Turns.of(ours, contenders, loads), contenders);
    }

    private String what(List<Contender> contenders) {
        StringBuilder what = new StringBuilder(what());
        for (Contender contender : contenders) {
            what.append(" Beside it ")
                    .append(contender.subject().name())
                    .append(": ")
                    .append(contender.description())
                    .append('.');
        }
        return what.toString();
    }

    /** Stands behind the flags of all rounds, so it holds. */
    private static List<String> heap(Map<String, String> host) {
        int stops = Integer.parseInt(host.getOrDefault("stops", "0"));
        if (stops <= MAX_USUAL_STOPS) {
            return List.of();
        }
        long heapMib = USUAL_HEAP_MIB + ((long) stops * BYTES_PER_STOP >> 20);
        return List.of("-Xms" + heapMib + "m", "-Xmx" + heapMib + "m");
    }

    /** What stands outside every scenario's figures, and outside this run's. */
    final String notInside() {
        List<String> outside = new ArrayList<>(List.of(
                "the feed's socket and its decoding",
                "an order's encoding for a broker and its socket",
                "the replica that follows a host"));
        if (!rig.with().contains("edge")) {
            outside.add("the WebSocket edge");
        }
        if (!rig.with().contains("event-log")) {
            outside.add("the event log");
        }
        return "Not inside: " + String.join(", ", outside) + ".";
    }

    /** What the points of the stages are. */
    final String stages() {
        return rig.stageSample() == 0 ? "" : " Stages are timed for one message in " + rig.stageSample() + ".";
    }
}
