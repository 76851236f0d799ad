package io.ringfence.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.config.node.AccountSpec;
import io.ringfence.config.node.CommandSpec;
import io.ringfence.config.node.ConditionSpec;
import io.ringfence.config.node.ConditionSpec.Node;
import io.ringfence.config.node.Declarations;
import io.ringfence.config.node.RiskLimits;
import io.ringfence.config.node.StrategySpec;
import io.ringfence.core.command.TermsSpec;
import io.ringfence.core.command.TermsSpec.Distance;
import io.ringfence.core.command.TermsSpec.Stop;
import io.ringfence.core.command.TermsSpec.Times;
import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.Comparison;
import io.ringfence.core.event.ConditionAction;
import io.ringfence.core.event.ConditionField;
import io.ringfence.core.event.ConditionNodeKind;
import io.ringfence.core.event.KillLevel;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.PositionSide;
import io.ringfence.core.event.StopMode;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a strategies file may say, and every word of what is said when it may not. */
class StrategiesFileTest {
    private static final long S = 1_000_000_000L;
    private static final long ONE = Decimal.ONE;
    private static final OptionalLong NONE = OptionalLong.empty();

    @TempDir
    private Path directory;

    private Declarations read(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("strategies.conf"), text);
        Path node = Files.writeString(directory.resolve("node.conf"), "");
        return ConfigFile.load(Optional.of(node), Optional.of(file), List.of()).declared();
    }

    @Test
    void shouldReadAccountsWithEveryLimitWhenAllAreGiven() throws IOException {
        Declarations read = read("""
                accounts = [
                  { id = 1, name = alice, start-cash = 100000, broker-key = sim-alice, limits {
                    max-order-quantity = 10, max-order-notional = 50000, price-collar-percent = 5
                    max-position-notional = 100000, max-open-orders = 20, max-orders = 10, per = 1 s
                    max-daily-loss = 5000, day-start = "22:00", max-drawdown = 10000.5
                    max-stop-outs = 3, within = 1 h, cooldown = 4 h, duplicate-window = 500 ms } }
                  { name = host, limits { max-open-orders = 1 } }
                ]
                """);
        RiskLimits limits = new RiskLimits(
                10 * ONE,
                50_000 * ONE,
                ONE / 20,
                100_000 * ONE,
                20,
                10,
                S,
                5_000 * ONE,
                22 * 3_600 * S,
                10_000 * ONE + ONE / 2,
                3,
                3_600 * S,
                4 * 3_600 * S,
                S / 2);
        RiskLimits hosts = new RiskLimits(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertEquals(
                List.of(
                        new AccountSpec(1, "alice", 100_000 * ONE, Optional.of("sim-alice"), Optional.of(limits)),
                        new AccountSpec(0, "host", 0, Optional.empty(), Optional.of(hosts))),
                read.accounts());
    }

    @Test
    void shouldReadStrategiesOfEveryKindOfTimeWhenTheyAreGiven() throws IOException {
        Declarations read = read("""
                instruments = [AAPL]
                accounts = [{ id = 1, name = alice }]
                calendars = [{ include classpath("calendars/xnys.conf") }]
                strategies = [
                  { name = instants, symbol = AAPL, quantity = 1, stop { percent = 2 }
                    buy-at = "1970-01-01T00:00:01Z", sell-at = "1970-01-01T00:00:02Z" }
                  { name = daily, account = alice, symbol = AAPL, quantity = 1, stop { level = 9, trigger = mid }
                    calendar = XNYS, buy-at = "09:31", sell-at = "15:55", late-start = skip, holding-time = 2 h }
                  { name = once, symbol = AAPL, quantity = 1, stop { amount = 2 }, side = short
                    calendar = XNYS, sell-at = "2026-11-23T09:31", buy-at = "2026-11-23T10:00" }
                  { name = free, symbol = AAPL, quantity = 1, stop { percent = 2 }, logic = ema-cross
                    parameters { slow = 26, fast = 12 }, watch = true, start = false }
                ]
                """);
        Stop two = new Stop(StopUnit.RATIO, ONE / 50, false, NONE, NONE);
        assertEquals(
                List.of(
                        strategy(
                                "instants",
                                "host",
                                PositionSide.LONG,
                                TriggerSource.LAST,
                                two,
                                new Times(OptionalLong.of(S), OptionalLong.of(2 * S), 0, 0, LateStart.FIRE)),
                        strategy(
                                "daily",
                                "alice",
                                PositionSide.LONG,
                                TriggerSource.MID,
                                new Stop(StopUnit.LEVEL, 9 * ONE, false, NONE, NONE),
                                new Times(
                                        OptionalLong.of((9 * 60 + 31) * 60 * S),
                                        OptionalLong.of((15 * 60 + 55) * 60 * S),
                                        1,
                                        7_200 * S,
                                        LateStart.SKIP)),
                        strategy(
                                "once",
                                "host",
                                PositionSide.SHORT,
                                TriggerSource.LAST,
                                new Stop(StopUnit.AMOUNT, 2 * ONE, false, NONE, NONE),
                                new Times(
                                        at("2026-11-23T14:31:00Z"), at("2026-11-23T15:00:00Z"), 0, 0, LateStart.FIRE)),
                        new StrategySpec(
                                "free",
                                "AAPL",
                                "host",
                                PositionSide.LONG,
                                TriggerSource.LAST,
                                "ema-cross",
                                "fast=12 slow=26",
                                terms(two, new Times(NONE, NONE, 0, 0, LateStart.FIRE)),
                                true,
                                false)),
                read.strategies());
    }

    private static OptionalLong at(String instant) {
        return OptionalLong.of(Instant.parse(instant).getEpochSecond() * S);
    }

    private static StrategySpec strategy(
            String name, String account, PositionSide side, TriggerSource trigger, Stop stop, Times times) {
        return new StrategySpec(name, "AAPL", account, side, trigger, "timed", "", terms(stop, times), false, true);
    }

    private static TermsSpec terms(Stop stop, Times times) {
        return new TermsSpec(ONE, times, stop, Optional.empty(), false, 0);
    }

    private static final String BASE = """
            instruments = [BTC, SOL]
            accounts = [{ id = 1, name = alice }]
            strategies = [{ name = one, account = alice, symbol = BTC, quantity = 1, stop { percent = 2 }
              buy-at = "1970-01-01T00:00:01Z", sell-at = "1970-01-01T00:00:02Z" }]
            """;

    @Test
    void shouldReadConditionsIntoPostfixOrderWhenTheyAreNested() throws IOException {
        Declarations read = read(BASE + """
                conditions = [
                  { name = deep, account = alice, hysteresis-percent = 0.1, repeat = true, then { exit = one }
                    when { all = [
                      { symbol = BTC, field = last, op = "<", value = "60000" }
                      { not { symbol = SOL, field = bid, op = ">=", value = 140.5 } }
                      { any = [{ symbol = BTC, field = mid, op = "<=", value = 1 }, { symbol = BTC, field = ask, op = ">", value = 2 }] }
                    ] } }
                  { name = plain, when { symbol = SOL, field = last, op = ">", value = 200 }, then { alert = true } }
                ]
                """);
        assertEquals(
                List.of(
                        new ConditionSpec(
                                "deep",
                                "alice",
                                List.of(
                                        price("BTC", ConditionField.LAST, Comparison.LESS, 60_000 * ONE),
                                        price("SOL", ConditionField.BID, Comparison.GREATER_OR_EQUAL, 281 * ONE / 2),
                                        join(ConditionNodeKind.NOT, 1),
                                        price("BTC", ConditionField.MID, Comparison.LESS_OR_EQUAL, ONE),
                                        price("BTC", ConditionField.ASK, Comparison.GREATER, 2 * ONE),
                                        join(ConditionNodeKind.ANY, 2),
                                        join(ConditionNodeKind.ALL, 3)),
                                ONE / 1_000,
                                true,
                                ConditionAction.EXIT,
                                Optional.of("one")),
                        new ConditionSpec(
                                "plain",
                                "host",
                                List.of(price("SOL", ConditionField.LAST, Comparison.GREATER, 200 * ONE)),
                                0,
                                false,
                                ConditionAction.ALERT,
                                Optional.empty())),
                read.conditions());
    }

    private static Node price(String symbol, ConditionField field, Comparison comparison, long value) {
        return new Node(ConditionNodeKind.PRICE, symbol, field, comparison, value, 0);
    }

    private static Node join(ConditionNodeKind kind, int operandCount) {
        return new Node(kind, "", ConditionField.NULL_VAL, Comparison.NULL_VAL, 0, operandCount);
    }

    @Test
    void shouldReadCommandsOfEveryKindWhenTheyAreGiven() throws IOException {
        List<CommandSpec> commands = read(BASE + """
                commands = [
                  { at = "1970-01-01T00:00:05Z", exit = one }
                  { at = "1970-01-01T00:00:05+00:00", start = one }
                  { at = "1970-01-01T00:00:06Z", stop = one, mode = keep }
                  { at = "1970-01-01T00:00:07Z", update = one, quantity = 2, stop { percent = 4 }, watch = true
                    buy-at = "1970-01-01T00:00:08Z", sell-at = "1970-01-01T00:00:09Z", target { percent = 8 } }
                  { at = "1970-01-01T00:00:08Z", kill-switch = no-entries }
                  { at = "1970-01-01T00:00:09Z", kill-switch = flatten, account = alice }
                ]
                """).commands();
        TermsSpec terms = new TermsSpec(
                2 * ONE,
                new Times(OptionalLong.of(8 * S), OptionalLong.of(9 * S), 0, 0, LateStart.FIRE),
                new Stop(StopUnit.RATIO, ONE / 25, false, NONE, NONE),
                Optional.of(new Distance(StopUnit.RATIO, 2 * ONE / 25)),
                false,
                0);
        assertEquals(
                List.of(
                        new CommandSpec.Exit("one"),
                        new CommandSpec.Start("one"),
                        new CommandSpec.Stop("one", StopMode.KEEP),
                        new CommandSpec.Update("one", terms, true),
                        new CommandSpec.KillSwitch(KillLevel.NO_ENTRIES, Optional.empty()),
                        new CommandSpec.KillSwitch(KillLevel.FLATTEN, Optional.of("alice"))),
                commands.stream().map(CommandSpec::action).toList());
        assertEquals(
                List.of(5 * S, 5 * S, 6 * S, 7 * S, 8 * S, 9 * S),
                commands.stream().map(CommandSpec::atNs).toList());
    }

    @Test
    void shouldGiveACommandTheSameIdWhenItIsWrittenOtherwise() throws IOException {
        String first = id("{ at = \"1970-01-01T00:00:05Z\", exit = one }");
        assertEquals(first, id("{ exit = one # of course\n at = \"1970-01-01T00:00:05Z\" }"));
        assertEquals("script-0-", first.substring(0, 9));
        assertEquals(25, first.length());
        String other = id("{ at = \"1970-01-01T00:00:06Z\", exit = one }");
        assertEquals(false, other.equals(first));
    }

    private String id(String command) throws IOException {
        return read(BASE + "commands = [" + command + "]").commands().get(0).commandId();
    }

    @Test
    void shouldJoinTheListsAndLetSettingsReplaceThemWhenANodeHasItsOwn() throws IOException {
        Path node = Files.writeString(directory.resolve("own.conf"), """
                instruments = [SOL, BTC]
                accounts = [{ id = 2, name = bob }]
                """);
        Path file = Files.writeString(directory.resolve("strategies.conf"), BASE);
        Declarations both =
                ConfigFile.load(Optional.of(node), Optional.of(file), List.of()).declared();
        assertEquals(List.of("SOL", "BTC"), both.instruments());
        assertEquals(
                List.of("bob", "alice"),
                both.accounts().stream().map(AccountSpec::name).toList());
        assertEquals(1, both.strategies().size());
        Declarations set = ConfigFile.load(Optional.of(node), Optional.of(file), List.of("strategies=[]"))
                .declared();
        assertEquals(List.of(), set.strategies());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "edge { port = 1 } | edge (FILE:1): unknown key, expected one of accounts, calendars, commands, conditions, instruments, strategies",
                "ring.slots = 64 | ring (FILE:1): unknown key",
                "strategies = 5 | strategies = 5 (FILE:1): expected a list, found NUMBER",
                "strategies = [5] | strategies[0] = 5 (FILE:1): expected a { … } section",
                "accounts = [{ name = alice }] | accounts[0].id (FILE:1): missing, expected text",
                "accounts = [{ id = 1 }] | accounts[0].name (FILE:1): missing, expected text",
                "accounts = [{ id = 0, name = alice }] | accounts[0] (FILE:1): account alice: id = 0: expected 0 for host, and for no other",
                "accounts = [{ id = 3, name = host }] | accounts[0] (FILE:1): account host: id = 3: expected 0 for host, and for no other",
                "accounts = [{ id = -1, name = alice }] | accounts[0] (FILE:1): account alice: id = -1: expected 1 to 999999, or 0 for host",
                "accounts = [{ id = 1000000, name = alice }] | accounts[0] (FILE:1): account alice: id = 1000000: expected 1 to 999999, or 0 for host",
                "accounts = [{ id = 1, name = Alice }] | accounts[0] (FILE:1): account Alice: name = Alice: expected 1 to 32 of a-z 0-9 -",
                "accounts = [{ id = 1, name = a, start-cash = -1 }] | accounts[0] (FILE:1): account a: start-cash = -1: expected 0 or more",
                "accounts = [{ name = host, start-cash = 1 }] | accounts[0] (FILE:1): account host: start-cash = 1: expected none, host has no cash",
                "accounts = [{ id = 1, name = a, broker-key = \"a b\" }] | accounts[0] (FILE:1): account a: broker-key = a b: expected 1 to 32 printable ASCII, no space",
                "accounts = [{ id = 1, name = a, password = x }] | accounts[0].password (FILE:1): unknown key, expected one of broker-key, id, limits, name, start-cash",
                "accounts = [{ id = 1, name = a }, { id = 1, name = b }] | account b: id = 1: expected each id once",
                "accounts = [{ id = 1, name = a }, { id = 2, name = a }] | account a: name = a: expected each name once",
                "accounts = [{ id = 1, name = a, limits { max-orders = 10 } }] | accounts[0] (FILE:1): account a: limits.max-orders = 10: expected per beside it, more than 0",
                "accounts = [{ id = 1, name = a, limits { per = 1 s } }] | accounts[0] (FILE:1): account a: limits.per = 1000000000 ns: expected max-orders beside it, more than 0",
                "accounts = [{ id = 1, name = a, limits { max-stop-outs = 1, within = 1 h } }] | accounts[0] (FILE:1): account a: limits.max-stop-outs = 1: expected cooldown beside it, more than 0",
                "accounts = [{ id = 1, name = a, limits { max-order-quantity = -1 } }] | accounts[0].limits.max-order-quantity = -1 (FILE:1): expected more than 0; leave it out for no limit",
                "accounts = [{ id = 1, name = a, limits { max-open-orders = 0 } }] | accounts[0].limits.max-open-orders = 0 (FILE:1): expected more than 0; leave it out for no limit",
                "accounts = [{ id = 1, name = a, limits { duplicate-window = 2 days } }] | accounts[0] (FILE:1): account a: limits.duplicate-window = 172800000000000 ns: expected 0 to 1 day",
                "accounts = [{ id = 1, name = a, limits { day-start = 25 } }] | accounts[0].limits.day-start = 25 (FILE:1): expected a time of day such as 09:31",
                "accounts = [{ id = 1, name = a, limits { max-loss = 1 } }] | accounts[0].limits.max-loss (FILE:1): unknown key",
                "calendars = [{ name = X }] | calendars[0].id (FILE:1): missing, expected text",
                "`calendars = [{ include classpath(\"calendars/xnys.conf\") }, { include classpath(\"calendars/xnys.conf\") }]` | calendar XNYS: name = XNYS: expected each name once",
            })
    void shouldNameFileLineKeyValueAndReasonWhenAKeyIsWrong(String text, String expected) {
        ConfigException refused = assertThrows(ConfigException.class, () -> read(text));
        assertStarts(expected, refused);
    }

    private void assertStarts(String expected, ConfigException refused) {
        String said = refused.getMessage()
                .replace(directory.resolve("strategies.conf").toString(), "FILE");
        assertEquals(expected, said.substring(0, Math.min(said.length(), expected.length())), said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "account = bob | strategies[0].account = bob (FILE:3): expected one of accounts [host, alice]",
                "logic = EMA | strategies[0].logic = EMA (FILE:3): expected 1 to 32 of a-z 0-9 -, such as timed or ema-cross",
                "parameters { a = \"b c\" } | strategies[0].parameters.a = b c (FILE:3): expected printable ASCII characters, no space and no =",
                "parameters { Fast = 1 } | strategies[0].parameters.Fast = 1 (FILE:3): expected a name of 1 to 32 of a-z 0-9 -",
                "parameters { a { b = 1 } } | strategies[0].parameters.a = {b=1} (FILE:3): expected text",
                "parameters { a = \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\" } | strategy one: parameters = a=xxx",
                "holding-time = -1 s | strategy one: holding-time = -1000000000 ns: expected 0 to 3650 days",
                "holding-time = 5 | strategies[0].holding-time = 5 (FILE:3): expected a duration with its unit",
                "late-start = wait | strategies[0].late-start = wait (FILE:3): expected one of fire, skip",
                "watch = maybe | strategies[0].watch = maybe (FILE:3): expected true or false",
                "start = maybe | strategies[0].start = maybe (FILE:3): expected true or false",
                "calendar = XLON | strategies[0].calendar = XLON (FILE:3): expected one of calendars [XNYS]",
                "buy-at = \"09:31\" | strategies[0].buy-at = 09:31 (FILE:3): expected a calendar beside it, or a time with its offset, such as 2013-11-25T09:30:00Z",
                "calendar = XNYS | strategies[0].buy-at = 2026-11-23T15:00:00Z (FILE:4): expected a time of day such as 09:31, for every trading day, or a local date and time such as 2026-11-23T09:31",
                "calendar = XNYS, sell-at = \"15:55\" | strategies[0].buy-at = 2026-11-23T15:00:00Z (FILE:4): expected a time of day as the other is",
                "calendar = XNYS, buy-at = \"08:00\", sell-at = \"15:55\" | strategies[0].buy-at = 08:00 (FILE:3): expected a time from the open 09:30 to before the close 16:00 of calendar XNYS",
                "calendar = XNYS, buy-at = \"10:00\", sell-at = \"09:45\" | strategies[0].sell-at = 09:45 (FILE:3): expected a time after the entry 10:00, as calendar XNYS is not always open",
                "calendar = XNYS, buy-at = \"2026-11-26T10:00\", sell-at = \"2026-11-26T11:00\" | strategies[0].buy-at = 2026-11-26T10:00 (FILE:3): expected a trading day of calendar XNYS; 2026-11-26 is a holiday",
                "stop { percent = 2, trigger = bid } | strategies[0].stop.trigger = bid (FILE:3): expected one of last, bid-ask, mid, double",
                "colour = red | strategies[0].colour (FILE:3): unknown key",
            })
    void shouldSayWhatIsWrongWithAStrategy(String field, String expected) {
        String whole = """
                instruments = [BTC], accounts = [{ id = 1, name = alice }]
                calendars = [{ include classpath("calendars/xnys.conf") }]
                strategies = [{ FIELD
                """.replace("FIELD", field) + defaults(field) + " }]";
        ConfigException refused = assertThrows(ConfigException.class, () -> read(whole));
        assertStarts(expected, refused);
    }

    private static String defaults(String field) {
        StringBuilder keys = new StringBuilder("name = one, symbol = BTC, quantity = 1");
        keys.append(field.contains("stop {") ? "" : ", stop { percent = 2 }");
        keys.append(field.contains("buy-at") ? "" : ", buy-at = \"2026-11-23T15:00:00Z\"");
        keys.append(field.contains("sell-at") ? "" : ", sell-at = \"2026-11-23T16:00:00Z\"");
        return keys.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "when { all = [{ symbol = BTC, field = last, op = \"<\", value = 1 }, { symbol = BTC, field = last, op = \"=\", value = 1 }] } | conditions.0.when.all.1.op = = (FILE:5): expected one of <, <=, >, >=",
                "when { symbol = ETH, field = last, op = \"<\", value = 1 } | conditions.0.when.symbol = ETH (FILE:5): expected one of instruments [BTC, SOL]",
                "when { symbol = BTC, field = volume, op = \"<\", value = 1 } | conditions.0.when.field = volume (FILE:5): expected one of last, bid, ask, mid",
                "when { symbol = BTC, field = last, op = \"<\", value = 0 } | conditions.0.when.value = 0 (FILE:5): expected more than 0",
                "when { symbol = BTC, field = last, op = \"<\", value = much } | conditions.0.when.value = much (FILE:5): \"much\" is not a decimal number",
                "when { symbol = BTC, field = last, op = \"<\" } | conditions.0.when.value (FILE:5): missing, expected text",
                "when { any = [] } | conditions.0.when.any = [] (FILE:5): expected at least one { … } in it",
                "when { any = [{ not {} }] } | conditions.0.when.any.0.not (FILE:5): expected exactly one of symbol, all, any, not, found none",
                "when { any = [{ not { any = [x] } }] } | conditions.0.when.any.0.not.any.0 = x (FILE:5): expected a { … } section",
                "when { symbol = BTC, all = [] } | conditions.0.when (FILE:5): expected exactly one of symbol, all, any, not, found symbol and all",
                "when { not { symbol = BTC, field = last, op = \"<\", value = 1 }, weight = 2 } | conditions.0.when.weight (FILE:5): unknown key",
                "when = now | conditions.0.when = now (FILE:5): expected a { … } section, found STRING",
                "then { enter = two } | conditions.0.then.enter = two (FILE:5): expected one of strategies [one]",
                "then { enter = one } | conditions.0.then.enter = one (FILE:5): expected a strategy of account host, which the condition is of; this one is of alice",
                "then { alert = false } | conditions.0.then.alert = false (FILE:5): expected true",
                "then { alert = true, exit = one } | conditions.0.then (FILE:5): expected exactly one of alert, enter, exit, found alert and exit",
                "then { alert = true, loud = true } | conditions.0.then.loud (FILE:5): unknown key",
                "account = bob | conditions.0.account = bob (FILE:5): expected one of accounts [host, alice]",
                "hysteresis-percent = 100 | conditions.0 (FILE:5): condition c: hysteresis-percent = 1 as a ratio: expected 0 to less than 100 percent",
                "hysteresis-percent = -1 | conditions.0 (FILE:5): condition c: hysteresis-percent = -0.01 as a ratio: expected 0 to less than 100 percent",
                "repeat = often | conditions.0.repeat = often (FILE:5): expected true or false",
                "name = \"a name of more than the 27 it may have\" | conditions.0 (FILE:5): condition a name of",
            })
    void shouldNameThePathInsideWhenAConditionIsWrong(String field, String expected) {
        String condition = (field.startsWith("name") ? "" : "name = c, ")
                + (field.startsWith("when") ? "" : "when { symbol = BTC, field = last, op = \"<\", value = 1 }, ")
                + (field.startsWith("then") ? "" : "then { alert = true }, ");
        ConfigException refused =
                assertThrows(ConfigException.class, () -> read(BASE + "conditions = [{ " + condition + field + " }]"));
        assertStarts(expected, refused);
    }

    @Test
    void shouldRefuseAConditionWhenItIsTooLargeOrTooDeep() throws IOException {
        String leaf = "{ symbol = BTC, field = last, op = \"<\", value = 1 }";
        String wide = "{ all = [" + (leaf + ", ").repeat(63) + "] }";
        assertEquals(
                64,
                read(BASE + "conditions = [{ name = c, then { alert = true }, when " + wide + " }]")
                        .conditions()
                        .get(0)
                        .nodes()
                        .size());
        for (String tooMuch : List.of("{ not " + wide + " }", "{ not ".repeat(64) + leaf + " }".repeat(64))) {
            ConfigException refused = assertThrows(
                    ConfigException.class,
                    () -> read(BASE + "conditions = [{ name = c, then { alert = true }, when " + tooMuch + " }]"));
            assertEquals(
                    true,
                    refused.getMessage().endsWith(": expected at most 64 comparisons and joins in a condition"),
                    refused.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "exit = one | commands[0].at (FILE:5): missing, expected text",
                "at = noon, exit = one | commands[0].at = noon (FILE:5): expected a time with its offset, such as 2013-11-25T09:30:00Z",
                "at = \"1970-01-01T00:00:05Z\" | commands[0] (FILE:5): expected exactly one of start, stop, exit, update, kill-switch, found none",
                "at = \"1970-01-01T00:00:05Z\", exit = one, start = one | commands[0] (FILE:5): expected exactly one of start, stop, exit, update, kill-switch, found start and exit",
                "at = \"1970-01-01T00:00:05Z\", exit = two | commands[0].exit = two (FILE:5): expected one of strategies [one]",
                "at = \"1970-01-01T00:00:05Z\", stop = one | commands[0].mode (FILE:5): missing, expected text",
                "at = \"1970-01-01T00:00:05Z\", stop = one, mode = soft | commands[0].mode = soft (FILE:5): expected one of flatten, keep",
                "at = \"1970-01-01T00:00:05Z\", exit = one, mode = keep | commands[0].mode (FILE:5): unknown key, expected one of at, exit, kill-switch, start, stop, update",
                "at = \"1970-01-01T00:00:05Z\", kill-switch = all | commands[0].kill-switch = all (FILE:5): expected one of none, no-entries, cancel-all, flatten",
                "at = \"1970-01-01T00:00:05Z\", kill-switch = none, account = bob | commands[0].account = bob (FILE:5): expected one of accounts [host, alice]",
                "at = \"1970-01-01T00:00:05Z\", update = one | commands[0].buy-at (FILE:5): missing, expected text",
                "at = \"1970-01-01T00:00:05Z\", update = one, quantity = 1, stop { percent = 2 }, buy-at = \"1970-01-01T00:00:05Z\", sell-at = \"1970-01-01T00:00:04Z\" | commands[0] (FILE:5): strategy one: sell-at = 1970-01-01T00:00:04Z: expected a time after the entry",
                "at = \"1970-01-01T00:00:05Z\", update = one, quantity = 1, stop { percent = 2, trigger = mid }, buy-at = \"1970-01-01T00:00:05Z\", sell-at = \"1970-01-01T00:00:06Z\" | commands[0].stop.trigger (FILE:5): unknown key",
                "at = \"1970-01-01T00:00:05Z\", update = one, side = short, quantity = 1, stop { percent = 2 }, buy-at = \"1970-01-01T00:00:05Z\", sell-at = \"1970-01-01T00:00:06Z\" | commands[0].side (FILE:5): unknown key",
            })
    void shouldSayWhatIsWrongWithACommand(String command, String expected) {
        ConfigException refused =
                assertThrows(ConfigException.class, () -> read(BASE + "commands = [{ " + command + " }]"));
        assertStarts(expected, refused);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "late-after=0 s | limits.late-after = 0 ns: expected 1 ms to 1 day",
                "reconcile-period=1 ms | limits.reconcile-period = 1000000 ns: expected 1 s to 1 day, or 0 s for never",
                "max-broker-errors=-1 | limits.max-broker-errors = -1: expected 0 to 1000000",
                "broker-error-window=2 days | limits.broker-error-window = 172800000000000 ns: expected 1 ms to 1 day",
                "feed-silence=-1 s | limits.feed-silence = -1000000000 ns: expected 1 ms to 1 day",
                "max-accounts=0 | limits.max-accounts = 0: expected 1 to 1048576",
                "max-command-ids=0 | limits.max-command-ids = 0: expected 1 to 16777216",
                "max-conditions=0 | limits.max-conditions = 0: expected 1 to 1048576",
                "max-actions-per-call=1025 | limits.max-actions-per-call = 1025: expected 1 to 1024",
                "max-strategies-per-account=0 | limits.max-strategies-per-account = 0: expected 1 to 16777216",
                "max-open-orders-per-account=0 | limits.max-open-orders-per-account = 0: expected 1 to 1048576",
                "max-conditions-per-account=0 | limits.max-conditions-per-account = 0: expected 1 to 1048576",
            })
    void shouldSayWhatIsWrongWithABound(String setting, String expected) throws IOException {
        Path node = Files.writeString(directory.resolve("node.conf"), "");
        ConfigException refused =
                assertThrows(ConfigException.class, () -> ConfigFile.file(node, List.of("limits." + setting)));
        assertEquals(expected, refused.getMessage());
    }

    @Test
    void shouldRefuseMoreThanTheBoundsAllow() throws IOException {
        Path node = Files.writeString(directory.resolve("node.conf"), BASE + """
                conditions = [{ name = c, when { symbol = SOL, field = last, op = ">", value = 200 }, then { alert = true } }
                  { name = d, when { symbol = SOL, field = last, op = ">", value = 200 }, then { alert = true } }]
                commands = [{ at = "1970-01-01T00:00:05Z", exit = one }, { at = "1970-01-01T00:00:05Z", exit = one }]
                accounts = [{ id = 1, name = alice }, { id = 2, name = bob }]
                """);
        for (String bound : List.of("accounts", "conditions", "command-ids")) {
            ConfigException refused = assertThrows(
                    ConfigException.class, () -> ConfigFile.file(node, List.of("limits.max-" + bound + "=1")));
            String what = bound.equals("command-ids") ? "commands" : bound;
            assertEquals(
                    what + " = 2 " + what + ": expected at most limits.max-" + bound + " = 1", refused.getMessage());
        }
    }

    @Test
    void shouldRefuseMoreOfOneAccountThanItMayHave() throws IOException {
        String condition = "when { symbol = SOL, field = last, op = \">\", value = 200 }, then { alert = true }";
        Path node = Files.writeString(directory.resolve("node.conf"), BASE + """
                accounts = [{ id = 1, name = alice }]
                conditions = [{ name = c, account = alice, %1$s }, { name = d, account = alice, %1$s }
                  { name = e, %1$s }, { name = f, %1$s }]
                """.formatted(condition));
        ConfigException refused = assertThrows(
                ConfigException.class, () -> ConfigFile.file(node, List.of("limits.max-conditions-per-account=1")));
        assertEquals(
                "conditions = 2 conditions of account alice: expected at most limits.max-conditions-per-account = 1",
                refused.getMessage());
        ConfigFile.file(node, List.of("limits.max-conditions-per-account=2"));
    }
}
