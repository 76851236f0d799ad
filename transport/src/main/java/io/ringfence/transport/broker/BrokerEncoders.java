package io.ringfence.transport.broker;

import io.ringfence.core.event.BrokerAuthFailedEncoder;
import io.ringfence.core.event.BrokerAuthSuccessEncoder;
import io.ringfence.core.event.BrokerDisconnectedEncoder;
import io.ringfence.core.event.ExecutionReportEncoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PositionPulledEncoder;
import io.ringfence.core.event.PullEndedEncoder;

/** The flyweights of one thread that offers messages, so that a message makes none. */
public final class BrokerEncoders {
    final MessageHeaderEncoder header = new MessageHeaderEncoder();
    final ExecutionReportEncoder report = new ExecutionReportEncoder();
    final BrokerDisconnectedEncoder disconnected = new BrokerDisconnectedEncoder();
    final BrokerAuthSuccessEncoder authSuccess = new BrokerAuthSuccessEncoder();
    final BrokerAuthFailedEncoder authFailed = new BrokerAuthFailedEncoder();
    final PositionPulledEncoder position = new PositionPulledEncoder();
    final PullEndedEncoder pullEnded = new PullEndedEncoder();

    BrokerEncoders() {}
}
