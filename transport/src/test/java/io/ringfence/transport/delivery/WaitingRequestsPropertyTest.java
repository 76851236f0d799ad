package io.ringfence.transport.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.transport.delivery.WaitingRequests.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WaitingRequestsPropertyTest {
    private static final List<DeliveryPriority> PRIORITIES =
            List.of(DeliveryPriority.NORMAL, DeliveryPriority.CRITICAL);

    /** One list in the order of arrival, searched from its beginning each time. */
    private static final class Naive {
        final List<DeliveryRequest> requests = new ArrayList<>();
        final List<Long> sinceNs = new ArrayList<>();
        final int maxCount;
        final int maxBytes;

        Naive(int maxCount, int maxBytes) {
            this.maxCount = maxCount;
            this.maxBytes = maxBytes;
        }

        List<DeliveryRequest> add(DeliveryRequest request, long nowNs) {
            remove(request.eventId());
            requests.add(request);
            sinceNs.add(nowNs);
            List<DeliveryRequest> turnedAway = new ArrayList<>();
            while (requests.size() > maxCount
                    || requests.stream().mapToInt(one -> one.event().length).sum() > maxBytes) {
                turnedAway.add(take(inOrder().get(requests.size() - 1)));
            }
            return turnedAway;
        }

        /** A sort keeps those that are as urgent as each other in the order of arrival. */
        private List<DeliveryRequest> inOrder() {
            List<DeliveryRequest> order = new ArrayList<>(requests);
            order.sort(Comparator.comparing((DeliveryRequest one) -> one.priority() != DeliveryPriority.CRITICAL)
                    .thenComparing(DeliveryRequest::urgency));
            return order;
        }

        DeliveryRequest poll() {
            return requests.isEmpty() ? null : take(inOrder().get(0));
        }

        DeliveryRequest pollOlder(long timeNs) {
            return requests.isEmpty() || sinceNs.get(0) > timeNs ? null : take(requests.get(0));
        }

        boolean remove(long eventId) {
            for (DeliveryRequest one : requests) {
                if (one.eventId() == eventId) {
                    take(one);
                    return true;
                }
            }
            return false;
        }

        private DeliveryRequest take(DeliveryRequest request) {
            int at = requests.indexOf(request);
            sinceNs.remove(at);
            return requests.remove(at);
        }
    }

    @Property(tries = 2_000)
    void shouldKeepOrderAndBoundsLikeTheNaiveListWhateverComes(
            @ForAll @IntRange(min = 1, max = 8) int maxCount,
            @ForAll @IntRange(min = 1, max = 400) int maxBytes,
            @ForAll @Size(max = 200) List<@IntRange(max = 9_999) Integer> steps) {
        WaitingRequests waiting = new WaitingRequests(maxCount, maxBytes);
        Naive naive = new Naive(maxCount, maxBytes);
        long nowNs = 0;
        for (int step : steps) {
            nowNs += step % 3;
            long eventId = step % 13;
            switch (step % 10) {
                case 0, 1 -> assertEquals(naive.poll(), request(waiting.poll()));
                case 2 -> {
                    long timeNs = nowNs - step % 7;
                    assertEquals(naive.pollOlder(timeNs), request(waiting.pollOlder(timeNs)));
                }
                case 3 -> assertEquals(naive.remove(eventId), waiting.remove(eventId, 7));
                default -> {
                    DeliveryRequest added = Requests.of(
                            eventId, step, PRIORITIES.get(step / 10 % 2), 1 + step / 20 % 10, step / 10 % 120);
                    assertEquals(naive.add(added, nowNs), waiting.add(added, nowNs));
                }
            }
            assertEquals(naive.requests.size(), waiting.count());
            assertEquals(naive.sinceNs.isEmpty() ? -1 : naive.sinceNs.get(0), waiting.oldestNs(-1));
        }
    }

    private static DeliveryRequest request(Waiting waiting) {
        return waiting == null ? null : waiting.request();
    }
}
