package io.ringfence.transport.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringfence.core.event.AttemptOutcome;
import io.ringfence.core.event.DeliveryChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private final ContactBook contacts = new ContactBook("a", "b", "c");
    private final Addresses addresses = new Addresses(contacts, DeliveryChannel.PUSH);

    private Attempt send(Map<String, AddressAnswer> answers) {
        return addresses
                .sendAll(7, contact -> CompletableFuture.completedFuture(answers.get(contact.address())))
                .toCompletableFuture()
                .join();
    }

    @Test
    void shouldBeDeliveredAndTakeAwayWhatIsGoneWhenOneTookIt() {
        Attempt attempt = send(Map.of(
                "a", AddressAnswer.gone("404"),
                "b", AddressAnswer.of(Attempt.delivered("taken")),
                "c", AddressAnswer.of(Attempt.later(5, "502"))));

        assertEquals(Attempt.delivered("taken"), attempt);
        assertEquals(List.of("b", "c"), contacts.addresses());
    }

    @Test
    void shouldWaitForAllWhenSomeAreSlow() {
        List<CompletableFuture<AddressAnswer>> out = new ArrayList<>();
        CompletableFuture<Attempt> attempt = addresses
                .sendAll(7, contact -> {
                    out.add(new CompletableFuture<>());
                    return out.get(out.size() - 1);
                })
                .toCompletableFuture();
        assertEquals(3, out.size());

        out.get(2).complete(AddressAnswer.of(Attempt.failed("400")));
        out.get(0).complete(AddressAnswer.of(Attempt.failed("400")));
        assertEquals(false, attempt.isDone());
        out.get(1).complete(AddressAnswer.of(Attempt.later(9, "502")));

        assertEquals(Attempt.later(9, "502"), attempt.join());
    }

    @Test
    void shouldKnowTheOutcomeWhenAnAddressCannotBeTakenAway() {
        Contacts broken = new Contacts() {
            @Override
            public List<Contact> of(int accountId, DeliveryChannel channel) {
                return List.of(new Contact("a", ""));
            }

            @Override
            public void remove(int accountId, DeliveryChannel channel, Contact contact) {
                throw new IllegalStateException("disk full");
            }
        };

        assertEquals(
                Attempt.failed("410"),
                new Addresses(broken, DeliveryChannel.PUSH)
                        .sendAll(7, contact -> CompletableFuture.completedFuture(AddressAnswer.gone("410")))
                        .toCompletableFuture()
                        .join());
    }

    @Provide
    Arbitrary<List<Attempt>> attempts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(0, 9))
                .as((kind, waitNs) -> switch (kind) {
                    case 0 -> Attempt.delivered("d");
                    case 1 -> Attempt.failed("f");
                    case 2 -> Attempt.holdAll(waitNs, "h");
                    default -> Attempt.later(waitNs, "l");
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property
    void shouldMakeOneOfSeveralByTheRulesWhateverTheyAre(@ForAll("attempts") @NotEmpty List<Attempt> attempts) {
        Attempt one = Addresses.together(attempts);

        boolean isDelivered = attempts.stream().anyMatch(each -> each.outcome() == AttemptOutcome.DELIVERED);
        boolean mayLater = attempts.stream().anyMatch(each -> each.outcome() == AttemptOutcome.LATER);
        boolean isHeld = attempts.stream().anyMatch(Attempt::holdsAll);
        assertEquals(
                isDelivered ? AttemptOutcome.DELIVERED : mayLater ? AttemptOutcome.LATER : AttemptOutcome.FAILED,
                one.outcome());
        assertEquals(isHeld, one.holdsAll());
        long expectedNs = isHeld
                ? attempts.stream()
                        .filter(Attempt::holdsAll)
                        .mapToLong(Attempt::retryAfterNs)
                        .max()
                        .orElseThrow()
                : isDelivered || !mayLater
                        ? 0
                        : attempts.stream()
                                .filter(each -> each.outcome() == AttemptOutcome.LATER)
                                .mapToLong(Attempt::retryAfterNs)
                                .min()
                                .orElseThrow();
        assertEquals(expectedNs, one.retryAfterNs());
    }
}
