package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.DiskLevel;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.testkit.HostEvents.DiskSpace;
import io.ringfence.core.testkit.HostEvents.Diverged;
import io.ringfence.core.testkit.HostEvents.Skipped;
import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a host that runs out of room, or doubts itself, still does. */
final class HostTest extends TradeScenario {
    @ParameterizedTest
    @EnumSource(
            value = DiskLevel.class,
            names = {"LOW", "RESERVE"})
    void shouldOpenNothingWhileTheDiskIsShort(DiskLevel level) {
        open();
        start(PositionSide.LONG);
        assertEquals(
                List.of("DISK_STATE_CHANGED 4096 " + level + " REDUCING", "ALERT_TRIGGERED DISK_SPACE #0.0 4096"),
                core.apply(new DiskSpace(level, 4096)));
        assertEquals(
                List.of(
                        "RISK_REJECTED 3 bound 0 actual 4096 for 0 DISK_SPACE",
                        "STRATEGY_EXITED ENTRY_REJECTED 0 from 0 to 0 pnl 0"),
                core.at(100).apply(TIME));
    }

    @Test
    void shouldLeaveWhatIsHeldWhileTheDiskIsShort() {
        hold(PositionSide.LONG);
        core.apply(new DiskSpace(DiskLevel.RESERVE, 1));
        assertEquals(
                List.of("STOPLOSS_TRIGGERED 3 at 90 by 90", "EXECUTE_STOPLOSS #8.0 STOP SELL 2"),
                core.apply(trade(90)));
    }

    @Test
    void shouldOpenAgainOnceThereIsRoom() {
        open();
        start(PositionSide.LONG);
        core.apply(new DiskSpace(DiskLevel.LOW, 1));
        assertEquals(
                List.of("DISK_STATE_CHANGED 9999 NORMAL ACTIVE"), core.apply(new DiskSpace(DiskLevel.NORMAL, 9999)));
        assertEquals(1, core.at(100).commands(TIME).size());
    }

    @Test
    void shouldForgetAShortDiskWithANewStartWhichTellsItAnew() {
        open();
        start(PositionSide.LONG);
        core.apply(new DiskSpace(DiskLevel.LOW, 1));
        core.apply(TestEvent.Node.defaults());
        assertEquals(1, core.at(100).commands(TIME).size());
    }

    @Test
    void shouldCallAPersonWhenTheReplicaDivergesOrAnEventIsLeftOut() {
        open();
        assertEquals(List.of("ALERT_TRIGGERED REPLICA_DIVERGED #0.0 101"), core.apply(new Diverged(101, 200)));
        assertEquals(List.of("ALERT_TRIGGERED SEQUENCE_SKIPPED #0.0 17"), core.apply(new Skipped(17)));
    }
}
