package io.ringfence.core.condition;

import io.ringfence.core.command.NewCondition;
import java.util.List;

/**
 * What a condition that stands looks for, as it was asked for.
 *
 * @param conditionId the sequence of the event that created it
 * @param hysteresisRatio scaled ratio: how far beyond its level a price has to go back
 * @param nodes in postfix order
 */
public record ConditionTermsRow(long conditionId, long hysteresisRatio, List<NewCondition.Node> nodes) {}
