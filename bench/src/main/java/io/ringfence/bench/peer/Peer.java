package io.ringfence.bench.peer;

import io.ringfence.bench.rig.Recordings;
import io.ringfence.bench.rig.Subject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Something to measure beside the host.
 *
 * @param name as in the tables and on the command line
 * @param description what it is, and what is not inside, in a line
 * @param library directory below {@code peers} whose jars stand before ours on its class path; empty: ours alone
 * @param ownRate messages a second that it sustains on two cores, where it is slower than the host by so much that it is
 *     measured at that rate besides; 0: it is not
 * @param factory makes a subject for one round
 */
public record Peer(String name, String description, String library, long ownRate, Factory factory) {

    /** Makes a peer for one round. */
    public interface Factory {
        /** Of the options it takes what it knows; see the package's page. Starts nothing. */
        Subject make(Map<String, String> options, Recordings recordings);
    }

    /**
     * Its jars, in the build's directory next to ours: first on the class path of the JVM it runs in.
     *
     * @throws IOException when they are not there
     */
    public List<Path> jars() throws IOException {
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

    /** Where our own classes lie: the directory of the runnable jar, or the build's. */
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
