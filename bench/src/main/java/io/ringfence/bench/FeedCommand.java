package io.ringfence.bench;

import io.ringfence.bench.rig.LoadPlan;
import io.ringfence.bench.subject.Capture;
import io.ringfence.bench.subject.CaptureLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recorded market data. */
@Command(
        name = "feed",
        header = "A market's recorded trades and quotes at their own pace, many times as fast, and as fast as taken.",
        description = {
            "A market's trades and quotes, each due when it came, bursts and silences included, divided by --speed; until the"
                    + " order of a stop that one fires is handed to the broker's port. Stops stand near enough to be fired by"
                    + " the market, and are armed again by the fills of their orders.",
            "The file holds what Binance's combined streams sent, as text, with .gz packed: on each line the nanoseconds at"
                    + " which a message was received, a blank, and the message as JSON. Its @trade and @bookTicker messages"
                    + " are used, others passed over. A capture that is shorter than the load is played back from its end,"
                    + " and there again: prices never jump, and what came at once does so on the way back as well.",
            "Points: journal, stop-loss, trade, gate, timed for some of the quotes; order, of the trades that fire."
        },
        footer = {
            "",
            "For example",
            "  feed --file btcusdt.gz --speed 1,100,0",
            "  feed --file btcusdt.gz --speed 1000 --seconds 60 --rounds 5"
        },
        abbreviateSynopsis = true,
        sortOptions = false)
final class FeedCommand extends RigCommand {
    @Option(names = "--file", paramLabel = "FILE", required = true, description = "the capture")
    private Path file;

    @Option(
            names = "--speed",
            paramLabel = "X",
            split = ",",
            defaultValue = "1,100,0",
            description = {
                "so many times as fast as it was recorded, 1 to 1000000; 0: as fast as the host takes it. Several are measured"
                        + " one after the other; in place of --rate; default ${DEFAULT-VALUE}"
            })
    private List<Long> speeds = new ArrayList<>();

    @Option(
            names = "--stops",
            paramLabel = "N",
            defaultValue = "100000",
            description = "armed and never touched, half of them trailing; default ${DEFAULT-VALUE}")
    private int stops;

    @Option(
            names = "--near",
            paramLabel = "N",
            defaultValue = "16",
            description = {
                "stops that the market fires, 1 to 1024, half of them trailing, in eight distances from four millionths of the"
                        + " price on, each twice the one before; default ${DEFAULT-VALUE}"
            })
    private int near;

    @Override
    long usualRate() {
        return 0;
    }

    /** At each speed; the rate is what the capture comes to in the time that is measured. */
    @Override
    List<LoadPlan> loads() throws IOException {
        if (rig().hasRates()) {
            throw new IllegalArgumentException("--rate: expected none, the capture has its own; see --speed");
        }
        Capture capture = Capture.read(file);
        LoadPlan unpaced = rig().loads(List.of(0L)).get(0);
        List<LoadPlan> loads = new ArrayList<>();
        for (long speed : speeds) {
            loads.add(speed == 0 ? unpaced : at(speed, capture, unpaced));
        }
        if (new HashSet<>(loads.stream().map(LoadPlan::ratePerSecond).toList()).size() < loads.size()) {
            throw new IllegalArgumentException(
                    "--speed = " + speeds + ": expected speeds that come to different rates");
        }
        return loads;
    }

    private static LoadPlan at(long speed, Capture capture, LoadPlan like) {
        Arguments.number("--speed", Long.toString(speed), 0, 1_000_000);
        CaptureLoop loop = new CaptureLoop(capture, speed);
        long count = loop.countBefore(like.warmUpMs() + like.measureMs()) - loop.countBefore(like.warmUpMs());
        long rate = Math.max(1, count * 1_000 / like.measureMs());
        return new LoadPlan(rate, like.warmUpMs(), like.measureMs(), speed);
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
        return Map.of(
                "load", "feed",
                "file", file.toAbsolutePath().toString(),
                "stops", Integer.toString(stops),
                "near", Integer.toString(near));
    }

    @Override
    Map<String, String> told() {
        return new TreeMap<>(Map.of(
                "file", file.getFileName().toString(),
                "speed", String.join(",", speeds.stream().map(String::valueOf).toList()),
                "stops", Integer.toString(stops),
                "near", Integer.toString(near)));
    }

    @Override
    String what() {
        return String.format(
                "From the time a recorded trade came, its distance from the first one divided by the speed, through ring, journal,"
                        + " stop check and trade stage, until the order of a stop that it fires is handed to the broker's port."
                        + " The capture was decoded into memory before; encoding a tick into the ring is inside. %,d stops are"
                        + " armed and never touched, %,d are near enough to fire; two fills behind the next message arm one"
                        + " again: they are in the load, not in the figures. Which had to fire is found from the journal's trades"
                        + " by trying every stop with each.%s %s",
                stops, near, stages(), notInside());
    }
}
