package io.ringfence.transport.event;

import static io.ringfence.transport.event.Gateway.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a client sends about events, it is answered or refused, nothing else is disturbed, and garbage is not journaled. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventFuzzTest {
    private static final int MESSAGES = 3_000;
    private static final List<String> SEEDS = List.of(
            "{\"type\":\"event\",\"id\":1,\"event\":{\"title\":\"t\",\"payload\":{\"a\":[1,null]},\"tags\":[\"x\"],\"delivery\":\"critical\"}}",
            "{\"type\":\"event\",\"id\":2,\"event\":{\"kind\":\"scheduled\",\"trigger_at\":\"2026-01-02T15:30:00Z\",\"late_start\":\"skip\"}}",
            "{\"type\":\"event\",\"id\":3,\"event\":{\"kind\":\"conditional\",\"condition\":{\"any\":[{\"symbol\":\"BTCUSD\",\"field\":\"bid\",\"op\":\">\",\"value\":1}]}}}",
            "{\"type\":\"event\",\"id\":4,\"event_id\":\"rf-1.2\"}",
            "{\"type\":\"event_ack\",\"id\":5,\"event_ids\":[\"rf-1.2\",\"a\"]}",
            "{\"type\":\"event_ack\",\"event_id\":\"a\"}",
            "{\"type\":\"events\",\"id\":6,\"limit\":3,\"since\":\"2026-01-02T15:30:00Z\",\"state\":\"queued\"}",
            "{\"type\":\"dead_letters\",\"id\":7,\"after\":\"65536.1\",\"limit\":1}",
            "{\"type\":\"dead_letter_resend\",\"id\":8,\"event_id\":\"a\",\"account\":1}",
            "{\"type\":\"delivery_policy\",\"id\":9,\"event_type\":\"order_filled\",\"delivery\":{\"channels\":[{\"channel\":\"email\"}]}}",
            "{\"type\":\"delivery_policies\",\"id\":10}",
            "{\"type\":\"system\",\"id\":11,\"targets\":[\"alice\"],\"payload\":{\"x\":1}}",
            "{\"type\":\"event_cancel\",\"id\":12,\"event_id\":\"a\"}");
    private static final String ALPHABET = "{}[]\",:0189.eE-tfnu\\ \u00e9x";
    /** What a client can bring about at all. */
    private static final Set<String> ITS_INPUTS = Set.of(
            "EVENT_SUBMITTED",
            "CONDITION_CREATED",
            "EVENT_CANCELED",
            "EVENT_ACKNOWLEDGED",
            "DEAD_LETTER_RESENT",
            "DELIVERY_POLICY_SET",
            "SESSION_OPENED",
            "SESSION_CLOSED",
            "TIME_ADVANCED");

    @Test
    void shouldAnswerOrRefuseWhateverIsSent() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Gateway gateway = new Gateway()) {
            GatewayClient bystander = GatewayClient.session(gateway, Gateway.BOB);
            GatewayClient client = GatewayClient.session(gateway, ALICE);
            int before = gateway.inputs.size();
            for (int i = 0; i < MESSAGES; i++) {
                client.send(changed(SEEDS.get(random.nextInt(SEEDS.size())), random));
                if (i % 100 == 0) {
                    client.all();
                }
            }
            client.all();
            gateway.settle();
            for (String input : gateway.inputs.subList(before, gateway.inputs.size())) {
                assertTrue(ITS_INPUTS.contains(input), () -> input + ", seed " + seed);
            }
            // Made up or malformed, no acknowledgement ends anything.
            assertEquals(0, gateway.count("EVENT_ACKNOWLEDGED"), () -> "seed " + seed);
            bystander.assertUndisturbed();
            String answer = client.ask("'type':'event','event':{'title':'still here'}");
            assertEquals("accepted", GatewayClient.scalars(answer).get("type"), () -> "seed " + seed);
        }
    }

    private static String changed(String message, Random random) {
        StringBuilder text = new StringBuilder(message);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length());
            char with = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, with);
                case 1 -> text.insert(at, with);
                default -> text.deleteCharAt(at);
            }
        }
        // A single quote stands for a double one.
        return text.toString().replace('\'', ' ');
    }
}
