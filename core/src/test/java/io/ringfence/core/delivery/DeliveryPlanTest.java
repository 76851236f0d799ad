package io.ringfence.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPolicySetDecoder;
import io.ringfence.core.event.DeliveryPolicySetEncoder;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.MessageHeaderEncoder;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A plan gives back what was put into it, in order. */
final class DeliveryPlanTest {
    private static DeliveryPlan policy(List<Choice> choices) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        DeliveryPolicySetEncoder policy = new DeliveryPolicySetEncoder();
        DeliveryPolicySetEncoder.ChannelsEncoder channels =
                policy.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()).channelsCount(choices.size());
        choices.forEach(choice ->
                channels.next().channel(choice.channel()).onlyIfActive(choice.onlyIfActive() ? Flag.YES : Flag.NO));
        return DeliveryPlan.of(new DeliveryPolicySetDecoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder())
                .channels());
    }

    @Property
    void shouldGiveBackItsChoices(
            @ForAll @Size(max = DeliveryPlan.MAX_CHOICES) List<@IntRange(max = 11) Integer> figures) {
        List<Choice> choices = figures.stream()
                .map(figure -> new Choice(DeliveryChannel.get((short) (figure / 2)), figure % 2 == 1))
                .toList();
        DeliveryPlan plan = policy(choices);
        assertEquals(choices.size(), plan.size());
        for (int i = 0; i < choices.size(); i++) {
            assertEquals(choices.get(i), new Choice(plan.channel(i), plan.isOnlyIfActive(i)));
        }
    }

    @Test
    void shouldBeNoneWhenThereIsNoChannelAndNoPlanWhenOneIsNone() {
        assertEquals(DeliveryPlan.NONE, policy(List.of()));
        assertNull(policy(List.of(Choice.always(DeliveryChannel.NULL_VAL))));
        assertNull(policy(Collections.nCopies(9, Choice.always(DeliveryChannel.EMAIL))));
        assertThrows(IllegalArgumentException.class, () -> DeliveryPlan.NONE.plus(DeliveryChannel.NULL_VAL, false));
        assertFalse(DeliveryPlan.NONE.plus(DeliveryChannel.EMAIL, false).isOnlyIfActive(0));
    }
}
