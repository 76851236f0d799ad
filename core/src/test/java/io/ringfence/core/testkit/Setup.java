package io.ringfence.core.testkit;

import io.ringfence.core.event.LateStart;

/**
 * What most tests leave alone of a strategy: whose it is, its logic, its calendar.
 *
 * @param parameters as name=value pairs
 * @param holdingTimeNs 0 for any
 * @param calendarId 0 for none
 * @param entryTimeOfDayNs {@link TestEvent#NONE} without a calendar
 * @param exitTimeOfDayNs the same
 * @param commandId empty for none
 */
public record Setup(
        int accountId,
        String name,
        String plugin,
        String parameters,
        boolean isWatched,
        long holdingTimeNs,
        int calendarId,
        long entryTimeOfDayNs,
        long exitTimeOfDayNs,
        LateStart lateStart,
        String commandId) {
    /** The host's own, timed, at instants, without a command id. */
    public static final Setup DEFAULT =
            new Setup(0, "test", "timed", "", false, 0, 0, TestEvent.NONE, TestEvent.NONE, LateStart.FIRE, "");

    Setup account(int newAccountId) {
        return with(newAccountId, name, isWatched, holdingTimeNs, lateStart, commandId);
    }

    Setup named(String newName) {
        return with(accountId, newName, isWatched, holdingTimeNs, lateStart, commandId);
    }

    Setup watched() {
        return with(accountId, name, true, holdingTimeNs, lateStart, commandId);
    }

    Setup holding(long newHoldingTimeNs) {
        return with(accountId, name, isWatched, newHoldingTimeNs, lateStart, commandId);
    }

    Setup late(LateStart newLateStart) {
        return with(accountId, name, isWatched, holdingTimeNs, newLateStart, commandId);
    }

    Setup command(String newCommandId) {
        return with(accountId, name, isWatched, holdingTimeNs, lateStart, newCommandId);
    }

    Setup logic(String newPlugin, String newParameters) {
        return new Setup(
                accountId,
                name,
                newPlugin,
                newParameters,
                isWatched,
                holdingTimeNs,
                calendarId,
                entryTimeOfDayNs,
                exitTimeOfDayNs,
                lateStart,
                commandId);
    }

    Setup daily(int newCalendarId, long newEntryTimeOfDayNs, long newExitTimeOfDayNs) {
        return new Setup(
                accountId,
                name,
                plugin,
                parameters,
                isWatched,
                holdingTimeNs,
                newCalendarId,
                newEntryTimeOfDayNs,
                newExitTimeOfDayNs,
                lateStart,
                commandId);
    }

    private Setup with(
            int newAccountId,
            String newName,
            boolean isNowWatched,
            long newHoldingTimeNs,
            LateStart newLateStart,
            String newCommandId) {
        return new Setup(
                newAccountId,
                newName,
                plugin,
                parameters,
                isNowWatched,
                newHoldingTimeNs,
                calendarId,
                entryTimeOfDayNs,
                exitTimeOfDayNs,
                newLateStart,
                newCommandId);
    }
}
