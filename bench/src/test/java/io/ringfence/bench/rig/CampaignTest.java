package io.ringfence.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.bench.rig.Campaign.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignTest {
    @Test
    void shouldTakeTurns() throws Exception {
        SubjectSpec ours = new SubjectSpec("ours", "x.Ours", List.of(), List.of(), Map.of());
        SubjectSpec peer = new SubjectSpec("peer", "x.Peer", List.of(), List.of(), Map.of());
        LoadPlan slow = new LoadPlan(10, 0, 1_000);
        LoadPlan fast = new LoadPlan(1_000, 0, 1_000);
        List<String> progress = new ArrayList<>();
        List<Turn> turns =
                List.of(new Turn(ours, slow), new Turn(peer, slow), new Turn(ours, fast), new Turn(peer, fast));
        Campaign campaign = new Campaign(turns, 2, (subject, round, load, waiting) -> {
            waiting.onElapsed(100);
            return new RoundResult(
                    subject.name(), round, load, 0, Map.of(), Map.of(), null, Map.of(), List.of(), List.of());
        });
        List<RoundResult> results = campaign.run((doneMs, totalMs, what) -> {
            assertTrue(doneMs >= 100 && doneMs <= totalMs, doneMs + " of " + totalMs);
            progress.add(what);
        });
        assertEquals(
                List.of(
                        "ours 1 10",
                        "peer 1 10",
                        "ours 1 1000",
                        "peer 1 1000",
                        "ours 2 10",
                        "peer 2 10",
                        "ours 2 1000",
                        "peer 2 1000"),
                results.stream()
                        .map(result -> result.subject() + " " + result.round() + " "
                                + result.plan().ratePerSecond())
                        .toList());
        assertEquals(8, progress.size());
        assertEquals("ours, round 1 of 2", progress.get(0));
        assertEquals("peer, round 2 of 2", progress.get(7));
    }
}
