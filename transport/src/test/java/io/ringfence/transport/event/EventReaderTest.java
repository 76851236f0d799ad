package io.ringfence.transport.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.UserEventType;
import io.ringfence.transport.command.Calendars;
import io.ringfence.transport.command.CommandReader;
import io.ringfence.transport.view.EventFilter;
import io.ringfence.transport.view.EventState;
import io.ringfence.transport.view.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients write about events, and what is wrong with it. */
final class EventReaderTest {
    private static final byte[] NOTHING = new byte[0];
    private static final String FULL =
            "{'event':{'kind':'scheduled','event_type':'plan.v1','source_id':'desk-7','priority':3,"
                    + "'targets':['alice','desk'],'title':'Rebalance \\u00e9','payload':{ 'a' : [1.50,null,{'b':'}'}] },'tags':['x','y'],"
                    + "'trigger_at':'2026-01-02T15:30:00+01:00','late_start':'skip','expires_at':'2026-01-02T16:00:00Z',"
                    + "'delivery':{'priority':'critical','channels':[{'channel':'telegram','only_if_active':true},{'channel':'email'}]}},"
                    + "'commandId':'c-1'}";

    private final EventMessages messages = new EventMessages(EventConfig.defaults(), new CommandReader(Calendars.NONE));

    private EventAsked read(String type, String json) {
        return messages.read(type, Map.of(), utf8(json), false);
    }

