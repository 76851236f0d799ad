package io.ringfence.config.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringfence.config.Json;
import io.ringfence.config.RunningNode;
import io.ringfence.config.gateway.WebhookReceiver.Call;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host whose section {@code delivery} has webhooks on, and a receiver that a user has named. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebhookDeliveryTest {
    private static final String[] SETTINGS = {
        "delivery.allow-loopback=true", "delivery.webhook.enabled=true", "events.retry-delay=100 ms"
    };
    private static final String EVENT = "{'title':'Margin','event_type':'alert_triggered','payload':{'left':'12.5'},"
            + "'targets':['alice'],'delivery':{'priority':'critical','channels':["
            + "{'channel':'active_session','only_if_active':true},{'channel':'webhook','only_if_active':false}]}}";

    @TempDir
    private Path directory;

    private WebhookReceiver receiver;
    private Members members;

    @BeforeEach
    void open() throws Exception {
        receiver = new WebhookReceiver();
        members = Members.of(directory, "alice");
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private String addContact(RunningNode node) throws Exception {
        return members.at(node, "alice")
                .post("/contacts", "{'channel':'webhook','address':'" + receiver.address() + "'}", "secret");
    }

    @Test
    void shouldTakeTheWebhookAndSaySoWhenTheUserHasNoSession() throws Exception {
        try (RunningNode node = members.start(SETTINGS)) {
            String secret = addContact(node);
            Member operator = members.at(node, Members.OPERATOR);
            String id = operator.post("/events", EVENT, "event_id");
            Call call = receiver.next();
            assertTrue(call.isSignedWith(secret), call::toString);
            assertTrue(call.body().contains("\"left\":\"12.5\""), call::body);
            assertTrue(Json.parse(call.body()).toString().contains("event_id=" + id), call::body);
            Map<?, ?> delivery = operator.awaitDelivery(id, "delivered");
            assertEquals("delivered by webhook", stateOf(delivery));
            List<String> history = ((List<?>) delivery.get("history"))
                    .stream().map(step -> stateOf((Map<?, ?>) step)).toList();
            assertEquals(List.of("attempting by webhook", "delivered by webhook"), history);
            assertEquals(0, receiver.waiting());
        }
    }

    @Test
    void shouldLeaveTheWebhookAloneWhenASessionAcknowledges() throws Exception {
        try (RunningNode node = members.start(SETTINGS)) {
            addContact(node);
            Member operator = members.at(node, Members.OPERATOR);
            try (EventSession session = members.at(node, "alice").watch()) {
                String id = operator.post("/events", EVENT, "event_id");
                assertEquals(id, session.nextEvent());
                session.acknowledge(id);
                assertEquals("delivered by active_session", stateOf(operator.awaitDelivery(id, "delivered")));
            }
            assertEquals(0, receiver.waiting());
        }
    }

    @Test
    void shouldTryAgainFromTheNextHostWhenTheReceiverWasDown() throws Exception {
        receiver.answer(503);
        String id;
        String secret;
        try (RunningNode node = members.start(SETTINGS)) {
            secret = addContact(node);
            id = members.at(node, Members.OPERATOR).post("/events", EVENT, "event_id");
            receiver.next();
        }
        receiver.forget();
        receiver.answer(200);
        try (RunningNode node = members.start(SETTINGS)) {
            Call call = receiver.next();
            assertTrue(call.isSignedWith(secret), call::toString);
            assertTrue(Json.parse(call.body()).toString().contains("event_id=" + id), call::body);
            Map<?, ?> delivery = members.at(node, Members.OPERATOR).awaitDelivery(id, "delivered");
            assertEquals("delivered by webhook", stateOf(delivery));
        }
    }

    private static String stateOf(Map<?, ?> step) {
        return step.get("state") + " by " + step.get("channel");
    }
}
