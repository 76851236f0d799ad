package io.ringfence.bench;

import io.ringfence.bench.peer.Peer;
import io.ringfence.bench.peer.Peers;
import io.ringfence.bench.rig.SubjectSpec;
import io.ringfence.bench.subject.HostFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be measured beside the host, by the names that the command line knows: the host without a journal, under any load,
 * and the peers, under ticks; beside its journal alone, the peers that write to a disk.
 */
final class Contenders {
    static final String ALL = "all";
    static final String NONE = "none";
    private static final String NO_JOURNAL = "no-journal";

    private final boolean hasHost;
    private final List<Peer> peers;

    /**
     * One of them.
     *
     * @param description what it is, and what is not inside, in a line
     * @param ownRate messages a second that it is measured at where more are asked for; 0: it takes what is asked for
     */
    record Contender(SubjectSpec subject, String description, long ownRate) {}

    /** Those for a load of ticks, or for another one. */
    Contenders(boolean isTicks) {
        this(true, isTicks ? Peers.ofTicks() : List.of());
    }

    private Contenders(boolean hasHost, List<Peer> peers) {
        this.hasHost = hasHost;
        this.peers = peers;
    }

    /** Those for a journal alone. */
    static Contenders ofJournal() {
        return new Contenders(false, Peers.ofJournal());
    }

    /** In the order in which they take their turns. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        if (hasHost) {
            names.add(NO_JOURNAL);
        }
        peers.forEach(peer -> names.add(nameOf(peer)));
        return names;
    }

    private static String nameOf(Peer peer) {
        return peer.name().replace(' ', '-');
    }

    /**
     * Those that were asked for, each once, in the order of their list.
     *
     * @param host options of the host that they are measured beside
     * @throws IllegalArgumentException in one line, when there is none of a name
     * @throws IOException when a peer's jars are not there
     */
    List<Contender> of(List<String> asked, Map<String, String> host) throws IOException {
        List<String> names = names();
        for (String name : asked) {
            if (!names.contains(name) && !name.equals(ALL) && !name.equals(NONE)) {
                throw new IllegalArgumentException(
                        "--peers = " + name + ": expected none, all, or some of " + String.join(", ", names));
            }
        }
        List<Contender> contenders = new ArrayList<>();
        if (hasHost && (asked.contains(NO_JOURNAL) || asked.contains(ALL))) {
            contenders.add(withoutJournal(host));
        }
        for (Peer peer : peers) {
            if (asked.contains(nameOf(peer)) || asked.contains(ALL)) {
                contenders.add(contender(peer, host));
            }
        }
        return contenders;
    }

    private static Contender contender(Peer peer, Map<String, String> host) throws IOException {
        Map<String, String> options = new LinkedHashMap<>(host);
        // As often as a stop fires; where none does, as often as the host's stages are timed.
        options.merge("every", host.get("stage-sample"), (every, sample) -> every.equals("0") ? sample : every);
        return new Contender(peer.spec(options), peer.description(), peer.ownRate());
    }

    /** The host itself, so that the journal's part can be told from the rest. */
    private static Contender withoutJournal(Map<String, String> host) {
        Map<String, String> options = new LinkedHashMap<>(host);
        options.put("journal.durability", "off");
        options.put("with", "");
        return new Contender(
                new SubjectSpec("without journal", HostFactory.class, options),
                "the host with nothing in the journal's place; nothing is replayed",
                0);
    }
}
