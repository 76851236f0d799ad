package io.ringfence.transport.event;

import static io.ringfence.transport.event.Gateway.ALICE;
import static io.ringfence.transport.event.Gateway.BOB;
import static io.ringfence.transport.event.Gateway.CAROL;
import static io.ringfence.transport.event.Gateway.OPERATOR;
import static io.ringfence.transport.event.Gateway.SECOND;
import static io.ringfence.transport.event.GatewayClient.scalars;
import static io.ringfence.transport.event.GatewayClient.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.core.testkit.TestEvent;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events with a promise, from clients to clients, through a real core. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventGatewayTest {
    private Gateway gateway = new Gateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    private GatewayClient client(int account) {
        return new GatewayClient(gateway, account);
    }

    /** Sends an event with a title and other fields; returns its id. */
    private String publish(GatewayClient from, String title, String fields) {
        String answer = from.ask("'type':'event','event':{'title':'" + title + "'" + fields + "}");
        assertEquals("accepted", scalars(answer).get("type"), answer);
        gateway.settle();
        return scalars(answer).get("event_id");
    }

    private String state(GatewayClient of, String eventId) {
        String shown = of.ask("'type':'event','event_id':'" + eventId + "'");
        return shown.replaceAll(".*\"sequence\":\"[0-9]+\",\"state\":\"([a-z_]+)\".*", "$1");
    }

    @Test
    void shouldOfferAnEventToItsTargetAndEndItWhenItIsAcknowledged() {
        GatewayClient alice = session(gateway, ALICE);
        GatewayClient operator = client(OPERATOR);
        String answer =
                operator.ask("'type':'event','event':{'targets':['alice'],'title':'hello','payload':{'a': [1.0]}},"
                        + "'commandId':'c-1'");
        String id = scalars(answer).get("event_id");
        assertEquals(7, UUID.fromString(id).version());
        assertTrue(answer.contains("\"command\":\"event\",\"commandId\":\"c-1\",\"subjectId\":"), answer);
        String offered = alice.next();
        assertTrue(
                offered.contains("\"sender\":0,\"source_id\":null,\"created_at\":\"2026-01-02T03:04:05.000Z\""),
                offered);
        assertTrue(
                offered.contains(",\"title\":\"hello\",\"payload\":{\"a\": [1.0]},\"offer\":1,\"ack\":true,"), offered);
        assertTrue(offered.endsWith("\"event_id\":\"" + id + "\"}"), offered);
        assertEquals("queued", state(operator, id));
        alice.ack(id);
        gateway.settle();
        assertEquals("delivered", state(operator, id));
        assertEquals("delivered", state(alice, id));
        alice.ack(id);
        gateway.sleep(10 * SECOND);
        alice.assertUndisturbed();
        // What is no longer under way is not journaled once more.
        assertEquals(1, gateway.count("EVENT_ACKNOWLEDGED"));
    }

    @Test
    void shouldAnswerARepeatedCommandWithTheFirstEventsId() {
        GatewayClient operator = client(OPERATOR);
        String send = "'type':'event','event':{'title':'t','targets':['alice']},'commandId':'same'";
        String first = operator.ask(send);
        String again = operator.ask(send);
        assertEquals(scalars(first).get("event_id"), scalars(again).get("event_id"));
        assertEquals(
                "false true",
                scalars(first).get("repeat") + " " + scalars(again).get("repeat"));
        GatewayClient alice = session(gateway, ALICE);
        assertEquals("t 1", alice.process());
        gateway.settle();
        alice.assertUndisturbed();
    }

    @Test
    void shouldOfferAgainAndThenGiveUpWhenAcknowledgementsAreLost() {
        GatewayClient alice = session(gateway, ALICE);
        GatewayClient operator = client(OPERATOR);
        String id = publish(operator, "t", ",'targets':['alice']");
        assertEquals("t 1", alice.offered());
        gateway.sleep(SECOND);
        gateway.sleep(SECOND);
        assertEquals("t 2", alice.offered());
        gateway.sleep(SECOND);
        gateway.sleep(SECOND);
        assertEquals("t 3", alice.offered());
        gateway.sleep(SECOND);
        assertEquals("error", state(operator, id));
        String dead = operator.ask("'type':'dead_letters'");
        assertTrue(
                dead.contains("\"account\":1,\"channel\":null,\"reason\":\"no_ack\",\"attempts\":3,\"detail\":null"),
                dead);
        assertEquals(dead.replaceAll("\"id\":\"q\\d+\"", ""), withoutId(operator.ask("'type':'dead_letters'")));
        // Late, and still good for something.
        alice.ack(id);
        gateway.settle();
        assertEquals("delivered", state(operator, id));
        assertTrue(operator.ask("'type':'dead_letters'").contains("\"dead_letters\":[]"));
    }

    private static String withoutId(String answer) {
        return answer.replaceAll("\"id\":\"q\\d+\"", "");
    }

    @Test
    void shouldSendADeadLetterAgainWhenSomebodyWhoMayAsks() {
        GatewayClient operator = client(OPERATOR);
        String id = publish(operator, "t", ",'targets':['alice'],'expires_at':'2026-01-02T03:05:00Z'");
        gateway.sleep(100 * SECOND);
        assertEquals("error", state(operator, id));
        GatewayClient bob = session(gateway, BOB);
        String refused = bob.ask("'type':'dead_letter_resend','event_id':'" + id + "'");
        assertTrue(
                refused.contains("\"code\":\"NOT_FOUND\"") && refused.contains("\"verdict\":\"unknown_event\""),
                refused);
        assertEquals(refusal(refused), refusal(bob.ask("'type':'dead_letter_resend','event_id':'nothing'")));
        assertTrue(bob.ask("'type':'dead_letters'").contains("\"dead_letters\":[]"));
        GatewayClient alice = session(gateway, ALICE);
        alice.assertUndisturbed();
        String answer = alice.ask("'type':'dead_letter_resend','event_id':'" + id + "','commandId':'again'");
        assertTrue(answer.contains("\"type\":\"accepted\""), answer);
        assertEquals("t 1", alice.process());
        gateway.settle();
        assertEquals("delivered", state(operator, id));
    }

    private static String refusal(String answer) {
        return scalars(answer).get("code") + " " + scalars(answer).get("message");
    }

    @Test
    void shouldKeepWhatComesWhileTheClientIsAwayAndOfferItInOrderWhenItIsBack() {
        GatewayClient operator = client(OPERATOR);
        GatewayClient alice = session(gateway, ALICE);
        publish(operator, "seen", ",'targets':['alice']");
        assertEquals("seen 1", alice.offered());
        alice.cut();
        Gateway.await("the end of the session", () -> gateway.count("SESSION_CLOSED") == 1);
        publish(operator, "later", ",'targets':['alice'],'priority':9");
        publish(operator, "sooner", ",'targets':['alice'],'priority':2");
        publish(operator, "first", ",'targets':['alice'],'priority':9,'delivery':{'priority':'critical'}");
        publish(operator, "gone", ",'targets':['alice'],'delivery':'informational'");
        GatewayClient back = session(gateway, ALICE);
        List<String> offered = List.of(back.process(), back.process(), back.process(), back.process());
        assertEquals(
                List.of("first 1", "sooner 1", "later 1", "seen 2"),
                offered.stream()
                        .sorted(java.util.Comparator.comparing(
                                title -> List.of("first 1", "sooner 1", "later 1", "seen 2")
                                        .indexOf(title)))
                        .toList());
        assertTrue(offered.indexOf("first 1") < offered.indexOf("sooner 1"), offered.toString());
        assertTrue(offered.indexOf("sooner 1") < offered.indexOf("later 1"), offered.toString());
        gateway.settle();
        back.assertUndisturbed();
    }

    @Test
    void shouldOfferToAllSessionsOfAnAccountAndEndWithTheFirstAcknowledgement() {
        GatewayClient first = session(gateway, ALICE);
        GatewayClient second = session(gateway, ALICE);
        GatewayClient bob = session(gateway, BOB);
        GatewayClient operator = client(OPERATOR);
        String id = publish(operator, "t", ",'targets':['desk']");
        assertEquals("t 1", first.offered());
        assertEquals("t 1", second.process());
        assertEquals("t 1", bob.process());
        gateway.sleep(10 * SECOND);
        first.assertUndisturbed();
        assertEquals("delivered", state(operator, id));
        String shown = operator.ask("'type':'event','event_id':'" + id + "'");
        assertTrue(shown.contains("\"targets\":[\"desk\"]") && shown.contains("\"delivery_count\":2"), shown);
        String alices = first.ask("'type':'event','event_id':'" + id + "'");
        assertFalse(alices.contains("targets") || alices.contains("\"account\":2"), alices);
        assertTrue(alices.contains("\"delivery_count\":1"), alices);
    }

    @Test
    void shouldLetUsersSendToThemselvesAndToTheirGroupsAlone() {
        GatewayClient alice = session(gateway, ALICE);
        publish(alice, "to me", "");
        assertEquals("to me 1", alice.process());
        publish(alice, "by login", ",'targets':['alice@login']");
        assertEquals("by login 1", alice.process());
        publish(alice, "desk", ",'targets':['desk']");
        assertEquals("desk 1", alice.process());
        String other = alice.ask("'type':'event','event':{'targets':['bob']}");
        String nobody = alice.ask("'type':'event','event':{'targets':['nobody']}");
        assertEquals("REFUSED refused: unknown target", refusal(other));
        assertEquals(refusal(nobody), refusal(other));
        assertEquals("unknown_target", scalars(other).get("verdict"));
        GatewayClient carol = client(CAROL);
        assertEquals(refusal(nobody), refusal(carol.ask("'type':'event','event':{'targets':['desk']}")));
        assertEquals(
                "NOT_FOUND targets: expected names of your own account, or of groups of yours",
                refusal(carol.ask("'type':'system','targets':['desk'],'payload':{}")));
    }

    @Test
    void shouldShowNobodyWhatIsAnothers() {
        GatewayClient alice = session(gateway, ALICE);
        GatewayClient bob = session(gateway, BOB);
        String id = publish(alice, "mine", "");
        assertEquals("mine 1", alice.process());
        assertEquals(
                "NOT_FOUND",
                scalars(bob.ask("'type':'event','event_id':'" + id + "'")).get("code"));
        assertTrue(bob.ask("'type':'events'").contains("\"events\":[]"));
        assertEquals(
                "NOT_FOUND",
                scalars(bob.ask("'type':'event_cancel','event_id':'" + id + "'"))
                        .get("code"));
        // An acknowledgement of what is not bob's ends nothing of alice's.
        publish(alice, "open", "");
        String offered = alice.next();
        assertEquals(
                "0",
                scalars(bob.ask("'type':'event_ack','event_id':'"
                                + scalars(offered).get("event_id") + "'"))
                        .get("count"));
        bob.assertUndisturbed();
    }

    @Test
    void shouldHoldAScheduledEventBackUntilItsTimeAndOneWithAConditionUntilThatIsTrue() {
        GatewayClient alice = session(gateway, ALICE);
        String scheduled = publish(alice, "at", ",'kind':'scheduled','trigger_at':'2026-01-02T03:04:15Z'");
        String conditional = publish(
                alice,
                "when",
                ",'kind':'conditional','condition':{'symbol':'BTCUSD','field':'last','op':'<','value':90}");
        alice.assertUndisturbed();
        assertEquals("queued queued", state(alice, scheduled) + " " + state(alice, conditional));
        assertTrue(alice.ask("'type':'conditions'").contains("\"then\":{\"event\":true}"));
        gateway.sleep(10 * SECOND);
        assertTrue(alice.next().contains("\"type\":\"event_triggered\",\"eventKey\":\"" + scheduled));
        assertEquals("at 1", alice.process());
        gateway.apply(TestEvent.Tick.of(0, 1).trade(89_00000000L));
        String triggered = alice.next();
        assertTrue(
                triggered.contains("\"eventKey\":\"" + conditional + "\",\"triggerTime\":null,\"price\":\"89\""),
                triggered);
        assertEquals("when 1", alice.process());
        gateway.settle();
        assertEquals("delivered delivered", state(alice, scheduled) + " " + state(alice, conditional));
        assertTrue(alice.ask("'type':'conditions'").contains("\"conditions\":[]"));
    }

    @Test
    void shouldTakeAnEventBackWhenItsSenderAsks() {
        GatewayClient alice = session(gateway, ALICE);
        String scheduled = publish(alice, "at", ",'kind':'scheduled','trigger_at':'2026-01-02T03:04:15Z'");
        String conditional = publish(
                alice,
                "when",
                ",'kind':'conditional','condition':{'symbol':'BTCUSD','field':'last','op':'<','value':90}");
        for (String id : List.of(scheduled, conditional)) {
            assertEquals(
                    "accepted",
                    scalars(alice.ask("'type':'event_cancel','event_id':'" + id + "'"))
                            .get("type"));
        }
        gateway.sleep(100 * SECOND);
        gateway.apply(TestEvent.Tick.of(0, 1).trade(89_00000000L));
        assertEquals("canceled canceled", state(alice, scheduled) + " " + state(alice, conditional));
        assertTrue(alice.ask("'type':'conditions'").contains("\"conditions\":[]"));
        alice.assertUndisturbed();
        assertEquals(
                "NOT_FOUND",
                scalars(alice.ask("'type':'event_cancel','event_id':'" + scheduled + "'"))
                        .get("code"));
    }

    @Test
    void shouldSayWhatTheCoreRefusesWhenAnEventIsPastItsTime() {
        GatewayClient alice = client(ALICE);
        String late = alice.ask("'type':'event','event':{'expires_at':'2020-01-02T03:04:15Z'}");
        assertEquals(
                "REFUSED event_expired",
                scalars(late).get("code") + " " + scalars(late).get("verdict"));
        assertEquals(
                "INVALID_FIELD event.id \"x\": expected none, as the host gives an event its id and its time",
                refusal(alice.ask("'type':'event','event':{'id':'x'}")));
    }

    @Test
    void shouldTellOutcomesOfTheTradeStageByTheAccountsPolicy() {
        GatewayClient alice = session(gateway, ALICE);
        assertEquals(
                "accepted",
                scalars(alice.ask("'type':'delivery_policy','event_type':'alert_triggered','delivery':'critical'"))
                        .get("type"));
        assertTrue(alice.ask("'type':'delivery_policies'")
                .contains(
                        "{\"event_type\":\"alert_triggered\",\"delivery\":{\"priority\":\"critical\",\"channels\":["));
        alice.ask("'type':'kill_switch','level':'no_entries'");
        String offered = alice.next();
        assertTrue(offered.contains("\"event_type\":\"alert_triggered\""), offered);
        assertTrue(
                offered.contains(
                        "\"payload\":{\"type\":\"kill_switch_changed\",\"accountId\":1,\"level\":\"no_entries\",\"state\":"),
                offered);
        assertTrue(scalars(offered).get("event_id").startsWith("rf-"), offered);
        alice.ack(scalars(offered).get("event_id"));
        Gateway.await("the acknowledgement", () -> gateway.count("EVENT_ACKNOWLEDGED") == 1);
        assertEquals("delivered", state(alice, scalars(offered).get("event_id")));
        alice.ask("'type':'delivery_policy','event_type':'alert_triggered','delivery':'none'");
        assertTrue(alice.ask("'type':'delivery_policies'").contains("\"delivery_policies\":[]"));
        alice.ask("'type':'kill_switch','level':'none'");
        alice.assertUndisturbed();
    }

    /** Nobody is there to be offered it: only its delivery is told of, and it is listed all the same. */
    @Test
    void shouldListAnOutcomeThatWaitsForASession() {
        GatewayClient alice = client(ALICE);
        alice.ask("'type':'delivery_policy','event_type':'alert_triggered','delivery':{'priority':'normal'}");
        alice.ask("'type':'kill_switch','level':'no_entries'");
        String listed = alice.ask("'type':'events','state':'queued'");
        assertTrue(listed.contains("\"event_type\":\"alert_triggered\""), listed);
        assertTrue(listed.contains("\"payload\":{\"type\":\"kill_switch_changed\",\"accountId\":1"), listed);
        gateway.sleep(4_000 * SECOND);
        assertTrue(alice.ask("'type':'dead_letters'").contains("\"event_type\":\"alert_triggered\""));
        GatewayClient session = session(gateway, ALICE);
        session.assertUndisturbed();
        String id = listed.replaceAll(".*\"event_id\":\"([^\"]+)\".*", "$1");
        session.ask("'type':'dead_letter_resend','event_id':'" + id + "'");
        String offered = session.next();
        assertEquals(id, scalars(offered).get("event_id"));
    }

    @Test
    void shouldFindEventsByWhatTheyAreWhenAsked() {
        GatewayClient alice = client(ALICE);
        publish(alice, "one", ",'tags':['x'],'source_id':'s','event_type':'my.type'");
        gateway.sleep(10 * SECOND);
        publish(alice, "two", ",'tags':['x','y'],'event_type':'ORDER_FILLED'");
        publish(alice, "three", ",'kind':'scheduled','trigger_at':'2026-01-03T00:00:00Z'");
        assertEquals(List.of("three", "two", "one"), titles(alice, ""));
        assertEquals(List.of("two", "one"), titles(alice, ",'tag':'x'"));
        assertEquals(List.of("two"), titles(alice, ",'tag':'y'"));
        assertEquals(List.of("one"), titles(alice, ",'source_id':'s'"));
        assertEquals(List.of("one"), titles(alice, ",'event_type':'my.type'"));
        assertEquals(List.of("two"), titles(alice, ",'event_type':'order_filled'"));
        assertEquals(List.of("three"), titles(alice, ",'kind':'scheduled'"));
        assertEquals(List.of("three", "two"), titles(alice, ",'since':'2026-01-02T03:04:10Z'"));
        assertEquals(List.of("one"), titles(alice, ",'until':'2026-01-02T03:04:10Z'"));
        assertEquals(List.of("three", "two", "one"), titles(alice, ",'state':'queued'"));
        assertEquals(List.of(), titles(alice, ",'state':'error'"));
        String page = alice.ask("'type':'events','limit':2");
        String next = scalars(page).get("next");
        assertEquals(List.of("one"), titles(alice, ",'limit':2,'after':'" + next + "'"));
    }

    private static List<String> titles(GatewayClient client, String fields) {
        String answer = client.ask("'type':'events'" + fields);
        return java.util.regex.Pattern.compile("\"title\":\"([a-z]*)\"")
                .matcher(answer)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void shouldRelayToSessionsAndJournalNothing() {
        GatewayClient alice = session(gateway, ALICE);
        GatewayClient bob = session(gateway, BOB);
        GatewayClient carol = session(gateway, CAROL);
        int inputs = gateway.inputs.size();
        String answer = bob.ask("'type':'system','targets':['desk'],'source_id':'chat','payload':{'typing': true}");
        assertEquals("2", scalars(answer).get("sessions"));
        assertEquals(
                "{\"type\":\"system\",\"sender\":2,\"source_id\":\"chat\",\"payload\":{\"typing\": true},"
                        + "\"timestamp\":\"2026-01-02T03:04:05.000Z\"}",
                alice.next());
        carol.assertUndisturbed();
        assertEquals(inputs, gateway.inputs.size());
    }

    /** A decision becomes an order where its outcome is told; who brings it in is a part of the host. */
    @Test
    void shouldCarryADecisionsOrderToTheCore() {
        GatewayClient alice = session(gateway, ALICE);
        String id = publish(
                alice,
                "buy",
                ",'kind':'post_trade','condition':{'domain':'trade_decision','order':{'symbol':'BTCUSD','side':'buy',"
                        + "'quantity':'1','stop':{'percent':'5'}}}");
        assertEquals("buy 1", alice.process());
        gateway.settle();
        // Nobody has answered the decision.
        assertEquals("queued", state(alice, id));
        String unknown = alice.ask("'type':'event','event':{'kind':'post_trade','condition':{'domain':'trade_decision',"
                + "'order':{'symbol':'NONE','side':'buy','quantity':'1'}}}");
        assertEquals("INVALID_FIELD symbol \"NONE\": expected one that this host trades", refusal(unknown));
    }

    @Test
    void shouldGoOnWhereItStoodWhenTheHostIsStartedAgain() {
        GatewayClient operator = client(OPERATOR);
        GatewayClient alice = session(gateway, ALICE);
        String open = publish(operator, "open", ",'targets':['alice']");
        assertEquals("open 1", alice.offered());
        String waiting = publish(operator, "waiting", ",'targets':['bob']");
        String scheduled =
                publish(operator, "at", ",'targets':['alice'],'kind':'scheduled','trigger_at':'2026-01-02T03:04:15Z'");
        client(ALICE).ask("'type':'delivery_policy','event_type':'order_filled','delivery':'critical'");
        gateway.close();
        gateway = gateway.restarted();
        GatewayClient again = client(OPERATOR);
        for (String id : List.of(open, waiting, scheduled)) {
            assertEquals("queued", state(again, id));
        }
        assertTrue(client(ALICE).ask("'type':'delivery_policies'").contains("\"event_type\":\"order_filled\""));
        assertEquals("waiting 1", session(gateway, BOB).process());
        GatewayClient back = session(gateway, ALICE);
        assertEquals("open 2", back.process());
        gateway.sleep(10 * SECOND);
        assertEquals("at 1", back.process());
        gateway.settle();
        for (String id : List.of(open, waiting, scheduled)) {
            assertEquals("delivered", state(again, id));
        }
    }
}
