/**
 * Trading calendars in an exchange's zone, and the way from local times to instants.
 *
 * <pre>
 *   config file ──► TradingCalendar ──┐
 *   local times of a strategy ────────┴► DailySchedule ──► DailyTimes (entryNs, exitNs) ──► the caller journals them as inputs
 * </pre>
 *
 * <p>The core never sees a zone: zone data differ between JVMs, so the same local time could be two instants in two replays.
 * The host resolves, and the instants are the inputs. Everything here is immutable and pure, reads no clock and belongs to no
 * thread.
 *
 * <p><b>Rules.</b> A day is a date in the calendar's zone; what is decided of a day is decided on instants.
 * <ol>
 *   <li>A local time that the clocks skip is moved forward by as much as they skip. Of a local time that they show twice, the
 *       first is meant. Opens and closes follow the same rule.
 *   <li>Weekend days, holidays and dates that the clocks skip whole have no session. All others have one, from the open to
 *       the close, or to the early close of that date. The close is no part of it. A close of 24:00 is the next date's 00:00.
 *   <li>The exit is on the day of the entry, and later. Only where every day is traded from 00:00 to 24:00 may its time of day
 *       be at or before the entry's: then it is the next day's.
 *   <li>An exit that would be at or after its day's close, as on the day of an early close, is moved to the close less the
 *       calendar's lead. A time of day that no regular session contains is refused beforehand.
 *   <li>A day is skipped when its entry is outside the session, or not before its exit.
 *   <li>A single date and time is not moved but refused: no trading day, skipped by the clocks, or outside the session.
 * </ol>
 *
 * <p><b>What follows.</b> In New York the clocks go from 02:00 to 03:00 on 2026-03-08. There 02:30 is 03:30, so a round from
 * 02:30 to 03:15 is skipped that day: it would end before it begins. On 2026-11-01 they go from 02:00 back to 01:00, and a
 * round from 00:30 to 02:30 lasts three hours. With early closes at 13:00 and a lead of 5 minutes, a round from 10:00 to 15:30
 * ends at 12:55 on such a day, one from 10:00 to 12:57 ends at 12:57, and one from 13:30 to 15:30 is skipped. Where every day
 * is traded, a round that ends the next day at a time the clocks skip may end after that day's entry.
 */
package io.ringfence.config.schedule;
