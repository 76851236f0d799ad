/**
 * Market data into the ring: recorded ticks from a CSV file, and the common part of what comes from elsewhere as it happens
 * ({@link io.ringfence.transport.feed.LiveFeed}, which a bridge of the package of its service brings prices to).
 *
 * <pre>
 *  file, gz, zip, resource
 *     │ bytes             {@code SourceStream}   unpacks, counts
 *     ▼
 *  lines as byte ranges   {@code LineReader}     no copy, bounded length
 *     │
 *     ▼
 *  rows of primitives     {@code RowParser}      or a flaw: counted, reported as file:line, passed over
 *     │                   {@code CsvReader}
 *     ▼
 *  {@link io.ringfence.transport.feed.CsvFeed}   hold until due, advance the node's clock, claim, encode in place, publish,
 *     │                                          wait at the barrier
 *     ▼
 *  the ring
 * </pre>
 *
 * <p><b>What is a bad row.</b> One that cannot be turned into a tick exactly, or that its recorder disowned: wrong column
 * count, no number, finer than 1e-8, a price of 0 or less, a quantity below 0, a time the day does not have, marked
 * suspicious, not ASCII, too long. What the row says about the market is not judged here: a crossed quote or a time that
 * runs backwards goes through, and the core decides.
 *
 * <p><b>Feed sequence.</b> Good rows are numbered from 1 without gaps, so a file and its configuration give the same
 * numbers in every run. After a restart the rows up to the last journaled number are read again and not published. A file
 * that has fewer is another file, and the feed fails rather than go on.
 *
 * <p><b>Up and down.</b> PRICE_FEED_CONNECTED comes before the first tick of each run, at the time there was before it;
 * PRICE_FEED_ERROR, a vital input, when the feed ends as failed: a source that cannot be read, more bad rows than allowed,
 * another file than before. A recording that ends, or is closed, says nothing.
 *
 * <p><b>Back pressure.</b> Claims of ticks are of class TICK. A live feed conflates when that is refused: the newest price waits,
 * with the lowest and the highest since the tick before, so that no stop misses a touch. A recording waits: spin, yield, then
 * sleep.
 *
 * <p><b>Live.</b> A live feed goes on counting from the last journaled number. It says that it is up when its source says so, and
 * before each tick where it was down; that it is down after what still waits, since the next tick would mean that it is up.
 *
 * <p><b>Threads.</b> One thread drives a recorded feed: its own, or the caller's by {@code step()}, which is how an INLINE layout is
 * fed. Counters, state and progress are single-writer and read by any thread. {@code close()} interrupts the feed's thread
 * only while it waits at the barrier.
 *
 * <p><b>Cost.</b> Nothing is allocated per good row.
 */
package io.ringfence.transport.feed;
