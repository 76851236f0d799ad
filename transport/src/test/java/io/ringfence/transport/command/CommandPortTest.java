package io.ringfence.transport.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.state.StateSink;
import io.ringfence.core.testkit.TestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CommandPortTest {
    private static final int ALICE = 1;
    private static final int BOB = 2;
    private static final int OPERATOR = 0;
    private static final String CREATE = "{\"name\":\"breakfast\",\"symbol\":\"BTCUSD\",\"quantity\":\"0.5\","
            + "\"stop\":{\"percent\":\"5\"},\"entryTime\":\"2026-01-02T03:04:05Z\",\"commandId\":\"c1\"}";

    private final CommandedCore core = new CommandedCore();

    @BeforeEach
    void connect() {
        core.connect();
    }

    @AfterEach
    void close() {
        core.close();
    }

    private static String accepted(String command, String id, String subject, long sequence, boolean isRepeat) {
        return "{\"type\":\"accepted\",\"command\":\"" + command + "\",\"commandId\":\"" + id + "\",\"subjectId\":"
                + subject + ",\"sequence\":\"" + sequence + "\",\"repeat\":" + isRepeat + "}";
    }

    private static String refused(String code, String message, String verdict) {
        return "{\"type\":\"error\",\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"temporary\":false"
                + (verdict == null ? "" : ",\"verdict\":\"" + verdict + "\"") + "}";
    }

    @Test
    void shouldAnswerWithTheStrategysIdWhenOneIsCreated() {
        assertEquals(accepted("strategy_create", "c1", "\"5\"", 5, false), core.ask(ALICE, "strategy_create", CREATE));
    }

    @Test
    void shouldGiveTheFirstAnswerAgainWhenACommandComesAgainUnderItsId() {
        core.ask(ALICE, "strategy_create", CREATE);
        assertEquals(accepted("strategy_create", "c1", "\"5\"", 5, true), core.ask(ALICE, "strategy_create", CREATE));
    }

    @Test
    void shouldStartOnceWhenACreationThatStartsComesTwice() {
        String create = CREATE.replace("\"commandId\"", "\"start\":true,\"commandId\"");
        assertEquals(accepted("strategy_create", "c1", "\"5\"", 5, false), core.ask(ALICE, "strategy_create", create));
        assertTrue(core.ask(ALICE, "strategies", "{}").contains("\"state\":\"ready\""));
        core.ask(ALICE, "strategy_stop", "{\"strategyId\":\"5\",\"mode\":\"keep\"}");
        assertEquals(accepted("strategy_create", "c1", "\"5\"", 5, true), core.ask(ALICE, "strategy_create", create));
        assertTrue(core.ask(ALICE, "strategies", "{}").contains("\"state\":\"closed\""));
    }

    @Test
    void shouldMakeUpAnotherIdForEachCommandThatComesWithoutOne() {
        String create = CREATE.replace(",\"commandId\":\"c1\"", "");
        String first = core.ask(ALICE, "strategy_create", create);
        String second = core.ask(ALICE, "strategy_create", create);
        assertTrue(first.contains("\"sequence\":\"5\",\"repeat\":false"), first);
        assertTrue(second.contains("\"sequence\":\"6\",\"repeat\":false"), second);
    }

    /** Nobody can send them again, and each would take the place of one that somebody may. */
    @Test
    void shouldNotHaveTheCoreRememberIdsThatAreMadeUp() {
        String create = CREATE.replace(",\"commandId\":\"c1\"", ",\"start\":true");
        core.ask(ALICE, "strategy_create", CREATE);
        for (int i = 0; i < 10; i++) {
            assertTrue(core.ask(ALICE, "strategy_create", create).contains("\"commandId\":\"made-up "));
            core.ask(OPERATOR, "kill_switch", "{\"level\":\"none\",\"account\":1}");
        }
        List<String> ids = new ArrayList<>();
        core.logic.writeTo(new StateSink() {
            @Override
            public void putLong(long value) {
                // Ids are text.
            }

            @Override
            public void putText(CharSequence text) {
                ids.add(text.toString());
            }
        });
        assertTrue(ids.contains("c1"));
        assertEquals(
                List.of(),
                ids.stream()
                        .filter(id -> id.matches("(made-up |step-|operator ).*"))
                        .toList());
    }

    @Test
    void shouldNotFindAStrategyWhenItIsAnothers() {
        core.ask(ALICE, "strategy_create", CREATE);
        String notFound = refused("NOT_FOUND", "strategyId 5: expected one of yours", null);
        assertEquals(notFound, core.ask(BOB, "strategy_start", "{\"strategyId\":\"5\"}"));
        assertEquals(notFound, core.ask(BOB, "strategy", "{\"strategyId\":\"5\"}"));
        assertEquals(
                refused("NOT_FOUND", "strategyId 77: expected one of yours", null),
                core.ask(BOB, "strategy_start", "{\"strategyId\":\"77\"}"));
    }

    @Test
    void shouldActOnEverybodysWhenTheOperatorAsks() {
        core.ask(ALICE, "strategy_create", CREATE);
        assertEquals(
                accepted("strategy_start", "s", "\"5\"", 6, false),
                core.ask(OPERATOR, "strategy_start", "{\"strategyId\":\"5\",\"commandId\":\"s\"}"));
    }

    @Test
    void shouldSayTheCoresVerdictWhenItRefuses() {
        core.ask(ALICE, "strategy_create", CREATE);
        core.ask(ALICE, "strategy_start", "{\"strategyId\":\"5\"}");
        assertEquals(
                refused("REFUSED", "refused: wrong state", "wrong_state"),
                core.ask(ALICE, "strategy_start", "{\"strategyId\":\"5\"}"));
        assertEquals(
                refused("REFUSED", "refused: nothing held", "nothing_held"),
                core.ask(ALICE, "strategy_exit", "{\"strategyId\":\"5\"}"));
    }

    @Test
    void shouldSendAnOrderAndTakeItBackWhenAPersonAsks() {
        core.apply(TestEvent.Tick.of(0, 1).trade(100_00000000L));
        String place =
                "{\"symbol\":\"BTCUSD\",\"side\":\"buy\",\"quantity\":\"2\",\"limitPrice\":\"90\",\"commandId\":\"p\"}";
        String order = Long.toString(6L << 16);
        assertEquals(accepted("order_place", "p", '"' + order + '"', 6, false), core.ask(ALICE, "order_place", place));
        String orders = core.ask(ALICE, "orders", "");
        assertTrue(
                orders.startsWith(
                        "{\"type\":\"orders\",\"orders\":[{\"orderId\":\"" + order
                                + "\",\"strategyId\":\"6\",\"symbol\":\"BTCUSD\",\"side\":\"buy\",\"purpose\":\"entry\","
                                + "\"orderType\":\"limit\",\"limitPrice\":\"90\",\"quantity\":\"2\",\"cumQuantity\":\"0\","
                                + "\"leavesQuantity\":\"2\",\"state\":\"submitted\",\"createdTime\":\"1970-01-01T00:00:00.000Z\"}],"),
                orders);
        String cancel = "{\"orderId\":\"" + order + "\",\"commandId\":\"x\"}";
        // As of an order that was never there, so that nobody learns what others have.
        String unknown = refused("NOT_FOUND", "refused: unknown order", "unknown_order");
        assertEquals(unknown, core.ask(BOB, "order_cancel", cancel));
        assertEquals(unknown, core.ask(BOB, "order_cancel", "{\"orderId\":\"77\"}"));
        assertEquals(unknown, core.ask(BOB, "order_replace", "{\"orderId\":\"" + order + "\",\"quantity\":\"1\"}"));
        assertEquals(
                accepted("order_cancel", "x", '"' + order + '"', 10, false), core.ask(ALICE, "order_cancel", cancel));
        assertTrue(core.ask(ALICE, "orders", "").contains("\"state\":\"pending_cancel\""));
    }

    @Test
    void shouldSetTheOwnKillSwitchOrTheHostsWhenAskedByAUserOrTheOperator() {
        core.ask(ALICE, "kill_switch", "{\"level\":\"no_entries\"}");
        assertShown(core.ask(ALICE, "kill_switch", ""), "\"level\":\"no_entries\",\"hostLevel\":\"none\"");
        core.ask(OPERATOR, "kill_switch", "{\"level\":\"flatten\"}");
        assertShown(
                core.ask(BOB, "kill_switch", ""), "\"level\":\"none\",\"hostLevel\":\"flatten\",\"state\":\"halted\"");
        assertEquals(
                refused("FORBIDDEN", "account 2: expected your own, or none", null),
                core.ask(ALICE, "kill_switch", "{\"level\":\"none\",\"account\":2}"));
    }

    /** Under an id that the account has used, the operator's would otherwise be a repetition that does nothing. */
    @Test
    void shouldCarryOutTheOperatorsKillSwitchWhenItsAccountHasUsedTheSameId() {
        String own = "{\"level\":\"none\",\"commandId\":\"stop-1\"}";
        assertEquals(accepted("kill_switch", "stop-1", "null", 5, false), core.ask(ALICE, "kill_switch", own));
        String operators = "{\"level\":\"flatten\",\"account\":1,\"commandId\":\"stop-1\"}";
        assertEquals(accepted("kill_switch", "stop-1", "null", 6, false), core.ask(OPERATOR, "kill_switch", operators));
        assertShown(
                core.ask(ALICE, "kill_switch", ""),
                "\"level\":\"flatten\",\"hostLevel\":\"none\",\"state\":\"halted\"");
        assertEquals(accepted("kill_switch", "stop-1", "null", 6, true), core.ask(OPERATOR, "kill_switch", operators));
        assertEquals(accepted("kill_switch", "stop-1", "null", 5, true), core.ask(ALICE, "kill_switch", own));
    }

    /** The id that the core knows is computable by anyone; what keeps it from clients is that none may send it. */
    @Test
    void shouldRefuseTheIdThatTheOperatorsKillSwitchHasInTheCoreWhenAClientSendsIt() {
        String id = CommandIdText.ofOperator("stop-1");
        assertEquals(32, id.length());
        String taken = "{\"level\":\"none\",\"commandId\":\"" + id + "\"}";
        assertShown(
                core.ask(ALICE, "kill_switch", taken), "expected 1 to 32 printable ASCII characters without a space");
    }

    private static void assertShown(String json, String fields) {
        assertTrue(json.contains(fields), json);
    }

    @Test
    void shouldLetAConditionStandUntilItIsRemovedWhenOneIsCreated() {
        String create =
                "{\"name\":\"dip\",\"when\":{\"all\":[{\"symbol\":\"BTCUSD\",\"field\":\"last\",\"op\":\"<\",\"value\":90},"
                        + "{\"not\":{\"symbol\":\"BTCUSD\",\"field\":\"bid\",\"op\":\">=\",\"value\":\"95.5\"}}]},"
                        + "\"then\":{\"alert\":true},\"commandId\":\"k\"}";
        assertEquals(accepted("condition_create", "k", "\"5\"", 5, false), core.ask(ALICE, "condition_create", create));
        assertShown(
                core.ask(ALICE, "conditions", ""),
                "\"conditions\":[{\"conditionId\":\"5\",\"name\":\"dip\",\"when\":{\"all\":[{\"symbol\":\"BTCUSD\",\"field\":\"last\","
                        + "\"op\":\"<\",\"value\":\"90\"},{\"not\":{\"symbol\":\"BTCUSD\",\"field\":\"bid\",\"op\":\">=\","
                        + "\"value\":\"95.5\"}}]},\"then\":{\"alert\":true},\"hysteresisPercent\":\"0\",\"repeat\":false}]");
        String remove = "{\"conditionId\":\"5\",\"commandId\":\"r\"}";
        String unknown = refused("NOT_FOUND", "refused: unknown condition", "unknown_condition");
        assertEquals(unknown, core.ask(BOB, "condition_remove", "{\"conditionId\":\"5\"}"));
        assertEquals(unknown, core.ask(BOB, "condition_remove", "{\"conditionId\":\"77\"}"));
        assertEquals(accepted("condition_remove", "r", "\"5\"", 8, false), core.ask(ALICE, "condition_remove", remove));
        // It is gone, and yet the first answer is given again.
        assertEquals(accepted("condition_remove", "r", "\"5\"", 8, true), core.ask(ALICE, "condition_remove", remove));
        assertShown(core.ask(ALICE, "conditions", ""), "\"conditions\":[]");
    }

    @Test
    void shouldMakeAnAccountOnceWhenAUserRegisters() {
        Command.Register carol = new Command.Register(7, "user-7", 5);
        assertEquals(accepted("register", "", "\"7\"", 5, false), core.submit(OPERATOR, carol, Optional.empty()));
        assertEquals(accepted("register", "", "\"7\"", 6, false), core.submit(OPERATOR, carol, Optional.empty()));
        assertEquals(
                refused("REFUSED", "refused: name taken", "name_taken"),
                core.submit(OPERATOR, new Command.Register(8, "user-7", 5), Optional.empty()));
    }

    @Test
    void shouldTakeTermsAsTheyAreShownWhenAStrategyIsUpdated() {
        String create =
                "{\"name\":\"n\",\"symbol\":\"BTCUSD\",\"side\":\"short\",\"quantity\":\"1.25\",\"stop\":{\"amount\":\"10\","
                        + "\"trailing\":true,\"activation\":\"80\",\"limitOffset\":\"1\",\"trigger\":\"bid_ask\"},"
                        + "\"target\":{\"level\":\"70\",\"limit\":true},\"exitTime\":\"2026-01-02T03:04:05.678Z\","
                        + "\"holdingTimeMs\":60000,\"fillDeadlineMs\":500,\"lateStart\":\"skip\",\"watch\":true}";
        core.ask(ALICE, "strategy_create", create);
        String shown = core.ask(ALICE, "strategy", "{\"strategyId\":\"5\"}");
        String strategy = shown.substring(shown.indexOf("\"strategy\":{") + 11, shown.lastIndexOf(",\"timestamp\""));
        core.ask(ALICE, "strategy_update", strategy);
        String again = core.ask(ALICE, "strategy", "{\"strategyId\":\"5\"}");
        assertShown(again, strategy);
    }

    @Test
    void shouldSayThatItHasHaltedWhenTheCoreHas() {
        core.port.onStop();
        core.close();
        assertEquals(
                refused("HALTED", "the host has halted: it takes no commands before its next start", null),
                core.ask(ALICE, "strategy_create", CREATE));
    }
}
