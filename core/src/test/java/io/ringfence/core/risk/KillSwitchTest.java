package io.ringfence.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.TradingState;
import io.ringfence.core.state.StateHash;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Levels of the host and of accounts, against all that was ever told. */
final class KillSwitchTest {
    private record Told(int accountId, int level, boolean isRaise) {}

    private static int own(List<Told> history, int accountId) {
        int level = 0;
        for (Told told : history) {
            if (told.accountId == accountId) {
                level = told.isRaise ? Math.max(level, told.level) : told.level;
            }
        }
        return level;
    }

    private static TradingState stateAt(int level) {
        return List.of(TradingState.ACTIVE, TradingState.REDUCING, TradingState.HALTED, TradingState.HALTED)
                .get(level);
    }

    @Property(tries = 500)
    void shouldStandWhereItWasSetOrRaisedTo(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        KillSwitch killSwitch = new KillSwitch();
        List<Told> history = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int accountId = random.nextInt(4);
            Told told = new Told(accountId == 3 ? KillSwitch.ALL : accountId, random.nextInt(4), random.nextBoolean());
            int before = own(history, told.accountId);
            history.add(told);
            KillLevel level = KillLevel.get((short) told.level);
            boolean isChanged =
                    told.isRaise ? killSwitch.raise(told.accountId, level) : killSwitch.set(told.accountId, level);
            assertEquals(before != own(history, told.accountId), isChanged);
            for (int id = 0; id < 3; id++) {
                int own = own(history, id);
                int effective = Math.max(own, own(history, KillSwitch.ALL));
                assertEquals(own, killSwitch.own(id).value());
                assertEquals(effective, killSwitch.effective(id).value());
                assertEquals(stateAt(effective), killSwitch.state(id));
            }
            assertEquals(
                    own(history, KillSwitch.ALL), killSwitch.own(KillSwitch.ALL).value());
        }
    }

    private static String hash(KillSwitch killSwitch) {
        StateHash hash = new StateHash();
        killSwitch.writeTo(hash);
        return hash.finish();
    }

    @Test
    void shouldWriteTheSameForTheSameLevels() {
        KillSwitch up = new KillSwitch();
        KillSwitch down = new KillSwitch();
        for (int id = 0; id < 200; id++) {
            up.set(id, KillLevel.CANCEL_ALL);
            down.set(1_000 + id, KillLevel.FLATTEN);
            down.set(199 - id, KillLevel.CANCEL_ALL);
        }
        assertNotEquals(hash(up), hash(down));
        for (int id = 0; id < 200; id++) {
            down.set(1_000 + id, KillLevel.NONE);
        }
        assertEquals(hash(up), hash(down));
        up.set(KillSwitch.ALL, KillLevel.NO_ENTRIES);
        assertNotEquals(hash(up), hash(down));
    }

    @Test
    void shouldTakeALevelThatItDoesNotKnowForTheHighest() {
        KillSwitch killSwitch = new KillSwitch();
        assertTrue(killSwitch.set(1, KillLevel.NULL_VAL));
        assertEquals(KillLevel.FLATTEN, killSwitch.own(1));
        assertFalse(killSwitch.raise(1, KillLevel.FLATTEN));
    }
}
