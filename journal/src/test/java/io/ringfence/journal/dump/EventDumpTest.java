package io.ringfence.journal.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalStage;
import io.ringfence.journal.Messages;
import io.ringfence.journal.ReadProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EventDumpTest {
    @TempDir
    Path directory;

    @BeforeEach
    void writeOneOfEach() throws IOException {
        List<byte[]> messages = List.of(
                Messages.nodeStarted(),
                Messages.instrumentDefined(0, "BTCUSD"),
                Messages.trade(0, 1, "800.125"),
                Messages.timeAdvanced(),
                Messages.strategyCreated(),
                Messages.strategyStartRequested(5),
                Messages.executionReport());
        EventSlot slot = new EventSlot(RingConfig.defaults());
        try (Journal journal = Journal.open(JournalConfig.defaults(directory))) {
            journal.recover(1, (sequence, timestampNs, buffer, offset, length) -> {}, ReadProgress.NONE);
            JournalStage stage = journal.begin();
            for (int i = 0; i < messages.size(); i++) {
                slot.claim(i + 1, Messages.ns("2013-11-25T00:00:00Z") + i * 500_000_000L);
                slot.in().set(new UnsafeBuffer(messages.get(i)), 0, messages.get(i).length);
                stage.onEvent(slot, true);
            }
        }
    }

    private String dump(EventDump.Format format, long from, long to, String... types) throws IOException {
        StringBuilder text = new StringBuilder();
        long written = new EventDump(format, from, to, EventDump.types(List.of(types)))
                .write(new JournalReader(directory), text);
        long headings = format == EventDump.Format.TABLE ? 1 : 0;
        assertEquals(text.toString().lines().count() - headings, written);
        return text.toString();
    }

    @Test
    void shouldWriteOneObjectALineWhenJsonIsAsked() throws IOException {
        assertEquals("""
                {"sequence":1,"timestamp":"2013-11-25T00:00:00Z","type":"NODE_STARTED","maxInstruments":10,\
                "maxStrategies":100,"maxOpenOrders":1000,"maxExitAttempts":5,"exitRetryDelayNs":1000000,\
                "exitRetryMaxDelayNs":60000000}
                {"sequence":2,"timestamp":"2013-11-25T00:00:00.500Z","type":"INSTRUMENT_DEFINED","instrumentId":0,\
                "symbol":"BTCUSD"}
                {"sequence":3,"timestamp":"2013-11-25T00:00:01Z","type":"PRICE_TICK","instrumentId":0,\
                "symbol":"BTCUSD","sourceTime":"2013-11-25T00:00:00.500Z","feedId":1,"feedSequence":1,\
                "last":"800.125","lastQuantity":"0.25"}
                {"sequence":4,"timestamp":"2013-11-25T00:00:01.500Z","type":"TIME_ADVANCED"}
                {"sequence":5,"timestamp":"2013-11-25T00:00:02Z","type":"STRATEGY_CREATED","instrumentId":0,\
                "symbol":"BTCUSD","name":"open \\"first\\"","accountId":7,"positionSide":"LONG","quantity":"1.5",\
                "entryTime":"2013-11-25T01:00:00Z","exitTime":"2013-11-25T02:00:00Z","stopType":"TRAILING",\
                "stopValue":"0.05","stopUnit":"RATIO","activationPrice":"880","stopLimitOffset":"2.5",\
                "fillDeadlineNs":5000000000,"targetValue":"30","targetUnit":"AMOUNT","targetOrderType":"LIMIT",\
                "triggerSource":"LAST"}
                {"sequence":6,"timestamp":"2013-11-25T00:00:02.500Z","type":"STRATEGY_START_REQUESTED",\
                "strategyId":5}
                {"sequence":7,"timestamp":"2013-11-25T00:00:03Z","type":"EXECUTION_REPORT","instrumentId":0,\
                "symbol":"BTCUSD","clientOrderId":327680,"strategyId":5,"executionType":"FILL","side":"BUY",\
                "purpose":"ENTRY","cumQuantity":"1.5","cumNotional":"1200.00000001","cumFee":"0",\
                "lastPrice":"800","rejectReason":"NONE"}
                """, dump(EventDump.Format.JSON, 1, Long.MAX_VALUE));
    }

    @Test
    void shouldKeepSymbolsWhenTheirDefinitionIsFilteredOut() throws IOException {
        assertEquals("""
                    sequence  timestamp                       type                      fields
                           3  2013-11-25T00:00:01Z            PRICE_TICK                instrumentId=0 symbol=BTCUSD \
                sourceTime=2013-11-25T00:00:00.500Z feedId=1 feedSequence=1 last=800.125 lastQuantity=0.25
                           4  2013-11-25T00:00:01.500Z        TIME_ADVANCED           \s
                """, dump(EventDump.Format.TABLE, 3, 5, "price-tick", "TIME_ADVANCED"));
    }

    @Test
    void shouldListThePossibleTypesWhenOneIsUnknown() {
        assertEquals(
                "type = TICK: expected one of NODE_STARTED, INSTRUMENT_DEFINED, PRICE_TICK, TIME_ADVANCED,"
                        + " STRATEGY_CREATED, STRATEGY_START_REQUESTED, EXECUTION_REPORT",
                assertThrows(IllegalArgumentException.class, () -> EventDump.types(List.of("TICK")))
                        .getMessage());
    }
}
