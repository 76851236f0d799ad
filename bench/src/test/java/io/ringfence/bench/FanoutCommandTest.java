package io.ringfence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.bench.peer.FanoutPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FanoutCommandTest {
    @TempDir
    Path directory;

    private static LineUp lineUp(String... args) throws IOException {
        FanoutCommand command = new FanoutCommand();
        new CommandLine(command).parseArgs(args);
        return command.lineUp();
    }

    private static List<String> turns(LineUp lineUp) {
        return lineUp.turns().stream()
                .map(turn -> turn.subject().name() + " at " + turn.load().ratePerSecond())
                .toList();
    }

    @Test
    void shouldSetEachNumberOfClientsBesideItsPeers() throws IOException {
        LineUp lineUp = lineUp("--clients=1,1000", "--rate=0,1000", "--peers=bare-netty");
        assertEquals(
                List.of(
                        "ringfence, 1 client at 0",
                        "bare netty, 1 client at 0",
                        "ringfence, 1 client at 1000",
                        "bare netty, 1 client at 1000",
                        "ringfence, 1,000 clients at 0",
                        "bare netty, 1,000 clients at 0",
                        "ringfence, 1,000 clients at 1000",
                        "bare netty, 1,000 clients at 1000"),
                turns(lineUp));
        assertEquals("ringfence, 1 client", lineUp.subject());
        assertEquals(
                Map.of(
                        "bare netty, 1 client", "ringfence, 1 client",
                        "ringfence, 1,000 clients", "ringfence, 1,000 clients",
                        "bare netty, 1,000 clients", "ringfence, 1,000 clients"),
                lineUp.besides());
    }

    @Test
    void shouldSetTheEdgeBesideItselfWhenSomeClientsStall() throws IOException {
        LineUp lineUp = lineUp("--clients=1000", "--rate=1000", "--peers=none", "--stalled=1");
        assertEquals(
                List.of("ringfence, 1,000 clients at 1000", "ringfence, 1,000 clients and 1 stalled at 1000"),
                turns(lineUp));
        assertEquals(Map.of("ringfence, 1,000 clients and 1 stalled", "ringfence, 1,000 clients"), lineUp.besides());
    }

    @Test
    void shouldGoWithoutThePeerWhosePackagesAreMissing() throws IOException {
        LineUp lineUp = lineUp("--clients=1", "--rate=0", "--npm=" + directory);
        assertEquals(List.of("ringfence, 1 client at 0", "bare netty, 1 client at 0"), turns(lineUp));
    }

    @Test
    void shouldTellHowToGetPackagesThatAreMissing() {
        Optional<String> missing = FanoutPeer.REDIS_WS.missing(directory);
        // Where there is no Node.js, that is told first.
        missing.filter(text -> !text.contains("no node"))
                .ifPresent(text -> assertEquals(
                        "redis-ws needs npm's packages ws and redis; get them by: npm install --prefix " + directory
                                + " ws redis (and name another directory by --npm)",
                        text));
        assertEquals(true, missing.isPresent());
        assertEquals(Optional.empty(), FanoutPeer.BARE_NETTY.missing(directory));
    }

    @Test
    void shouldNameWhatThereIsWhenAPeerIsUnknown() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> lineUp("--peers=kafka"));
        assertEquals("--peers = kafka: expected none, all, or some of bare-netty, redis-ws", refused.getMessage());
    }
}