    private static byte[] utf8(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private EventRequest event(String fields) {
        EventAsked asked = messages.read("event", Map.of(), utf8("{" + fields + "}"), true);
        return ((EventAsked.Submit) asked).event();
    }

    @Test
    void shouldTakeEveryFieldWhenAllAreThere() {
        EventAsked.Submit submit = (EventAsked.Submit) read("event", FULL);
        EventRequest event = submit.event();
        assertEquals(Optional.of("c-1"), submit.commandId());
        assertEquals(EventKind.SCHEDULED, event.kind());
        assertEquals(UserEventType.OWN, event.eventType());
        assertEquals("plan.v1 desk-7 3", event.typeName() + " " + event.sourceId() + " " + event.urgency());
        assertEquals(List.of("alice", "desk"), event.targets());
        assertEquals(List.of("x", "y"), event.tags());
        assertEquals("Rebalance \u00e9", event.title());
        assertEquals("{ \"a\" : [1.50,null,{\"b\":\"}\"}] }", event.payload());
        assertEquals(1_767_364_200_000_000_000L, event.triggerNs().orElseThrow());
        assertEquals(1_767_369_600_000_000_000L, event.expireNs().orElseThrow());
        assertEquals(
                new DeliverySpec(
                        DeliveryPriority.CRITICAL,
                        List.of(
                                new ChannelChoice(DeliveryChannel.TELEGRAM, true),
                                new ChannelChoice(DeliveryChannel.EMAIL, false))),
                event.delivery());
    }

    @Test
    void shouldMakeItNormalByTheSessionWhenNothingIsSaid() {
        EventRequest event = event("");
        assertEquals(EventKind.IMMEDIATE, event.kind());
        assertEquals("event", event.typeName());
        assertEquals(5, event.urgency());
        assertEquals(List.of(), event.targets());
        assertEquals("", event.payload());
        assertEquals(DeliverySpec.DEFAULT, event.delivery());
    }

    @Test
    void shouldKnowTypesOfTheDictionaryInAnyCaseAndKindsAsTypes() {
        assertEquals(
                UserEventType.ORDER_FILLED, event("'event_type':'ORDER_FILLED'").eventType());
        assertEquals(
                UserEventType.STRATEGY_LOG, event("'event_type':'strategy_log'").eventType());
        assertEquals("own", event("'event_type':'own'").typeName());
        assertEquals(EventKind.POST_TRADE, event("'event_type':'post_trade'").kind());
        assertEquals(
                EventKind.POST_TRADE,
                event("'event_type':'post_trade','kind':'post_trade'").kind());
        assertEquals(
                DeliverySpec.PRESETS.get("critical"),
                event("'delivery':'critical'").delivery());
    }

    @Test
    void shouldReadADecisionsOrderAndAConditionInTheCommandsLanguage() {
        EventRequest decision = event("'kind':'post_trade','condition':{'domain':'trade_decision','order':"
                + "{'symbol':'BTCUSD','side':'buy','quantity':'2','stop':{'percent':'5'}}}");
        assertEquals("BTCUSD", decision.order().orElseThrow().symbol());
        EventRequest conditional =
                event("'kind':'conditional','condition':{'all':[{'symbol':'A','field':'last','op':'<',"
                        + "'value':1},{'not':{'symbol':'A','field':'bid','op':'>','value':2}}]}");
        assertEquals(4, conditional.condition().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'id':'x' | id \"x\": expected none, as the host gives an event its id and its time",
                "'event_id':'x' | event_id \"x\": expected none, as the host gives an event its id and its time",
                "'created_at':1 | created_at 1: expected none, as the host gives an event its id and its time",
                "'kind':'soon' | kind \"soon\": expected one of immediate, scheduled, conditional, post_trade",
                "'kind':'immediate','event_type':'scheduled' | event_type \"scheduled\": expected the same as kind, or a type",
                "'priority':11 | priority 11: expected a whole number from 1 to 10",
                "'priority':'x' | priority \"x\": expected a whole number from 1 to 10",
                "'kind':'scheduled' | trigger_at is missing: expected a time with kind scheduled",
                "'trigger_at':'2026-01-02T15:30:00Z' | trigger_at \"2026-01-02T15:30:00Z\": expected none but with kind scheduled",
                "'late_start':'fire' | late_start \"fire\": expected none but with kind scheduled",
                "'kind':'scheduled','trigger_at':'soon' | trigger_at \"soon\": expected a time such as \"2026-01-02T15:30:00Z\"",
                "'kind':'scheduled','trigger_at':'2026-01-02T15:30:00Z','expires_at':'2026-01-02T15:30:00Z' | expires_at \"2026-01-02T15:30:00Z\": expected a time after trigger_at",
                "'kind':'conditional' | condition is missing: expected an object, as when of a condition is",
                "'condition':{} | condition {…}: expected none but with kind conditional or post_trade",
                "'kind':'conditional','condition':{'symbol':'A'} | condition.op is missing: expected one of <, <=, >, >=",
                "'kind':'post_trade','condition':{'domain':'x'} | condition.domain \"x\": expected trade_decision",
                "'kind':'post_trade','condition':{'domain':'trade_decision','order':{'symbol':'A'}} | condition.order.side is missing: expected one of buy, sell",
                "'payload':[1] | payload […]: expected an object",
                "'payload':'x' | payload \"x\": expected an object",
                "'tags':['a','a'] | tags[1] \"a\": expected an array of 1 to 16 different names of 1 to 32 printable ASCII characters without a space",
                "'targets':[] | targets […]: expected an array of 1 to 64 different names of 1 to 32 printable ASCII characters without a space",
                "'targets':'a' | targets \"a\": expected an array of 1 to 64 different names of 1 to 32 printable ASCII characters without a space",
                "'event_type':'a b' | event_type \"a b\": expected order_filled or another type of the protocol's, or 1 to 32 of A-Z a-z 0-9 _ . : -",
                "'delivery':'loud' | delivery \"loud\": expected an object with priority and channels, or one of active_or_telegram, critical, informational",
                "'delivery':7 | delivery 7: expected an object with priority and channels, or one of active_or_telegram, critical, informational",
                "'delivery':{'channels':[{'channel':'fax'}]} | delivery.channels[0].channel \"fax\": expected one of active_session, web, telegram, email, push, webhook",
                "'delivery':{'channels':[{'channel':'web'},{'channel':'web'}]} | delivery.channels[1].channel \"web\": expected each channel once at most",
                "'delivery':{'priority':'informational','channels':[{'channel':'web'}]} | delivery.channels[0].channel \"web\": expected active_session alone with priority informational",
                "'delivery':{'priority':'urgent'} | delivery.priority \"urgent\": expected one of informational, normal, critical",
                "'source_id':' ' | source_id \" \": expected 1 to 32 printable ASCII characters without a space",
            })
    void shouldNameFieldValueAndWhatWasExpectedWhenAnEventIsWrong(String fields, String message) {
        EventAsked asked = messages.read("event", Map.of(), utf8("{" + fields + "}"), true);
        assertEquals(message, ((EventAsked.Wrong) asked).refusal().message());
        EventAsked nested = read("event", "{'event':{" + fields + "}}");
        assertEquals("event." + message, ((EventAsked.Wrong) nested).refusal().message());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "event | {} | event is missing: expected an object",
                "event | {'event':{},'event_id':'x'} | event_id \"x\": expected none beside event, as the host gives an event its id",
                "event | {'event_id':'a b'} | event_id \"a b\": expected the event_id of an event",
                "event_ack | {} | event_id is missing: expected the event_id of an event",
                "event_ack | {'event_id':'a','event_ids':['b']} | event_id \"a\": expected none beside event_ids",
                "event_ack | {'event_ids':[1]} | event_ids[0] 1: expected an array of 1 to 256 different event_id of events",
                "events | {'limit':201} | limit 201: expected a whole number from 1 to 200",
                "events | {'state':'lost'} | state \"lost\": expected one of queued, delivered, error, dropped, canceled, skipped",
                "dead_letters | {'after':'7'} | after \"7\": expected next of the answer before",
                "delivery_policy | {'event_type':'workspace_changed','delivery':'critical'} | event_type \"workspace_changed\": expected one of order_placed, order_filled, order_cancelled, alert_triggered, position_updated, strategy_log",
                "delivery_policy | {'event_type':'order_filled'} | delivery is missing: expected an object with priority and channels, or one of active_or_telegram, critical, informational",
                "system | {'targets':['a']} | payload is missing: expected an object",
                "system | {'payload':{}} | targets is missing: expected an array of 1 to 64 different names of accounts or groups",
                "system | [] | message []: expected one JSON object",
            })
    void shouldNameFieldValueAndWhatWasExpectedWhenAMessageIsWrong(String type, String json, String message) {
        assertEquals(message, ((EventAsked.Wrong) read(type, json)).refusal().message());
    }

