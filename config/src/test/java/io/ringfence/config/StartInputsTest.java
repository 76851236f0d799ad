package io.ringfence.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.JournaledInputs.Input;
import io.ringfence.config.node.Node;
import io.ringfence.core.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a node tells its core at each start, read back from the journal. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartInputsTest {
    private static final String ACCOUNTS = "accounts=[{ id = 7, name = alice, start-cash = 100, broker-key = sim-alice,"
            + " limits { max-orders = 10, per = 1 s, price-collar-percent = 5, day-start = \"22:00\" } },"
            + " { name = host, limits { max-open-orders = 3 } }]";

    @TempDir
    private Path directory;

    private SmallNode node;
    private String feeds;

    @BeforeEach
    void writeFeed() throws Exception {
        node = new SmallNode(directory);
        feeds = "feeds=[" + node.feed(1, "AAA", 1_000, "10", "11") + "]";
    }

    private List<String> start(String... settings) throws Exception {
        List<String> notices = new ArrayList<>();
        List<String> all = new ArrayList<>(List.of("instruments=[AAA]", feeds));
        all.addAll(List.of(settings));
        try (Node started = new Node(node.config(all.toArray(String[]::new)), TestNodes.noticing(notices))) {
            started.start();
        }
        return notices;
    }

    private List<Input> inputs(EventType... types) throws Exception {
        return JournaledInputs.of(directory.resolve("journal"), types);
    }

    /** Types of the inputs from a sequence on, without ticks and time. */
    private static final Set<EventType> OF_THE_FEED =
            EnumSet.of(EventType.PRICE_FEED_CONNECTED, EventType.PRICE_TICK, EventType.TIME_ADVANCED);

    private List<EventType> typesFrom(long sequence) throws Exception {
        return inputs().stream()
                .filter(input -> input.sequence() >= sequence)
                .map(Input::type)
                .filter(type -> !OF_THE_FEED.contains(type))
                .toList();
    }

    private long lastSequence() throws Exception {
        List<Input> all = inputs();
        return all.get(all.size() - 1).sequence();
    }

    private static String strategy(String more) {
        return "strategies=[{ name = one, symbol = AAA, quantity = 1, stop { percent = 50 }, buy-at ="
                + " \"1970-01-01T01:00:00Z\", sell-at = \"1970-01-01T02:00:00Z\"" + more + " }]";
    }

    private static final String CONDITION =
            "conditions=[{ name = low, account = alice, hysteresis-percent = 0.1, then {"
                    + " alert = true }, when { all = [{ symbol = AAA, field = last, op = \"<\", value = 5 }, { not { symbol = AAA,"
                    + " field = bid, op = \">=\", value = 7 } }] } }]";

    @Test
    void shouldTakeAwayAGroupThatTheFileHasNotAnyMore() throws Exception {
        start(ACCOUNTS, "events.groups=[{ name = desk, members = [alice] }, { name = night, members = [alice, bob] }]");
        long first = lastSequence();
        start(ACCOUNTS, "events.groups=[{ name = night, members = [bob] }]");
        assertEquals(
                List.of("name=desk|members=[]", "name=night|members=[(member=bob)]"),
                inputs(EventType.GROUP_DEFINED).stream()
                        .filter(input -> input.sequence() > first)
                        .map(Input::fields)
                        .toList());
        long second = lastSequence();
        start(ACCOUNTS, "events.groups=[{ name = night, members = [bob] }]");
        assertEquals(
                List.of("night"),
                inputs(EventType.GROUP_DEFINED).stream()
                        .filter(input -> input.sequence() > second)
                        .map(group -> group.field("name"))
                        .toList());
    }

    @Test
    void shouldSayWhichBoundsDoNotGoTogether() throws Exception {
        assertEquals(List.of(), start());
        List<String> notices = start(
                "limits.max-strategies=1000000",
                "edge.enabled=true",
                "edge.port=0",
                "edge.access=open",
                "events.max-pending-acks=256");
        assertTrue(
                notices.stream()
                        .anyMatch(notice -> notice.startsWith("ring.output-max-bytes = 33554432: a tick that fires the"
                                + " stops of all limits.max-strategies = 1000000,")),
                notices::toString);
        assertTrue(
                notices.stream()
                        .anyMatch(notice -> notice.startsWith(
                                "edge.max-pending-event-bytes = 1048576: events.max-pending-acks = 256 of"
                                        + " events.max-payload-bytes = 8192 have no room in it")),
                notices::toString);
    }

    @Test
    void shouldPublishEverythingInOrderWhenTheJournalIsNew() throws Exception {
        start(
                ACCOUNTS,
                strategy(", account = alice, watch = true, logic = ema-cross, parameters { slow = 5, fast = 2 }"),
                CONDITION);
        assertEquals(
                List.of(
                        EventType.NODE_STARTED,
                        EventType.INSTRUMENT_DEFINED,
                        EventType.USER_REGISTERED,
                        EventType.RISK_LIMITS_SET,
                        EventType.BROKER_KEY_SUBMITTED,
                        EventType.BROKER_AUTH_SUCCESS,
                        EventType.RISK_LIMITS_SET,
                        EventType.STRATEGY_CREATED,
                        EventType.STRATEGY_START_REQUESTED,
                        EventType.CONDITION_CREATED),
                typesFrom(1));
        assertEquals(
                List.of(
                        "maxInstruments=1024|maxStrategies=100000|maxOpenOrders=10000|maxExitAttempts=5"
                                + "|exitRetryDelayNs=1000000000|exitRetryMaxDelayNs=60000000000|lateAfterNs=5000000000"
                                + "|reconcilePeriodNs=60000000000|brokerErrorWindowNs=60000000000"
                                + "|feedSilenceNs=30000000000|maxBrokerErrors=20|maxAccounts=1024|maxCommandIds=65536"
                                + "|maxConditions=10000|maxActionsPerCall=16|ruleVersion=3|build=unpackaged"
                                + "|maxEvents=200000|maxEventBytes=268435456|maxDeliveries=400000|maxEventKeys=262144"
                                + "|maxPendingAcks=64|maxOffers=3|maxAttempts=5|ackTimeoutNs=10000000000"
                                + "|attemptTimeoutNs=30000000000|deliveryRetryDelayNs=1000000000"
                                + "|deliveryRetryMaxDelayNs=300000000000|maxEventAgeNs=604800000000000"
                                + "|maxStrategiesPerAccount=10000|maxOpenOrdersPerAccount=1000|maxConditionsPerAccount=1000|servedChannels=0",
                        "accountId=7|startCash=10000000000|name=alice",
                        "maxOrderQuantity=0|maxOrderNotional=0|priceCollarRatio=5000000|maxPositionNotional=0"
                                + "|maxDailyLoss=0|maxDrawdown=0|orderWindowNs=1000000000|stopOutWindowNs=0"
                                + "|stopOutCooldownNs=0|duplicateWindowNs=0|dayStartNs=79200000000000|accountId=7"
                                + "|maxOpenOrders=0|maxOrdersPerWindow=10|maxStopOuts=0",
                        "maxOrderQuantity=0|maxOrderNotional=0|priceCollarRatio=0|maxPositionNotional=0"
                                + "|maxDailyLoss=0|maxDrawdown=0|orderWindowNs=0|stopOutWindowNs=0"
                                + "|stopOutCooldownNs=0|duplicateWindowNs=0|dayStartNs=0|accountId=0"
                                + "|maxOpenOrders=3|maxOrdersPerWindow=0|maxStopOuts=0",
                        "gatewayId=0|accountId=7|keyName=sim-alice"),
                List.of(
                        inputs(EventType.NODE_STARTED).get(0).fields(),
                        inputs(EventType.USER_REGISTERED).get(0).fields(),
                        inputs(EventType.RISK_LIMITS_SET).get(0).fields(),
                        inputs(EventType.RISK_LIMITS_SET).get(1).fields(),
                        inputs(EventType.BROKER_KEY_SUBMITTED).get(0).fields()));
        Input created = inputs(EventType.STRATEGY_CREATED).get(0);
        assertEquals(
                List.of("7", "YES", "ema-cross", "fast=2 slow=5", "one", ""),
                List.of(
                        created.field("accountId"),
                        created.field("isWatched"),
                        created.field("plugin"),
                        created.field("parameters"),
                        created.field("name"),
                        created.field("commandId")));
        assertEquals(
                "strategyId=" + created.sequence() + "|accountId=7|commandId=",
                inputs(EventType.STRATEGY_START_REQUESTED).get(0).fields());
    }

    @Test
    void shouldPublishAConditionInPostfixOrderUnderTheSameIdAtEachStart() throws Exception {
        start(ACCOUNTS, CONDITION);
        start(ACCOUNTS, CONDITION);
        List<Input> conditions = inputs(EventType.CONDITION_CREATED);
        String none = String.valueOf(Long.MIN_VALUE);
        String nobody = String.valueOf(Integer.MIN_VALUE);
        assertEquals(
                "strategyId=0|hysteresisRatio=100000|accountId=7|action=ALERT|isRepeating=NO|name=low|commandId="
                        + conditions.get(0).field("commandId")
                        + "|nodes=[(value=500000000|instrumentId=0|operandCount=0|kind=PRICE|field=LAST|comparison=LESS),"
                        + "(value=700000000|instrumentId=0|operandCount=0|kind=PRICE|field=BID|comparison=GREATER_OR_EQUAL),"
                        + "(value=" + none + "|instrumentId=" + nobody
                        + "|operandCount=1|kind=NOT|field=NULL_VAL|comparison=NULL_VAL),"
                        + "(value=" + none + "|instrumentId=" + nobody
                        + "|operandCount=2|kind=ALL|field=NULL_VAL|comparison=NULL_VAL)]|submitted=0 bytes of raw data",
                conditions.get(0).fields());
        assertEquals(2, conditions.size());
        assertEquals(conditions.get(0).fields(), conditions.get(1).fields());
    }

    @Test
    void shouldReplaceAConditionWhenItWasEditedAndSaySo() throws Exception {
        start(ACCOUNTS, CONDITION);
        long end = lastSequence();
        assertEquals(
                List.of("condition low: the file has another one of this name; it is replaced"),
                start(ACCOUNTS, CONDITION.replace("value = 5", "value = 6")));
        List<EventType> types = typesFrom(end + 1);
        assertEquals(
                List.of(EventType.CONDITION_REMOVED, EventType.CONDITION_CREATED),
                types.subList(types.size() - 2, types.size()));
        assertEquals(List.of(), start(ACCOUNTS, CONDITION.replace("value = 5", "value = 6")));
    }

    @Test
    void shouldSayWhatGoesOnWhenItIsNoLongerInTheFile() throws Exception {
        start(ACCOUNTS, strategy(""), CONDITION);
        List<String> notices = start(ACCOUNTS);
        assertEquals(2, notices.size());
        assertTrue(
                notices.get(0).startsWith("strategy one: the journal has it, the file has not; it goes on (ready;"),
                notices::toString);
        assertEquals("condition low: the journal has it, the file has not; it goes on", notices.get(1));
    }

    @Test
    void shouldFitTheLargestConditionWhenItIsAsLargeAsItMayBe() throws Exception {
        String leaf = "{ symbol = AAA, field = last, op = \"<\", value = 1 }";
        start("conditions=[{ name = c, then { alert = true }, when { any = [" + (leaf + ", ").repeat(63) + "] } }]");
        String fields = inputs(EventType.CONDITION_CREATED).get(0).fields();
        assertEquals(63, fields.split("kind=PRICE", -1).length - 1);
    }

    @Test
    void shouldOnlyCreateWhenAStrategyIsNotToBeStarted() throws Exception {
        start(strategy(", start = false"));
        long end = lastSequence();
        assertEquals(List.of(), inputs(EventType.STRATEGY_START_REQUESTED));
        start(strategy(""));
        assertEquals(
                List.of(EventType.NODE_STARTED, EventType.PULL_ENDED, EventType.STRATEGY_START_REQUESTED),
                typesFrom(end + 1));
    }

    @Test
    void shouldSetAccountsAndLimitsAgainAndNothingElseWhenStartedAgain() throws Exception {
        start(ACCOUNTS, strategy(""));
        long end = lastSequence();
        assertEquals(List.of(), start(ACCOUNTS, strategy("")));
        assertEquals(
                List.of(
                        EventType.NODE_STARTED,
                        EventType.PULL_ENDED,
                        EventType.USER_REGISTERED,
                        EventType.RISK_LIMITS_SET,
                        EventType.BROKER_KEY_SUBMITTED,
                        EventType.BROKER_AUTH_SUCCESS,
                        EventType.RISK_LIMITS_SET),
                typesFrom(end + 1));
    }

    @Test
    void shouldRefuseToStartWhenAnAccountHasNoRoomForWhatIsNew() throws Exception {
        String alices = strategy(", account = alice");
        start(ACCOUNTS, alices);
        String bound = "limits.max-strategies-per-account=1";
        start(ACCOUNTS, alices, bound);
        IOException refused = assertThrows(
                IOException.class, () -> start(ACCOUNTS, alices.replace("name = one", "name = two"), bound));
        assertEquals(
                "limits.max-strategies-per-account = 1: expected at least 2, for 1 strategies of account alice in the"
                        + " journal and 1 new ones",
                refused.getMessage());
        start(ACCOUNTS, strategy("").replace("name = one", "name = three"), bound);
    }

    @Test
    void shouldUpdateAStrategyInFullWhenItsTermsWereEdited() throws Exception {
        start(ACCOUNTS, strategy(", account = alice"));
        long end = lastSequence();
        assertEquals(
                List.of("strategy one: the file's terms are not those that were in force; it is updated to the file's"),
                start(
                        ACCOUNTS,
                        strategy(", account = alice, target { percent = 3 }, holding-time = 1 h, late-start = skip")));
        Input updated = inputs(EventType.STRATEGY_UPDATED).get(0);
        Input created = inputs(EventType.STRATEGY_CREATED).get(0);
        assertEquals(1, inputs(EventType.STRATEGY_UPDATED).size());
        assertEquals(true, updated.sequence() > end);
        assertEquals(
                List.of(String.valueOf(created.sequence()), "7", "NO", ""),
                List.of(
                        updated.field("strategyId"),
                        updated.field("accountId"),
                        updated.field("isWatched"),
                        updated.field("commandId")));
        String terms = updated.fields()
                .substring(updated.fields().indexOf("terms="), updated.fields().indexOf("|accountId"));
        assertEquals(
                "terms=(quantity=100000000|entryTimeNs=3600000000000|exitTimeNs=7200000000000|entryTimeOfDay="
                        + Long.MIN_VALUE + "|exitTimeOfDay=" + Long.MIN_VALUE
                        + "|holdingTimeNs=3600000000000|stopValue=50000000|activationPrice=" + Long.MIN_VALUE
                        + "|targetValue=3000000|stopLimitOffset=" + Long.MIN_VALUE
                        + "|fillDeadlineNs=0|calendarId=0|stopType=FIXED|stopUnit=RATIO|targetUnit=RATIO"
                        + "|targetOrderType=MARKET|lateStart=SKIP)",
                terms);
    }

    @Test
    void shouldOnlySaySoWhenWhatNeverChangesWasEdited() throws Exception {
        start(strategy(""));
        assertEquals(
                List.of(
                        "strategy one: the file has another symbol, side, account, trigger, logic or parameters than it was"
                                + " created with; the journal's stay in force, its terms too (give it a new name to create another)"),
                start(strategy(", logic = ema-cross, parameters { fast = 1, slow = 2 }, quantity = 2")));
        assertEquals(List.of(), inputs(EventType.STRATEGY_UPDATED));
    }

    @Test
    void shouldKeepAFilesStrategyApartWhenAUserGaveOneItsName() throws Exception {
        start(ACCOUNTS, strategy(", account = alice"));
        long first = lastSequence();
        // Now alice is no account of the file's any more, as one who registered is not.
        assertEquals(List.of(), start(strategy("")));
        assertTrue(typesFrom(first + 1).contains(EventType.STRATEGY_CREATED), "the file's own was not created");
        long second = lastSequence();
        assertEquals(List.of(), start(ACCOUNTS, strategy("")));
        assertFalse(typesFrom(second + 1).contains(EventType.STRATEGY_CREATED), "the file's own was not known");
    }

    @Test
    void shouldLeaveTimesOfDayToTheCalendarWhenTheyAreDaily() throws Exception {
        start(
                "calendars=[{ id = 9, name = ALL, zone = UTC, open = \"00:00\", close = \"24:00\", weekend = [] }]",
                "strategies=[{ name = one, symbol = AAA, quantity = 1, stop { percent = 50 }, calendar = ALL,"
                        + " buy-at = \"22:00\", sell-at = \"02:00\" }]");
        Input created = inputs(EventType.STRATEGY_CREATED).get(0);
        String none = String.valueOf(Long.MIN_VALUE);
        assertEquals(
                "quantity=100000000|entryTimeNs=" + none + "|exitTimeNs=" + none
                        + "|entryTimeOfDay=79200000000000|exitTimeOfDay=7200000000000|holdingTimeNs=0|",
                created.fields().substring("terms=(".length(), created.fields().indexOf("stopValue")));
        assertEquals("9", created.field("calendarId"));
    }

    @Test
    void shouldPublishAStrategiesFileBesideTheNodesWhenBothAreGiven() throws Exception {
        Path file = Files.writeString(directory.resolve("more.conf"), strategy(""));
        List<String> settings = node.settings(feeds, "instruments=[AAA]");
        var config = io.ringfence.config.file.ConfigFile.load(
                java.util.Optional.of(node.file()), java.util.Optional.of(file), settings);
        try (Node started = new Node(config, TestNodes.silent())) {
            started.start();
        }
        assertEquals("one", inputs(EventType.STRATEGY_CREATED).get(0).field("name"));
    }
}
