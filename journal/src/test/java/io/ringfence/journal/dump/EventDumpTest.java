package io.ringfence.journal.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.core.event.EventType;
import io.ringfence.core.event.EventType.Category;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.ring.EventSlot;
import io.ringfence.core.ring.RingConfig;
import io.ringfence.journal.DiskSpaceListener;
import io.ringfence.journal.Journal;
import io.ringfence.journal.JournalConfig;
import io.ringfence.journal.JournalReader;
import io.ringfence.journal.JournalStage;
import io.ringfence.journal.Messages;
import io.ringfence.journal.ReadProgress;
import io.ringfence.journal.dump.EventFilter.Range;
import io.ringfence.journal.dump.EventFilter.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class EventDumpTest {
    private static final Set<Category> INPUTS = Set.of(Category.INPUT);

    @TempDir
    Path directory;

    @BeforeEach
    void writeOneOfEach() throws IOException {
        List<byte[]> messages = new ArrayList<>(Messages.all());
        messages.add(Messages.brokenCondition());
        EventSlot slot = new EventSlot(RingConfig.defaults());
        try (Journal journal = Journal.open(JournalConfig.defaults(directory))) {
            journal.recover(1, (sequence, timestampNs, buffer, offset, length) -> {}, ReadProgress.NONE);
            JournalStage stage = journal.begin(DiskSpaceListener.NONE);
            for (int i = 0; i < messages.size(); i++) {
                slot.claim(i + 1, Messages.ns("2013-11-25T00:00:00Z") + i * 500_000_000L);
                slot.in().set(new UnsafeBuffer(messages.get(i)), 0, messages.get(i).length);
                stage.onEvent(slot, true);
            }
        }
    }

    private String dump(EventPrinter.Format format, long from, long to, String... types) throws IOException {
        StringBuilder text = new StringBuilder();
        EventFilter filter =
                new EventFilter(new Range(from, to), Range.ALL, EventFilter.types(List.of(types), INPUTS), Subject.ANY);
        EventPrinter printer = new EventPrinter(format, filter, text);
        EventDump.print(new JournalReader(directory), to, printer);
        long headings = format == EventPrinter.Format.TABLE ? 1 : 0;
        assertEquals(text.toString().lines().count() - headings, printer.printed());
        assertEquals(Optional.empty(), printer.unknown());
        return text.toString();
    }

    @Test
    void shouldWriteOneObjectALineWhenJsonIsAsked() throws IOException {
        assertEquals("""
                {"sequence":1,"timestamp":"2013-11-25T00:00:00Z","type":"NODE_STARTED","maxInstruments":10,\
                "maxStrategies":100,"maxOpenOrders":1000,"maxExitAttempts":5,"exitRetryDelayNs":1000000,\
                "exitRetryMaxDelayNs":60000000,"lateAfterNs":2000000,"reconcilePeriodNs":3000000,\
                "brokerErrorWindowNs":4000000,"feedSilenceNs":5000000,"maxBrokerErrors":6,"maxAccounts":7,\
                "maxCommandIds":8,"maxConditions":9,"maxActionsPerCall":11,"ruleVersion":1,"build":"1.2.3",\
                "maxEvents":12,"maxEventBytes":13,"maxDeliveries":14,"maxEventKeys":15,"maxPendingAcks":16,\
                "maxOffers":17,"maxAttempts":18,"ackTimeoutNs":19,"attemptTimeoutNs":20,"deliveryRetryDelayNs":21,\
                "deliveryRetryMaxDelayNs":22,"maxEventAgeNs":23,\
                "maxStrategiesPerAccount":24,"maxOpenOrdersPerAccount":25,"maxConditionsPerAccount":26,"servedChannels":27}
                {"sequence":2,"timestamp":"2013-11-25T00:00:00.500Z","type":"INSTRUMENT_DEFINED","instrumentId":0,\
                "symbol":"BTCUSD"}
                {"sequence":3,"timestamp":"2013-11-25T00:00:01Z","type":"PRICE_TICK",\
                "sourceTime":"2013-11-25T00:00:00.500Z","feedSequence":1,"last":"800.125","lastQuantity":"0.25",\
                "instrumentId":0,"symbol":"BTCUSD","feedId":1}
                {"sequence":4,"timestamp":"2013-11-25T00:00:01.500Z","type":"TIME_ADVANCED"}
                {"sequence":5,"timestamp":"2013-11-25T00:00:02Z","type":"STRATEGY_CREATED","quantity":"1.5",\
                "entryTime":"2013-11-25T01:00:00Z","exitTime":"2013-11-25T02:00:00Z","holdingTimeNs":0,\
                "stopValue":"0.05","activationPrice":"880","targetValue":"30","stopLimitOffset":"2.5",\
                "fillDeadlineNs":5000000000,"calendarId":0,"stopType":"TRAILING","stopUnit":"RATIO",\
                "targetUnit":"AMOUNT","targetOrderType":"LIMIT","lateStart":"FIRE","instrumentId":0,\
                "symbol":"BTCUSD","accountId":7,"positionSide":"LONG","triggerSource":"LAST","isWatched":"NO",\
                "name":"open \\"first\\"","plugin":"timed"}
                {"sequence":6,"timestamp":"2013-11-25T00:00:02.500Z","type":"STRATEGY_START_REQUESTED",\
                "strategyId":5,"accountId":7}
                {"sequence":7,"timestamp":"2013-11-25T00:00:03Z","type":"EXECUTION_REPORT","clientOrderId":327680,\
                "strategyId":5,"cumQuantity":"1.5","cumNotional":"1200.00000001","cumFee":"0","lastPrice":"800",\
                "instrumentId":0,"symbol":"BTCUSD","executionType":"FILL","side":"BUY","purpose":"ENTRY",\
                "rejectReason":"NONE"}
                """, dump(EventPrinter.Format.JSON, 1, 7));
    }

    @Test
    void shouldLeaveOutWhatIsNotGivenAndSayAConditionInWords() throws IOException {
        assertEquals("""
                {"sequence":8,"timestamp":"2013-11-25T00:00:03.500Z","type":"STRATEGY_UPDATED","strategyId":5,\
                "quantity":"1.5","entryTimeOfDay":"09:30","exitTimeOfDay":86400000000000,\
                "holdingTimeNs":60000000000,"stopValue":"0.05","activationPrice":"880","stopLimitOffset":"2.5",\
                "fillDeadlineNs":5000000000,"calendarId":2,"stopType":"TRAILING","stopUnit":"RATIO",\
                "targetUnit":"AMOUNT","targetOrderType":"LIMIT","lateStart":"SKIP","accountId":7,"isWatched":"YES",\
                "commandId":"c-1"}
                {"sequence":9,"timestamp":"2013-11-25T00:00:04Z","type":"STRATEGY_STOP_REQUESTED","strategyId":5,\
                "accountId":7,"mode":"KEEP","commandId":"c-2"}
                {"sequence":10,"timestamp":"2013-11-25T00:00:04.500Z","type":"EXIT_REQUESTED","strategyId":5,\
                "accountId":7,"commandId":"c-3"}
                {"sequence":11,"timestamp":"2013-11-25T00:00:05Z","type":"KILL_SWITCH_SET","level":"CANCEL_ALL",\
                "commandId":"c-4"}
                {"sequence":12,"timestamp":"2013-11-25T00:00:05.500Z","type":"RISK_LIMITS_SET",\
                "maxOrderQuantity":"1","maxOrderNotional":"1000","priceCollarRatio":"0.05",\
                "maxPositionNotional":"5000","maxDailyLoss":"100.5","maxDrawdown":"200","orderWindowNs":1,\
                "stopOutWindowNs":2,"stopOutCooldownNs":3,"duplicateWindowNs":4,"dayStartNs":5,"accountId":7,\
                "maxOpenOrders":8,"maxOrdersPerWindow":9,"maxStopOuts":10}
                {"sequence":13,"timestamp":"2013-11-25T00:00:06Z","type":"BROKER_DISCONNECTED","gatewayId":1,\
                "reason":"SERVER_DOWN"}
                {"sequence":14,"timestamp":"2013-11-25T00:00:06.500Z","type":"BROKER_AUTH_SUCCESS","gatewayId":1,\
                "accountId":7}
                {"sequence":15,"timestamp":"2013-11-25T00:00:07Z","type":"BROKER_AUTH_FAILED","gatewayId":1,\
                "accountId":7,"reason":"TOKEN_EXPIRED"}
                {"sequence":16,"timestamp":"2013-11-25T00:00:07.500Z","type":"PRICE_FEED_CONNECTED","feedId":1,\
                "instrumentId":0,"symbol":"BTCUSD"}
                {"sequence":17,"timestamp":"2013-11-25T00:00:08Z","type":"PRICE_FEED_ERROR","feedId":1,\
                "instrumentId":9}
                {"sequence":18,"timestamp":"2013-11-25T00:00:08.500Z","type":"USER_REGISTERED","accountId":7,\
                "startCash":"10000.5","name":"ann"}
                {"sequence":19,"timestamp":"2013-11-25T00:00:09Z","type":"USER_LOGGED_IN","accountId":7}
                {"sequence":20,"timestamp":"2013-11-25T00:00:09.500Z","type":"BROKER_KEY_SUBMITTED","gatewayId":1,\
                "accountId":7,"keyName":"paper"}
                {"sequence":21,"timestamp":"2013-11-25T00:00:10Z","type":"STRATEGY_SCHEDULED","strategyId":5,\
                "resyncId":6,"entryTime":"2013-11-26T09:30:00Z","exitTime":"2013-11-26T16:00:00Z"}
                {"sequence":22,"timestamp":"2013-11-25T00:00:10.500Z","type":"CONDITION_CREATED","strategyId":5,\
                "hysteresisRatio":"0.001","accountId":7,"action":"EXIT","isRepeating":"YES","name":"breakout",\
                "commandId":"c-5","nodes":"(BTCUSD LAST > 800 and not #9 BID <= 790.5)"}
                {"sequence":23,"timestamp":"2013-11-25T00:00:11Z","type":"CONDITION_REMOVED","conditionId":22,\
                "accountId":7,"commandId":"c-6"}
                {"sequence":24,"timestamp":"2013-11-25T00:00:11.500Z","type":"POSITION_PULLED","pullId":23,\
                "quantity":"-1.5","instrumentId":0,"symbol":"BTCUSD"}
                {"sequence":25,"timestamp":"2013-11-25T00:00:12Z","type":"PULL_ENDED","pullId":23,\
                "openOrderCount":2}
                {"sequence":26,"timestamp":"2013-11-25T00:00:12.500Z","type":"SEQUENCE_SKIPPED",\
                "skippedSequence":17}
                {"sequence":27,"timestamp":"2013-11-25T00:00:13Z","type":"DISK_SPACE_CHANGED","freeBytes":1048576,\
                "level":"LOW"}
                {"sequence":28,"timestamp":"2013-11-25T00:00:13.500Z","type":"REPLICA_DIVERGED","firstSequence":101,\
                "lastSequence":200,"hostDigest":-5,"replicaDigest":6}
                {"sequence":29,"timestamp":"2013-11-25T00:00:14Z","type":"ORDER_REQUESTED","quantity":"1.5",\
                "exitTime":"2013-11-25T02:00:00Z","holdingTimeNs":0,"stopValue":"0.05","targetValue":"30",\
                "stopLimitOffset":"2.5","fillDeadlineNs":5000000000,"calendarId":0,"stopType":"NONE",\
                "stopUnit":"RATIO","targetUnit":"AMOUNT","targetOrderType":"LIMIT","lateStart":"FIRE",\
                "strategyId":0,"limitPrice":"799.5","instrumentId":0,"symbol":"BTCUSD","accountId":7,\
                "side":"SELL","orderType":"LIMIT","triggerSource":"MID","isWatched":"NO","commandId":"c-7"}
                {"sequence":30,"timestamp":"2013-11-25T00:00:14.500Z","type":"ORDER_CANCEL_REQUESTED",\
                "clientOrderId":327680,"accountId":7,"commandId":"c-8"}
                {"sequence":31,"timestamp":"2013-11-25T00:00:15Z","type":"ORDER_REPLACE_REQUESTED",\
                "clientOrderId":327680,"quantity":"2.5","accountId":7,"commandId":"c-9"}
                {"sequence":32,"timestamp":"2013-11-25T00:00:15.500Z","type":"STOP_UPDATED","strategyId":5,\
                "stopValue":"0.02","accountId":7,"stopType":"TRAILING","stopUnit":"RATIO","commandId":"c-10"}
                """, dump(EventPrinter.Format.JSON, 8, 32));
    }

    @Test
    void shouldShowAMessageInAMessageWithItsOwnFields() throws IOException {
        assertEquals("""
                {"sequence":33,"timestamp":"2013-11-25T00:00:16Z","type":"EVENT_SUBMITTED",\
                "expireTime":"2013-11-26T00:00:00Z","createdTime":"2013-11-25T00:00:15Z","accountId":7,\
                "kind":"POST_TRADE","lateStart":"FIRE","urgency":2,"priority":"CRITICAL","eventType":"OWN",\
                "payloadForm":"JSON","typeName":"REBALANCE","sourceId":"desk-1","eventKey":"0190-k",\
                "commandId":"c-11","channels":[{"channel":"ACTIVE_SESSION","onlyIfActive":"NO"},\
                {"channel":"TELEGRAM","onlyIfActive":"YES"}],"targets":[{"target":"ann"}],"tags":[{"tag":"eod"}],\
                "title":"Rebalance \\u20ac","payload":"{\\"of\\":1}","order":{"type":"ORDER_REQUESTED",\
                "quantity":"1.5","exitTime":"2013-11-25T02:00:00Z","holdingTimeNs":0,"stopValue":"0.05",\
                "targetValue":"30","stopLimitOffset":"2.5","fillDeadlineNs":5000000000,"calendarId":0,\
                "stopType":"NONE","stopUnit":"RATIO","targetUnit":"AMOUNT","targetOrderType":"LIMIT",\
                "lateStart":"FIRE","strategyId":0,"limitPrice":"799.5","instrumentId":0,"symbol":"BTCUSD",\
                "accountId":7,"side":"SELL","orderType":"LIMIT","triggerSource":"MID","isWatched":"NO",\
                "commandId":"c-7"}}
                {"sequence":34,"timestamp":"2013-11-25T00:00:16.500Z","type":"EVENT_CANCELED","accountId":7,\
                "eventKey":"0190-k","commandId":"c-12"}
                {"sequence":35,"timestamp":"2013-11-25T00:00:17Z","type":"EVENT_ACKNOWLEDGED","accountId":7,\
                "eventKey":"0190-k"}
                {"sequence":36,"timestamp":"2013-11-25T00:00:17.500Z","type":"DELIVERY_ATTEMPTED","eventId":33,\
                "retryAfterNs":5000,"accountId":7,"attempt":2,"channel":"EMAIL","outcome":"LATER",\
                "detail":"450 busy"}
                {"sequence":37,"timestamp":"2013-11-25T00:00:18Z","type":"DEAD_LETTER_RESENT","accountId":0,\
                "toAccountId":7,"eventKey":"0190-k","commandId":"c-13"}
                {"sequence":38,"timestamp":"2013-11-25T00:00:18.500Z","type":"SESSION_OPENED","sessionId":3,\
                "accountId":7}
                {"sequence":39,"timestamp":"2013-11-25T00:00:19Z","type":"SESSION_CLOSED","sessionId":3,\
                "accountId":7}
                {"sequence":40,"timestamp":"2013-11-25T00:00:19.500Z","type":"DELIVERY_POLICY_SET","accountId":7,\
                "eventType":"ORDER_FILLED","priority":"CRITICAL","commandId":"c-14",\
                "channels":[{"channel":"ACTIVE_SESSION","onlyIfActive":"NO"},\
                {"channel":"TELEGRAM","onlyIfActive":"YES"}]}
                {"sequence":41,"timestamp":"2013-11-25T00:00:20Z","type":"GROUP_DEFINED","name":"desk",\
                "members":[{"member":"ann"},{"member":"bob"}]}
                {"sequence":42,"timestamp":"2013-11-25T00:00:20.500Z","type":"CONDITION_CREATED","strategyId":0,\
                "hysteresisRatio":"0","accountId":7,"action":"ALERT","isRepeating":"NO","name":"broken",\
                "nodes":"BTCUSD MID < 800; ANY 2"}
                """, dump(EventPrinter.Format.JSON, 33, Long.MAX_VALUE));
    }

    @Test
    void shouldPutAMessageInAMessageInParenthesesInATable() throws IOException {
        String row = dump(EventPrinter.Format.TABLE, 33, 33)
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        assertEquals(
                "title=Rebalance \u20ac payload={\"of\":1} order=(type=ORDER_REQUESTED quantity=1.5",
                row.substring(row.indexOf("title="), row.indexOf(" exitTime=")));
        assertEquals("isWatched=NO commandId=c-7)", row.substring(row.indexOf("isWatched=")));
    }

    @Test
    void shouldKeepSymbolsWhenTheirDefinitionIsFilteredOut() throws IOException {
        assertEquals("""
                    sequence  timestamp                       type                      fields
                           3  2013-11-25T00:00:01Z            PRICE_TICK                sourceTime=2013-11-25T00:00:00.500Z \
                feedSequence=1 last=800.125 lastQuantity=0.25 instrumentId=0 symbol=BTCUSD feedId=1
                           4  2013-11-25T00:00:01.500Z        TIME_ADVANCED           \s
                """, dump(EventPrinter.Format.TABLE, 3, 5, "price-tick", "TIME_ADVANCED"));
    }

    @Test
    void shouldListThePossibleTypesWhenOneIsUnknown() {
        String message = assertThrows(IllegalArgumentException.class, () -> EventFilter.types(List.of("TICK"), INPUTS))
                .getMessage();
        assertEquals(
                "type = TICK: expected one of "
                        + inputs().stream().map(Enum::name).collect(Collectors.joining(", ")),
                message);
    }

    @Test
    void shouldTakeEveryInputOfTheDictionaryApart() throws IOException {
        Set<EventType> written = EnumSet.noneOf(EventType.class);
        for (byte[] message : Messages.all()) {
            UnsafeBuffer buffer = new UnsafeBuffer(message);
            written.add(EventType.of(new MessageHeaderDecoder().wrap(buffer, 0).templateId()));
        }
        assertEquals(inputs(), written);
        assertFalse(dump(EventPrinter.Format.JSON, 1, Long.MAX_VALUE).contains("unreadable"));
    }

    private static Set<EventType> inputs() {
        Set<EventType> inputs = EnumSet.allOf(EventType.class);
        inputs.removeIf(type -> type.category() != EventType.Category.INPUT);
        return inputs;
    }
}
