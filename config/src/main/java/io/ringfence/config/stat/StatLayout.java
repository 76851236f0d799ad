package io.ringfence.config.stat;

/**
 * Where what stands in the file of figures. Integers in the machine's byte order: the file is for readers on the same machine.
 *
 * <pre>
 *   0         8         12            16             20       24           32             40
 *   +---------+---------+-------------+--------------+--------+------------+--------------+---------------+
 *   | magic   | version | facts' size | recorders    | state  | beat, ms   | halt's       | reason's size |
 *   |         |         |             | in use       |        | epoch      | sequence     |               |
 *   +---------+---------+-------------+--------------+--------+------------+--------------+---------------+
 *   64         facts: key=value lines, UTF-8, see {@link HostFacts}
 *   2048       reason of a halt, UTF-8
 *   4096       counters: 8 bytes each, by {@link HostCounter#id()}
 *   6144       recorders, {@link LatencyRecorder#BYTES} each
 * </pre>
 *
 * Magic, version, facts' size and facts stay where they are in every version, so that a reader can say which build wrote what
 * it cannot read.
 */
final class StatLayout {
    /** "RINGSTAT". */
    static final long MAGIC = 0x5441_5453_474E_4952L;

    static final int VERSION = 1;

    static final int MAGIC_OFFSET = 0;
    static final int VERSION_OFFSET = 8;
    static final int FACTS_SIZE_OFFSET = 12;
    static final int RECORDERS_OFFSET = 16;
    static final int STATE_OFFSET = 20;
    static final int BEAT_OFFSET = 24;
    static final int HALT_SEQUENCE_OFFSET = 32;
    static final int REASON_SIZE_OFFSET = 40;
    static final int FACTS_OFFSET = 64;
    static final int REASON_OFFSET = 2048;
    static final int COUNTERS_OFFSET = 4096;
    static final int RECORDER_OFFSET = 6144;

    static final int MAX_FACTS_BYTES = REASON_OFFSET - FACTS_OFFSET;
    static final int MAX_REASON_BYTES = COUNTERS_OFFSET - REASON_OFFSET;
    static final int MAX_COUNTERS = (RECORDER_OFFSET - COUNTERS_OFFSET) / Long.BYTES;

    private StatLayout() {}

    static int counterOffset(HostCounter counter) {
        return COUNTERS_OFFSET + counter.id() * Long.BYTES;
    }

    static int recorderOffset(int index) {
        return RECORDER_OFFSET + index * LatencyRecorder.BYTES;
    }
}
