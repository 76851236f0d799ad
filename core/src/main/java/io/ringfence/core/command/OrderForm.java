package io.ringfence.core.command;

import io.ringfence.core.event.Flag;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.OrderRequestedDecoder;
import io.ringfence.core.event.OrderType;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopType;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.StrategyTermsDecoder;
import io.ringfence.core.event.TriggerSource;
import org.agrona.DirectBuffer;

/**
 * Whether bytes are a whole ORDER_REQUESTED whose enums are the dictionary's, so that it may come as an input of its own. What
 * it asks for is judged then. One thread; allocates nothing.
 */
final class OrderForm {
    private static final int FIRST_VERSION = 3;
    private static final int FIRST_BLOCK =
            OrderRequestedDecoder.commandIdEncodingOffset() + OrderRequestedDecoder.commandIdEncodingLength();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderRequestedDecoder order = new OrderRequestedDecoder();

    /** Whether it is one, of this account. */
    boolean holds(DirectBuffer buffer, int offset, int length, int accountId) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        header.wrap(buffer, offset);
        boolean isOrder = header.templateId() == OrderRequestedDecoder.TEMPLATE_ID
                && header.schemaId() == MessageHeaderDecoder.SCHEMA_ID
                && header.version() >= FIRST_VERSION
                && header.version() <= MessageHeaderDecoder.SCHEMA_VERSION
                && header.blockLength() >= FIRST_BLOCK
                && length == MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        if (!isOrder) {
            return false;
        }
        order.wrapAndApplyHeader(buffer, offset, header);
        return order.accountId() == accountId
                && isIn(order.sideRaw(), Side.BUY.value(), Side.SELL.value())
                && isIn(order.orderTypeRaw(), OrderType.MARKET.value(), OrderType.LIMIT.value())
                && isIn(order.triggerSourceRaw(), TriggerSource.LAST.value(), TriggerSource.MID.value())
                && isIn(order.isWatchedRaw(), Flag.NO.value(), Flag.YES.value())
                && termsHold(order.terms());
    }

    private static boolean termsHold(StrategyTermsDecoder terms) {
        return isIn(terms.stopTypeRaw(), StopType.FIXED.value(), StopType.NONE.value())
                && isIn(terms.stopUnitRaw(), StopUnit.LEVEL.value(), StopUnit.RATIO.value())
                && isIn(terms.targetUnitRaw(), StopUnit.LEVEL.value(), StopUnit.RATIO.value())
                && isIn(terms.targetOrderTypeRaw(), OrderType.MARKET.value(), OrderType.LIMIT.value())
                && isIn(terms.lateStartRaw(), LateStart.FIRE.value(), LateStart.SKIP.value());
    }

    private static boolean isIn(int value, int least, int most) {
        return value >= least && value <= most;
    }
}
