package io.ringfence.core.trade;

/**
 * One condition that stands, as people see it.
 *
 * @param id the sequence of the event that created it
 * @param name its label
 * @param accountId whose it is
 * @param commandId that it was created with, empty for none
 */
public record ConditionRow(long id, String name, int accountId, String commandId) {}
