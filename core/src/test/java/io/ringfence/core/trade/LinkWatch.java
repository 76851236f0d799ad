package io.ringfence.core.trade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.testkit.TestEvent;

/** While the core knows that the link is down nothing is sent. */
final class LinkWatch {
    private boolean isDown;

    void onEvent(TestEvent event, int commandCount) {
        if (event instanceof TestEvent.Disconnected) {
            isDown = true;
        } else if (event instanceof TestEvent.AuthSuccess || event instanceof TestEvent.Node) {
            isDown = false;
        }
        if (isDown) {
            // A timer that is due fires before the event says that the link is down.
            assertEquals(0, event instanceof TestEvent.Disconnected ? 0 : commandCount, event::toString);
        }
    }
}
