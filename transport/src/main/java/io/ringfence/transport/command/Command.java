package io.ringfence.transport.command;

import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.TriggerSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a client asks the core to do; checked by itself, and not yet held against what there is. */
public sealed interface Command {
    /** Its type in the protocol. */
    String type();

    /**
     * A strategy.
     *
     * @param parameters of the logic, {@code name=value} pairs with spaces between
     * @param isStarted whether it is started at once
     */
    record CreateStrategy(
            String name,
            String symbol,
            PositionSide side,
            TriggerSource triggerSource,
            String logic,
            String parameters,
            TermsSpec terms,
            boolean isWatched,
            boolean isStarted)
            implements Command {
        @Override
        public String type() {
            return "strategy_create";
        }
    }

    /** New terms of a strategy, in full. */
    record UpdateStrategy(long strategyId, TermsSpec terms, boolean isWatched) implements Command {
        @Override
        public String type() {
            return "strategy_update";
        }
    }

    /** A strategy begins to look for its entry. */
    record StartStrategy(long strategyId) implements Command {
        @Override
        public String type() {
            return "strategy_start";
        }
    }

    /** A strategy enters no more; what it holds goes or stays. */
    record StopStrategy(long strategyId, StopMode mode) implements Command {
        @Override
        public String type() {
            return "strategy_stop";
        }
    }

    /** Whatever a strategy holds goes, at the market. */
    record ExitStrategy(long strategyId) implements Command {
        @Override
        public String type() {
            return "strategy_exit";
        }
    }

    /**
     * An order of a person's.
     *
     * @param symbol of what; of an order that reduces the strategy's own, and may be empty
     * @param strategyId whose position it reduces; empty for one that opens
     * @param limitPrice scaled; empty at the market
     * @param terms quantity, and of an order that opens what stands over the position; without a stop where it has none
     */
    record PlaceOrder(
            String symbol,
            OptionalLong strategyId,
            Side side,
            OptionalLong limitPrice,
            OrderTerms terms,
            TriggerSource triggerSource,
            boolean isWatched)
            implements Command {
        @Override
        public String type() {
            return "order_place";
        }
    }

    /**
     * What a person's order says of the position that it opens.
     *
     * @param quantity scaled
     * @param stop absent for none
     * @param target absent for none
     */
    record OrderTerms(
            long quantity,
            Optional<TermsSpec.Stop> stop,
            Optional<TermsSpec.Distance> target,
            boolean isTargetLimited,
            OptionalLong exitNs,
            long holdingTimeNs,
            long fillDeadlineNs) {}

    /** Takes back what is left of an order. */
    record CancelOrder(long orderId) implements Command {
        @Override
        public String type() {
            return "order_cancel";
        }
    }

    /**
     * Another order in the place of one.
     *
     * @param quantity scaled, in all
     * @param limitPrice scaled; empty at the market
     */
    record ReplaceOrder(long orderId, long quantity, OptionalLong limitPrice) implements Command {
        @Override
        public String type() {
            return "order_replace";
        }
    }

    /** Another stop in the place of a strategy's. */
    record MoveStop(long strategyId, TermsSpec.Stop stop) implements Command {
        @Override
        public String type() {
            return "stop_move";
        }
    }

    /**
     * A condition.
     *
     * @param nodes in postfix order
     * @param hysteresisRatio scaled ratio
     * @param strategyId that the action is for, 0 for none
     */
    record CreateCondition(
            String name,
            List<Node> nodes,
            long hysteresisRatio,
            boolean isRepeating,
            ConditionAction action,
            long strategyId)
            implements Command {
        @Override
        public String type() {
            return "condition_create";
        }
    }

    /** A comparison, or what joins the operands before it. */
    record Node(
            ConditionNodeKind kind,
            String symbol,
            ConditionField field,
            Comparison comparison,
            long value,
            int operandCount) {}

    /** Takes a condition away. */
    record RemoveCondition(long conditionId) implements Command {
        @Override
        public String type() {
            return "condition_remove";
        }
    }

    /**
     * Sets the kill switch.
     *
     * @param accountId that an operator names; empty: the client's own, an operator's the whole host's
     */
    record SetKillSwitch(KillLevel level, OptionalInt accountId) implements Command {
        @Override
        public String type() {
            return "kill_switch";
        }
    }

    /** An account of a new user. */
    record Register(int accountId, String name, long startCash) implements Command {
        @Override
        public String type() {
            return "register";
        }
    }
}
