package io.ringfence.core.ring;

import io.ringfence.core.event.Verdict;
import java.util.Arrays;

/**
 * What the stop-loss stage found in one event: whether the input holds, and which stops were armed, disarmed or fired, in
 * firing order, and then which conditions came true. Lives in the slot, written by the stop-loss stage, read downstream.
 */
public final class StopFindings {
    /** What happened to a stop, or to a condition. */
    public enum Kind {
        /** It now stands at {@link StopFindings#level}. */
        ARMED,
        /** It stands at {@link StopFindings#level} from now on. */
        MOVED,
        /** Its position is closed; {@link StopFindings#level} is the one last told of, which a trailing stop may have left. */
        DISARMED,
        /** {@link StopFindings#price} touched its activation price: it trails from now on, from {@link StopFindings#level}. */
        ACTIVATED,
        /** {@link StopFindings#price} touched its level. */
        FIRED,
        /** {@link StopFindings#price} touched its target's level. */
        TARGET_FIRED,
        /**
         * {@link StopFindings#price} touched {@link StopFindings#level} of a comparison, and with it the condition came true;
         * or it was created true, and the price is that of its first comparison, 0 for none, the level 0.
         */
        CONDITION_TRUE
    }

    private static final Kind[] KINDS = Kind.values();
    /** Room for a stop or two that fire, and what they disarm. */
    private static final int INITIAL = 8;

    private Verdict verdict = Verdict.ACCEPTED;
    private long repeatSubjectId;
    private long repeatSequence;
    private int count;
    private boolean hasFired;
    /** Events in a row that needed no more than the first room. */
    private int calmUses;

    private byte[] kinds = new byte[INITIAL];
    private long[] strategyIds = new long[INITIAL];
    private long[] levels = new long[INITIAL];
    private long[] prices = new long[INITIAL];

    /** States whether the input holds. */
    public void verdict(Verdict value) {
        verdict = value;
    }

    /** States that the input is a command that was carried out before, and what came of it then. */
    public void repeated(long subjectId, long sequence) {
        verdict = Verdict.REPEATED;
        repeatSubjectId = subjectId;
        repeatSequence = sequence;
    }

    /** Adds a finding, after those before. */
    public void add(Kind kind, long strategyId, long levelScaled, long priceScaled) {
        if (count == kinds.length) {
            grow();
        }
        kinds[count] = (byte) kind.ordinal();
        strategyIds[count] = strategyId;
        levels[count] = levelScaled;
        prices[count] = priceScaled;
        count++;
        hasFired |= kind == Kind.FIRED;
    }

    private void grow() {
        int capacity = count * 2;
        kinds = Arrays.copyOf(kinds, capacity);
        strategyIds = Arrays.copyOf(strategyIds, capacity);
        levels = Arrays.copyOf(levels, capacity);
        prices = Arrays.copyOf(prices, capacity);
    }

    /** Whether the input holds; decided here once, so that the stages downstream agree. */
    public Verdict verdict() {
        return verdict;
    }

    /** What a repeated command was about. */
    public long repeatSubjectId() {
        return repeatSubjectId;
    }

    /** Sequence of the input that carried a repeated command out. */
    public long repeatSequence() {
        return repeatSequence;
    }

    /** Number of findings, a few for each stop at most. */
    public int count() {
        return count;
    }

    /** Whether a stop has fired. */
    public boolean hasFired() {
        return hasFired;
    }

    /** What happened. */
    public Kind kind(int index) {
        return KINDS[kinds[index]];
    }

    /** Whose stop. */
    public long strategyId(int index) {
        return strategyIds[index];
    }

    /** Which condition, where one came true. */
    public long conditionId(int index) {
        return strategyIds[index];
    }

    /** Level of the stop, or of the target that fired, scaled. */
    public long level(int index) {
        return levels[index];
    }

    /** The price that touched, scaled; 0 where none did. */
    public long price(int index) {
        return prices[index];
    }

    /** Empties it for the next event, and lets go of room that a burst needed, as an {@link EventBuffer} does. */
    public void clear() {
        verdict = Verdict.ACCEPTED;
        calmUses = count > INITIAL ? 0 : calmUses + 1;
        count = 0;
        hasFired = false;
        boolean isRoomToSpare = calmUses >= EventBuffer.CALM_USES || kinds.length > EventBuffer.KEPT_FACTOR * INITIAL;
        if (kinds.length > INITIAL && isRoomToSpare) {
            kinds = new byte[INITIAL];
            strategyIds = new long[INITIAL];
            levels = new long[INITIAL];
            prices = new long[INITIAL];
        }
    }
}
