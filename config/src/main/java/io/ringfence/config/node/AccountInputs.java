package io.ringfence.config.node;

import io.ringfence.core.command.InputEncoding;
import io.ringfence.core.event.BrokerKeySubmittedEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.RiskLimitsSetEncoder;
import org.agrona.MutableDirectBuffer;

/** Encodes the inputs of an account. Each returns the length without the header. */
final class AccountInputs {
    /** The one gateway there is. */
    private static final int GATEWAY_ID = 0;

    private final InputEncoding inputs = new InputEncoding();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    int registered(MutableDirectBuffer buffer, AccountSpec account) {
        return inputs.userRegistered(buffer, account.id(), account.name(), account.startCash());
    }

    int limitsSet(MutableDirectBuffer buffer, int accountId, RiskLimits limits) {
        return new RiskLimitsSetEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .maxOrderQuantity(limits.maxOrderQuantity())
                .maxOrderNotional(limits.maxOrderNotional())
                .priceCollarRatio(limits.priceCollarRatio())
                .maxPositionNotional(limits.maxPositionNotional())
                .maxDailyLoss(limits.maxDailyLoss())
                .maxDrawdown(limits.maxDrawdown())
                .orderWindowNs(limits.orderWindowNs())
                .stopOutWindowNs(limits.stopOutWindowNs())
                .stopOutCooldownNs(limits.stopOutCooldownNs())
                .duplicateWindowNs(limits.duplicateWindowNs())
                .dayStartNs(limits.dayStartNs())
                .accountId(accountId)
                .maxOpenOrders(limits.maxOpenOrders())
                .maxOrdersPerWindow(limits.maxOrdersPerWindow())
                .maxStopOuts(limits.maxStopOuts())
                .encodedLength();
    }

    int keySubmitted(MutableDirectBuffer buffer, int accountId, String keyName) {
        return new BrokerKeySubmittedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .gatewayId(GATEWAY_ID)
                .accountId(accountId)
                .keyName(keyName)
                .encodedLength();
    }
}
