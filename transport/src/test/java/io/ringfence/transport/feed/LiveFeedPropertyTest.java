package io.ringfence.transport.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.PriceTickDecoder;
import io.ringfence.core.ring.Admission;
import io.ringfence.core.ring.EventPublisher;
import io.ringfence.core.ring.EventSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes while the ring has room or has not: ticks tell of every price, in order, with exact extremes. */
final class LiveFeedPropertyTest {
    private static final long NONE = PriceTickDecoder.lastNullValue();

    /** A price with the source's extremes, or none, and whether the ring is busy as it comes. */
    record Offer(long price, long below, long above, boolean isBusy) {}

    /** What the core got: {@code tick SEQUENCE LAST LOW HIGH}. */
    private record Naive(List<Offer> group) {
        String tick(long sequence) {
            Offer newest = group.get(group.size() - 1);
            boolean isOne = group.size() == 1 && newest.below == 0 && newest.above == 0;
            long low = group.stream()
                    .mapToLong(offer -> offer.price - offer.below)
                    .min()
                    .getAsLong();
            long high = group.stream()
                    .mapToLong(offer -> offer.price + offer.above)
                    .max()
                    .getAsLong();
            return "tick " + sequence + ' ' + newest.price + ' ' + (isOne ? "null null" : low + " " + high);
        }
    }

    @Property(tries = 500)
    void shouldTellOfEveryPriceOnce(@ForAll("offers") List<Offer> offers) {
        try (RecordingCore core = RecordingCore.inline()) {
            Moody publisher = new Moody(core.core.publisher());
            LiveFeed feed = new LiveFeed(1, 1, 0, publisher);
            feed.up();
            List<String> expected = new ArrayList<>();
            List<Offer> group = new ArrayList<>();
            for (Offer offer : offers) {
                publisher.isBusy = offer.isBusy;
                group.add(offer);
                boolean isDone = feed.offer(
                        offer.price,
                        offer.below == 0 ? NONE : offer.price - offer.below,
                        offer.above == 0 ? NONE : offer.price + offer.above,
                        1);
                assertEquals(!offer.isBusy, isDone);
                if (isDone) {
                    expected.add(new Naive(group).tick(expected.size() + 1));
                    group = new ArrayList<>();
                }
            }
            publisher.isBusy = false;
            feed.drain();
            if (!group.isEmpty()) {
                expected.add(new Naive(group).tick(expected.size() + 1));
            }

            assertEquals(
                    expected,
                    core.ticks.stream()
                            .map(tick -> "tick " + tick.feedSequence() + ' ' + tick.last() + ' ' + tick.low() + ' '
                                    + tick.high())
                            .collect(Collectors.toList()));
            assertEquals(offers.size() - expected.size(), feed.conflatedCount());
        }
    }

    @Provide
    Arbitrary<List<Offer>> offers() {
        Arbitrary<Long> distance =
                Arbitraries.longs().between(1, 50).injectNull(0.6).map(far -> far == null ? 0 : far);
        return Combinators.combine(
                        Arbitraries.longs().between(100, 200), distance, distance, Arbitraries.of(true, true, false))
                .as(Offer::new)
                .list()
                .ofMaxSize(40);
    }

    /** A ring that has no room for ticks when it is told so. */
    private static final class Moody implements EventPublisher {
        private final EventPublisher ring;
        private boolean isBusy;

        Moody(EventPublisher ring) {
            this.ring = ring;
        }

        @Override
        public long tryClaim(Admission admission) {
            return isBusy && admission == Admission.TICK ? BUSY : ring.tryClaim(admission);
        }

        @Override
        public EventSlot slot(long claim) {
            return ring.slot(claim);
        }

        @Override
        public void publish(long claim) {
            ring.publish(claim);
        }
    }
}