    @Test
    void shouldReadWhatIsAskedOfEventsWhenItIsRight() {
        assertEquals(
                new EventAsked.Acknowledge(List.of("a", "rf-2.3")), read("event_ack", "{'event_ids':['a','rf-2.3']}"));
        assertEquals(new EventAsked.ShowEvent("a"), read("event", "{'event_id':'a','event':null}"));
        assertEquals(
                new EventAsked.ShowEvents(
                        new EventFilter(
                                EventKind.CONDITIONAL,
                                "alert_triggered",
                                "t",
                                "s",
                                EventState.ERROR,
                                1_767_364_200_000_000_000L,
                                Long.MAX_VALUE),
                        new Page(7, 5)),
                messages.read(
                        "events",
                        Map.of(
                                "kind", "conditional",
                                "event_type", "alert_triggered",
                                "tag", "t",
                                "source_id", "s",
                                "state", "error",
                                "since", "2026-01-02T14:30:00Z",
                                "after", "7",
                                "limit", "5"),
                        NOTHING,
                        false));
        EventAsked.SetPolicy unwanted =
                (EventAsked.SetPolicy) read("delivery_policy", "{'event_type':'ORDER_FILLED','delivery':'none'}");
        assertEquals(UserEventType.ORDER_FILLED, unwanted.eventType());
        assertEquals(List.of(), unwanted.delivery().channels());
        EventAsked.ShowDeadLetters dead =
                (EventAsked.ShowDeadLetters) read("dead_letters", "{'after':'12.2147483647'}");
        assertEquals("12 2147483647", dead.after().place() + " " + dead.after().accountId());
        assertEquals(
                new EventAsked.Relay(List.of("desk"), "", "{\"a\": 1}"),
                read("system", "{'targets':['desk'],'payload':{'a': 1}}"));
    }

    @Test
    void shouldTakeTheIdOfTheAddressWhenAnEventIsNamedThere() {
        assertEquals(
                new EventAsked.Cancel("a", Optional.of("k")),
                messages.read("event_cancel", Map.of("event_id", "a", "commandId", "k"), NOTHING, false));
        assertEquals(
                "event_id \"b\": expected a, as in the address, or none",
                ((EventAsked.Wrong)
                                messages.read("event_cancel", Map.of("event_id", "a"), utf8("{'event_id':'b'}"), false))
                        .refusal()
                        .message());
    }

    @Test
    void shouldRefuseTextsThatAreTooLongWhenTheConfigurationSaysSo() {
        EventMessages small =
                new EventMessages(new EventConfig(3, 8, 1, 1, 0, 1 << 16, 1), new CommandReader(Calendars.NONE));
        EventAsked title = small.read("event", Map.of(), utf8("{'title':'\u00e9\u00e9'}"), true);
        assertEquals(
                "title \"\u00e9\u00e9\": expected a text of at most 3 bytes",
                ((EventAsked.Wrong) title).refusal().message());
        EventAsked payload = small.read("event", Map.of(), utf8("{'payload':{'a':1234}}"), true);
        assertEquals(
                "payload {…}: expected an object of at most 8 bytes, not 10",
                ((EventAsked.Wrong) payload).refusal().message());
        EventAsked relayed = small.read("system", Map.of(), utf8("{'targets':['a'],'payload':{'a':1234}}"), false);
        assertEquals(
                "payload {…}: expected an object of at most 8 bytes, not 10",
                ((EventAsked.Wrong) relayed).refusal().message());
    }

    /** Whatever stands in a message, it is read or refused, and nothing else. */
    @Property(tries = 3_000)
    void shouldReadOrRefuseWhenAnythingIsChanged(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = utf8(FULL);
        for (int i = random.nextInt(8); i > 0; i--) {
            String alphabet = "{}[]\",:0189.eE-tfn\\ \u00e9x";
            bytes[random.nextInt(bytes.length)] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        }
        for (String type : EventMessages.TYPES) {
            assertNotNull(messages.read(type, Map.of(), bytes, false));
        }
        assertNotNull(messages.read("event", Map.of(), bytes, true));
    }
}
