package io.ringfence.bench.peer;

import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import io.ringfence.bench.rig.SubjectSpec;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Something to measure beside the host. */
public final class Peer {
    private final String name;
    private final String description;
    private final String library;
    private final long ownRate;
    private final Maker maker;

    /** Makes a peer's subject. */
    interface Maker {
        Subject make(PeerOptions options, Recordings recordings);
    }

    /**
     * One.
     *
     * @param library directory below {@code peers} whose jars stand before ours on its class path; empty: ours alone
     * @param maker called in the JVM of a round, the only one that has the classes it names
     */
    Peer(String name, String description, String library, long ownRate, Maker maker) {
        this.name = name;
        this.description = description;
        this.library = library;
        this.ownRate = ownRate;
        this.maker = maker;
    }

    /** As in the tables and on the command line. */
    public String name() {
        return name;
    }

    /** What it is, and what is not inside, in a line. */
    public String description() {
        return description;
    }

    /**
     * Messages a second that it sustains on two cores, where it is slower than the host by so much that it is to be measured
     * at that rate besides; 0: it is not.
     */
    public long ownRate() {
        return ownRate;
    }

    /**
     * How the rig gets it, with these options; it takes those it knows.
     *
     * @throws IOException when its jars are not where the build puts them
     */
    public SubjectSpec spec(Map<String, String> options) throws IOException {
        Map<String, String> all = new HashMap<>(options);
        all.put(PeerFactory.PEER, name);
        List<String> jars = jars(name, library).stream().map(Path::toString).toList();
        return new SubjectSpec(name, PeerFactory.class.getName(), jars, List.of(), all);
    }

    Subject make(Map<String, String> options, Recordings recordings) {
        return maker.make(new PeerOptions(options), recordings);
    }

    /**
     * Of one of the directories below {@code peers}; none where the name is empty.
     *
     * @param name of the peer that needs them
     */
    static List<Path> jars(String name, String library) throws IOException {
        if (library.isEmpty()) {
            return List.of();
        }
        Path directory = home().resolve("peers").resolve(library);
        if (!Files.isDirectory(directory)) {
            throw new IOException(name + " needs the jars that the build puts into " + directory);
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** The directory that our runnable jar lies in, or our classes: the build's. */
    private static Path home() {
        try {
            return Path.of(Peer.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
