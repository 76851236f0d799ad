package io.ringfence.core.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ringfence.core.testkit.StateBytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Ids of several accounts in little room, against a list of them. */
final class CommandIdsTest {
    private static final int SHARED = Rules.ACCOUNTS_APART;

    private record Kept(int accountId, String id, CommandIds.Answer answer) {}

    private static int countOf(List<Kept> all, int accountId) {
        return (int) all.stream().filter(kept -> kept.accountId == accountId).count();
    }

    /** In order of their coming; under the newer rules the first one of those that have most goes. */
    private static void forget(List<Kept> all, int capacity, int ruleVersion) {
        while (all.size() > capacity) {
            List<Kept> before = List.copyOf(all);
            Kept first = ruleVersion < SHARED
                    ? all.get(0)
                    : before.stream()
                            .min(Comparator.comparingInt(kept -> -countOf(before, kept.accountId)))
                            .orElseThrow();
            all.remove(first);
        }
    }

    @Property(tries = 500)
    void shouldForgetTheOldestOfTheAccountThatHasMost(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CommandIds ids = new CommandIds();
        List<Kept> naive = new ArrayList<>();
        int capacity = 0;
        int ruleVersion = 1;
        for (int i = 0; i < 200; i++) {
            if (i % 40 == 0) {
                capacity = random.nextInt(12);
                ruleVersion = random.nextInt(1, SHARED + 1);
                ids.limit(capacity, ruleVersion);
                forget(naive, capacity, ruleVersion);
            }
            // Mostly of one account.
            int accountId = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
            String id = "id-" + random.nextInt(40);
            if (naive.stream().noneMatch(kept -> kept.accountId == accountId && kept.id.equals(id))) {
                CommandIds.Answer answer = new CommandIds.Answer(random.nextInt(), i);
                ids.add(accountId, id, answer.subjectId(), answer.sequence());
                naive.add(new Kept(accountId, id, answer));
                forget(naive, capacity, ruleVersion);
            }
            assertSame(naive, ids);
        }
        StateBytes state = new StateBytes();
        ids.writeTo(state);
        CommandIds copy = new CommandIds();
        copy.readFrom(state.source());
        copy.add(3, "new", 1, 2);
        naive.add(new Kept(3, "new", new CommandIds.Answer(1, 2)));
        forget(naive, capacity, ruleVersion);
        assertSame(naive, copy);
    }

    private static void assertSame(List<Kept> naive, CommandIds ids) {
        int found = 0;
        for (int accountId = 0; accountId < 4; accountId++) {
            for (int i = 0; i < 40; i++) {
                found += ids.find(accountId, "id-" + i) == null ? 0 : 1;
            }
            found += ids.find(accountId, "new") == null ? 0 : 1;
        }
        assertEquals(naive.size(), found);
        for (Kept kept : naive) {
            assertEquals(kept.answer, ids.find(kept.accountId, kept.id));
        }
    }

    @Test
    void shouldNotRememberWhatWasMadeUp() {
        CommandIds ids = new CommandIds();
        ids.limit(10, SHARED);
        ids.add(1, CommandIds.MADE_UP_PREFIX + "1", 7, 8);
        assertNull(ids.find(1, CommandIds.MADE_UP_PREFIX + "1"));
        ids.limit(10, SHARED - 1);
        ids.add(1, CommandIds.MADE_UP_PREFIX + "1", 7, 8);
        assertEquals(new CommandIds.Answer(7, 8), ids.find(1, CommandIds.MADE_UP_PREFIX + "1"));
    }
}
