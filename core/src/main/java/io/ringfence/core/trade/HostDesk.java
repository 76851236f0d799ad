package io.ringfence.core.trade;

import io.ringfence.core.event.AlertCode;
import io.ringfence.core.event.DiskLevel;
import io.ringfence.core.event.DiskSpaceChangedDecoder;
import io.ringfence.core.event.ReplicaDivergedDecoder;
import io.ringfence.core.event.SequenceSkippedDecoder;
import io.ringfence.core.event.TradingState;

/** What the host finds out about itself: the room on its disk, its replica, and what its operator had left out. */
final class HostDesk {
    private final SystemOutputs outputs;
    private final RiskDesk risk;

    HostDesk(SystemOutputs outputs, RiskDesk risk) {
        this.outputs = outputs;
        this.risk = risk;
    }

    /** Below NORMAL nothing is opened, so that what room is left goes to exits. */
    void onDiskSpace(DiskSpaceChangedDecoder changed) {
        boolean isShort = changed.level() != DiskLevel.NORMAL;
        risk.diskSpace(isShort, changed.freeBytes());
        outputs.diskStateChanged(
                changed.freeBytes(), changed.level(), isShort ? TradingState.REDUCING : TradingState.ACTIVE);
        if (isShort) {
            outputs.alert(AlertCode.DISK_SPACE, changed.freeBytes());
        }
    }

    void onReplicaDiverged(ReplicaDivergedDecoder diverged) {
        outputs.alert(AlertCode.REPLICA_DIVERGED, diverged.firstSequence());
    }

    void onSequenceSkipped(SequenceSkippedDecoder skipped) {
        outputs.alert(AlertCode.SEQUENCE_SKIPPED, skipped.skippedSequence());
    }
}
