package io.ringfence.core.command;

import io.ringfence.core.decimal.Decimal;
import io.ringfence.core.event.DeliveryChannel;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.EventKind;
import io.ringfence.core.event.LateStart;
import io.ringfence.core.event.MessageHeaderEncoder;
import io.ringfence.core.event.PayloadForm;
import io.ringfence.core.event.Side;
import io.ringfence.core.event.StopUnit;
import io.ringfence.core.event.TriggerSource;
import io.ringfence.core.event.UserEventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntFunction;
import org.agrona.concurrent.UnsafeBuffer;

/** Events whose parts fit together, of any kind and size. */
final class RandomEvents {
    private final Random random;

    RandomEvents(Random random) {
        this.random = random;
    }

    /** An event; conditional ones only where they are asked for. */
    NewEvent next(boolean isConditional) {
        int account = random.nextInt(5);
        EventKind kind = isConditional
                ? EventKind.CONDITIONAL
                : any(EventKind.IMMEDIATE, EventKind.SCHEDULED, EventKind.POST_TRADE);
        boolean isScheduled = kind == EventKind.SCHEDULED;
        long trigger = random.nextLong(-1_000, Long.MAX_VALUE - 1);
        PayloadForm form = any(PayloadForm.NONE, PayloadForm.JSON, PayloadForm.BYTES);
        boolean isDecision = kind == EventKind.POST_TRADE && random.nextBoolean();
        return new NewEvent(
                account,
                key(),
                kind,
                any(DeliveryPriority.INFORMATIONAL, DeliveryPriority.NORMAL, DeliveryPriority.CRITICAL),
                1 + random.nextInt(10),
                any(UserEventType.ORDER_PLACED, UserEventType.STRATEGY_LOG, UserEventType.OWN),
                text(1, 32),
                text(0, 32),
                random.nextLong(),
                isScheduled ? OptionalLong.of(trigger) : OptionalLong.empty(),
                random.nextBoolean() ? OptionalLong.of(trigger + 1) : OptionalLong.empty(),
                any(LateStart.FIRE, LateStart.SKIP),
                list(1, EventForm.MAX_CHANNELS, i -> new ChannelChoice(channel(), random.nextBoolean())),
                list(1, EventForm.MAX_TARGETS, i -> text(0, 32)),
                list(0, EventForm.MAX_TAGS, i -> text(0, 32)),
                title(),
                form,
                form == PayloadForm.NONE ? new byte[0] : bytes(),
                isDecision ? order(account) : new byte[0]);
    }

    /** A title of some of the widest characters, as long as there may be. */
    private String title() {
        return "\u00e4\u20ac\ud83d\ude00".repeat(random.nextInt(EventForm.MAX_TITLE_BYTES / 9));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[1 + random.nextInt(random.nextInt(8) == 0 ? EventForm.MAX_PAYLOAD_BYTES : 40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String key() {
        String characters = "abcdefXYZ0123456789-!~.";
        StringBuilder key = new StringBuilder("k");
        for (int length = random.nextInt(64); length > 0; length--) {
            key.append(characters.charAt(random.nextInt(characters.length())));
        }
        return key.toString();
    }

    private String text(int least, int most) {
        StringBuilder text = new StringBuilder();
        for (int length = least + random.nextInt(most - least + 1); length > 0; length--) {
            text.append((char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    private DeliveryChannel channel() {
        return DeliveryChannel.get((short) random.nextInt(6));
    }

    /** An order that sells, at a limit. */
    static byte[] order(int accountId) {
        TermsSpec terms = new TermsSpec(
                Decimal.ONE,
                new TermsSpec.Times(OptionalLong.empty(), OptionalLong.empty(), 0, 0, LateStart.FIRE),
                new TermsSpec.Stop(StopUnit.RATIO, Decimal.ONE / 10, false, OptionalLong.empty(), OptionalLong.empty()),
                Optional.empty(),
                false,
                0);
        NewOrder order = new NewOrder(
                0, 0, accountId, Side.SELL, OptionalLong.of(5 * Decimal.ONE), terms, true, TriggerSource.LAST, false);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[InputEncoding.MAX_INPUT_BYTES]);
        int body = new InputEncoding().orderRequested(buffer, order, "");
        return Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + body);
    }

    private <T> List<T> list(int least, int most, IntFunction<T> entry) {
        List<T> list = new ArrayList<>();
        int size = random.nextInt(8) == 0 ? most : Math.min(most, least + random.nextInt(3));
        for (int i = 0; i < size; i++) {
            list.add(entry.apply(i));
        }
        return list;
    }

    @SafeVarargs
    private final <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }
}
