package io.ringfence.core.trade;

import io.ringfence.core.event.ConditionAction;

/**
 * One condition that stands, as people see it.
 *
 * @param id the sequence of the event that created it
 * @param name its label
 * @param accountId whose it is
 * @param commandId that it was created with, empty for none
 * @param action what follows
 * @param strategyId that the action is for, 0 for none
 * @param isRepeating whether it may come true again after it was not
 */
public record ConditionRow(
        long id,
        String name,
        int accountId,
        String commandId,
        ConditionAction action,
        long strategyId,
        boolean isRepeating) {}
