package io.ringfence.transport.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandReaderTest {
    private static final String STRATEGY =
            "{'name':'n','symbol':'BTCUSD','quantity':'1','stop':{'percent':'5','trailing':true},'target':{'amount':'3'},"
                    + "'entryTime':'2026-01-02T03:04:05Z','exitTime':'2026-01-03T03:04:05Z','parameters':{'fast':3}}";

    private static final String CONDITION =
            "{'name':'n','when':{'all':[{'symbol':'A','field':'last','op':'<','value':'1'},"
                    + "{'not':{'symbol':'A','field':'mid','op':'>','value':'2'}}]},'then':{'exit':'5'},'repeat':true}";

    private final CommandReader reader = new CommandReader(Calendars.NONE);

    private Asked read(String type, String json) {
        return reader.read(type, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "strategy_start | {} | strategyId is missing: expected an id, a whole number more than 0 as a string",
                "strategy_start | {'strategyId':'x'} | strategyId \"x\": expected an id, a whole number more than 0 as a string",
                "strategy_start | {'strategyId':-1} | strategyId -1: expected an id, a whole number more than 0 as a string",
                "strategy_start | {'strategyId':9223372036854775808} | strategyId 9223372036854775808: expected an id, a whole number more than 0 as a string",
                "strategy_start | {'strategyId':{}} | strategyId {…}: expected an id, a whole number more than 0 as a string",
                "strategy_start | {'strategyId':1,'commandId':'a b'} | commandId \"a b\": expected 1 to 32 printable ASCII characters without a space",
                "strategy_start | [] | message []: expected one JSON object",
                "strategy_stop | {'strategyId':1} | mode is missing: expected one of flatten, keep",
                "strategy_stop | {'strategyId':1,'mode':'now'} | mode \"now\": expected one of flatten, keep",
                "strategy_create | {'name':'n','symbol':'S','quantity':0} | stop is missing: expected an object with percent, amount or level",
                "strategy_create | {'name':'n','symbol':'S','quantity':0,'stop':{'level':'1'}} | quantity 0: expected a decimal more than 0, such as \"0.5\"",
                "strategy_create | {'name':'n','symbol':'S','quantity':1,'stop':{}} | stop is missing: expected one of percent, amount and level in it, not 0",
                "strategy_create | {'name':'n','symbol':'S','quantity':1,'stop':{'level':1,'trailing':true}} | stop.level 1: expected percent or amount where trailing is true",
                "strategy_create | {'name':'n','symbol':'S','quantity':1,'stop':{'level':1},'calendar':'x'} | calendar \"x\": expected none, as this host has no calendars",
                "strategy_create | {'name':'n','symbol':'S','quantity':1,'stop':{'level':1},'exitTime':'soon'} | exitTime \"soon\": expected a time such as \"2026-01-02T15:30:00Z\"",
                "order_place | {'symbol':'S','side':'buy','quantity':1,'orderType':'limit'} | limitPrice is missing: expected a decimal with orderType limit",
                "order_place | {'symbol':'S','side':'buy','quantity':1,'orderType':'market','limitPrice':1} | limitPrice 1: expected none with orderType market",
                "kill_switch | {'level':'all'} | level \"all\": expected one of none, no_entries, cancel_all, flatten",
                "condition_create | {'name':'n','when':{'symbol':'A','field':'last','op':'=','value':1},'then':{}} | when.op \"=\": expected one of <, <=, >, >=",
                "condition_create | {'name':'n','when':{'all':[{}]},'then':{}} | when.all[0].symbol is missing: expected a symbol of 1 to 16 characters",
                "orders | {'limit':0} | limit 0: expected a whole number from 1 to 200",
                "orders | {'limit':201} | limit 201: expected a whole number from 1 to 200",
            })
    void shouldNameFieldValueAndWhatWasExpectedWhenOneIsWrong(String type, String json, String message) {
        assertEquals(message, ((Asked.Wrong) read(type, json)).refusal().message());
    }

    @ParameterizedTest
    @CsvSource({"strategy_start, strategyId, 5", "order_cancel, orderId, 5"})
    void shouldTakeAFieldFromThePathWhenTheBodyHasNoneOrTheSame(String type, String field, String value) {
        byte[] same = ("{\"" + field + "\":\"5\"}").getBytes(StandardCharsets.UTF_8);
        Asked expected = reader.read(type, same);
        assertEquals(expected, reader.read(type, Map.of(field, value), new byte[0]));
        assertEquals(expected, reader.read(type, Map.of(field, value), same));
        Asked other = reader.read(type, Map.of(field, "6"), same);
        assertEquals(
                field + " \"5\": expected 6, as in the address, or none",
                ((Asked.Wrong) other).refusal().message());
    }

    /** Whatever stands in a message, it is read or refused, and nothing else. */
    @Property(tries = 3_000)
    void shouldReadOrRefuseWhenAnythingIsChanged(@ForAll long seed) {
        Random random = new Random(seed);
        String type = List.copyOf(CommandReader.TYPES).get(random.nextInt(CommandReader.TYPES.size()));
        String json = (random.nextBoolean() ? STRATEGY : CONDITION).replace('\'', '"');
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(6); i > 0; i--) {
            String alphabet = "{}[]\",:0189.eE-tfn\\ \u00e9x";
            bytes[random.nextInt(bytes.length)] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        }
        assertNotNull(reader.read(type, bytes));
        assertNotNull(reader.read("strategy_create", bytes));
        assertNotNull(reader.read("condition_create", bytes));
    }
}
