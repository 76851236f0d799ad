package io.ringfence.transport.view;

import io.ringfence.core.command.NewCondition;
import io.ringfence.core.event.ConditionAction;
import java.util.List;

/** One condition that stands. */
record ConditionView(
        long id,
        String name,
        int accountId,
        ConditionAction action,
        long strategyId,
        boolean isRepeating,
        long hysteresisRatio,
        List<NewCondition.Node> nodes) {}
