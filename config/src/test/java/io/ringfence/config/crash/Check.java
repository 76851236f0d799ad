package io.ringfence.config.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.node.FoundPlugins;
import io.ringfence.core.CoreLogic;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.core.trade.StrategyRow;
import io.ringfence.core.trade.StrategyState;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.Verification;
import io.ringfence.journal.replica.Replica;
import io.ringfence.journal.replica.Snapshots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Something that must hold whatever a host was doing when it died. Each is one method, named by what it finds. */
interface Check {
    /** After every kill, whoever the host had to do with. */
    List<Check> OF_ANY_HOST = List.of(
            Check::journalIsSound,
            Check::snapshotsAreWhole,
            Check::eventLogIsAPrefix,
            Check::whatWasSentIsJournaled,
            Check::coreBelievesNothingThatTheBrokerDidNotDo);

    /** After every kill of a host whose commands all come from its file, and whose clients hear everything. */
    List<Check> AFTER_EACH_KILL = with(OF_ANY_HOST, Check::whatWasToldIsJournaled, Check::commandsAreCarriedOutOnce);

    /** After the end, when all is at rest. */
    List<Check> AT_THE_END = List.of(
            Check::booksAgree,
            Check::eventLogIsWhole,
            Check::everyPositionIsClosedOrProtected,
            Check::everyCommandCame);

    /** Fails when it does not hold. */
    void run(Evidence evidence) throws Exception;

    private static List<Check> with(List<Check> some, Check... more) {
        List<Check> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    private static void journalIsSound(Evidence evidence) throws Exception {
        assertEquals(
                List.of(),
                Verification.verify(evidence.plan().journal(), ReadProgress.NONE)
                        .findings());
    }

    /** Whatever has a snapshot's name stands, with the events behind it, where a replay from genesis stands. */
    private static void snapshotsAreWhole(Evidence evidence) throws Exception {
        CoreLogic genesis = evidence.rerun().logic;
        Path journal = evidence.plan().journal();
        for (Path file : new Snapshots(journal, "test").files()) {
            Replica replica = Snapshots.restore(Snapshots.info(file), FoundPlugins.replicas(RingConfig.defaults()));
            new JournalReader(journal).upTo(Long.MAX_VALUE).read(replica.sequence() + 1, replica, ReadProgress.NONE);
            assertEquals(genesis.stateHash(), replica.logic().stateHash(), file::toString);
            assertEquals(genesis.trade().outputDigest(), replica.logic().trade().outputDigest(), file::toString);
        }
    }

    /** A host that dies may leave some out, which the next start makes good; never one that the journal does not give. */
    private static void eventLogIsAPrefix(Evidence evidence) {
        List<String> kept = evidence.rerun().kept;
        int length = evidence.eventLog().size();
        assertTrue(length <= kept.size(), () -> length + " in the event log, and " + kept.size() + " from the journal");
        assertEquals(kept.subList(0, length), evidence.eventLog(), "the event log");
    }

    private static void eventLogIsWhole(Evidence evidence) {
        assertEquals(evidence.rerun().kept, evidence.eventLog(), "the event log");
    }

    /** Of each stream each life told, without a gap and to the byte, a part of what the journal gives, and nothing of an earlier life's. */
    private static void whatWasToldIsJournaled(Evidence evidence) {
        evidence.rerun().events.forEach((stream, all) -> {
            int from = 0;
            for (Map<String, List<String>> told : evidence.told()) {
                List<String> life = told.get(stream);
                List<String> rest = all.subList(from, all.size());
                int at = Collections.indexOfSubList(rest, life);
                if (at < 0) {
                    throw new AssertionError(stream + ": " + firstDifference(rest, life));
                }
                from += at + life.size();
            }
        });
    }

    private static String firstDifference(List<String> journaled, List<String> life) {
        int at = journaled.indexOf(life.get(0));
        int i = 0;
        while (at >= 0 && at + i < journaled.size() && journaled.get(at + i).equals(life.get(i))) {
            i++;
        }
        String instead = at < 0 || at + i == journaled.size() ? "nothing" : journaled.get(at + i);
        return "told, the " + (i + 1) + "th of " + life.size() + " of a life: " + life.get(i) + "\nthe journal gives: "
                + instead;
    }

    private static void whatWasSentIsJournaled(Evidence evidence) {
        evidence.broker()
                .orders
                .forEach((id, order) -> assertEquals(evidence.rerun().orders.get(id), order, () -> "order " + id));
    }

    private static void commandsAreCarriedOutOnce(Evidence evidence) {
        Map<String, Long> carriedOut = new HashMap<>();
        for (Rerun.Answer answer : evidence.rerun().answers) {
            assertEquals(answer.commandId(), evidence.rerun().commands.get(answer.firstSequence()), answer::toString);
            if (answer.isRepeat()) {
                assertEquals(carriedOut.get(answer.commandId()), answer.firstSequence(), answer::toString);
            } else {
                assertNull(carriedOut.put(answer.commandId(), answer.firstSequence()), answer::toString);
            }
        }
    }

    private static void coreBelievesNothingThatTheBrokerDidNotDo(Evidence evidence) {
        evidence.rerun().filled.forEach((id, quantity) -> {
            long truth = evidence.broker().filled.getOrDefault(id, 0L);
            assertTrue(quantity <= truth, () -> "order " + id + ": filled " + truth + ", and for the core " + quantity);
        });
    }

    private static void booksAgree(Evidence evidence) {
        assertEquals(Map.of(), evidence.broker().open, "orders that are open at the broker");
        assertEquals(evidence.broker().filled, evidence.rerun().filled, "what was filled of each order");
        for (StrategyRow row : evidence.rerun().logic.trade().strategyRows()) {
            long[] truth = evidence.broker().positions.getOrDefault(row.id(), new long[2]);
            assertEquals(truth[0] - truth[1], row.openQuantity(), () -> "held: " + row);
        }
    }

    private static void everyPositionIsClosedOrProtected(Evidence evidence) {
        for (StrategyRow row : evidence.rerun().logic.trade().strategyRows()) {
            boolean isProtected = row.hasLiveExit() || row.stopLevel() > 0 && !row.isStopFired();
            assertTrue(row.openQuantity() == 0 || isProtected, row::toString);
            assertTrue(row.state() != StrategyState.CLOSED || row.openQuantity() == 0, row::toString);
        }
    }

    /** None of the file's commands was lost on a start that did not live to see its time. */
    private static void everyCommandCame(Evidence evidence) {
        assertEquals(
                evidence.plan().commandCount(),
                evidence.rerun().commands.values().stream().distinct().count());
    }
}
