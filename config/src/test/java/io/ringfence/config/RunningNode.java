package io.ringfence.config;

import io.ringfence.config.file.ConfigFile;
import io.ringfence.config.node.Node;
import io.ringfence.config.node.NodeListener;
import io.ringfence.journal.replica.Rebuilt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A node by the wall clock that trades BTCUSD, has no feed, and waits for clients. */
public final class RunningNode implements AutoCloseable {
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final AtomicReference<Rebuilt> rebuilt = new AtomicReference<>();
    private final Node node;

    private RunningNode(Path directory, String... more) throws Exception {
        List<String> settings = new ArrayList<>(TestNodes.under(
                directory,
                "clock=wall",
                "lockstep=false",
                "instruments=[BTCUSD]",
                "feeds=[]",
                "access.directory=" + directory.resolve("accounts")));
        settings.addAll(List.of(more));
        Path file = Files.writeString(directory.resolve("node.conf"), "");
        node = new Node(ConfigFile.file(file, settings), listener());
        try {
            node.start();
        } catch (Exception | Error e) {
            node.close();
            throw e;
        }
    }

    /** One of which whoever connects is the operator. */
    public static RunningNode open(Path directory, String... more) throws Exception {
        return new RunningNode(directory, more);
    }

    /** One for users, who may register. */
    public static RunningNode forUsers(Path directory) throws Exception {
        return new RunningNode(directory, "edge.access=tokens", "access.registration=open");
    }

    /** Where the WebSocket is. */
    public String address() {
        return address.join();
    }

    /** The rest of the first notice that begins so. */
    public String notice(String beginning) {
        return notices.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no notice begins with " + beginning + ": " + notices));
    }

    /** Whether it came back from a snapshot, and not from its whole journal. */
    public boolean isFromSnapshot() {
        return rebuilt.get().snapshot().isPresent();
    }

    private NodeListener listener() {
        return new NodeListener() {
            @Override
            public void onNotice(String line) {
                notices.add(line);
            }

            @Override
            public void onReplayProgress(long doneBytes, long totalBytes) {}

            @Override
            public void onRecovered(Rebuilt recovered) {
                rebuilt.set(recovered);
            }

            @Override
            public void onListening(String boundAddress) {
                address.complete(boundAddress);
            }

            @Override
            public void onBadRow(String source, long lineNumber, String reason) {}
        };
    }

    @Override
    public void close() {
        node.close();
    }
}
