package io.ringfence.config.node;

import io.ringfence.core.ring.EventCore;
import io.ringfence.transport.feed.CsvFeed;
import java.util.List;

/**
 * Where a running node's feeds stand.
 *
 * @param ticks published in this run
 * @param doneBytes of all sources
 * @param totalBytes of all sources, 0 when not known
 * @param sourceTimeNs time of the newest tick, 0 before the first
 * @param completedSequence event that all stages are done with
 */
public record NodeProgress(long ticks, long doneBytes, long totalBytes, long sourceTimeNs, long completedSequence) {
    static NodeProgress of(List<CsvFeed> feeds, EventCore core) {
        long ticks = 0;
        long done = 0;
        long total = 0;
        long timeNs = 0;
        for (CsvFeed feed : feeds) {
            ticks += feed.tickCount();
            done += feed.consumedBytes();
            total += Math.max(0, feed.totalBytes());
            timeNs = Math.max(timeNs, feed.sourceTimeNs());
        }
        return new NodeProgress(ticks, done, total, timeNs, core.completedSequence());
    }
}
