package io.ringfence.transport.view;

import io.ringfence.core.command.ChannelChoice;
import io.ringfence.core.event.DeliveryPolicySetDecoder;
import io.ringfence.core.event.DeliveryPolicySetDecoder.ChannelsDecoder;
import io.ringfence.core.event.DeliveryPriority;
import io.ringfence.core.event.Flag;
import io.ringfence.core.event.MessageHeaderDecoder;
import io.ringfence.core.event.UserEventType;
import io.ringfence.transport.json.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Which of the trade stage's outcomes accounts want as events, and how. */
final class DeliveryPolicies {
    /** How one kind of outcome is wanted, by one channel at least. */
    record Policy(DeliveryPriority priority, List<ChannelChoice> channels) {}

    private final Map<Integer, SortedMap<UserEventType, Policy>> byAccount = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final DeliveryPolicySetDecoder policy = new DeliveryPolicySetDecoder();

    /** Without channels: not any more. */
    void set(int accountId, UserEventType type, DeliveryPriority priority, List<ChannelChoice> channels) {
        SortedMap<UserEventType, Policy> ofAccount = byAccount.computeIfAbsent(accountId, id -> new TreeMap<>());
        if (channels.isEmpty()) {
            ofAccount.remove(type);
        } else {
            ofAccount.put(type, new Policy(priority, List.copyOf(channels)));
        }
    }

    /** How an account wants outcomes of a type; null for not at all. */
    Policy find(int accountId, UserEventType type) {
        SortedMap<UserEventType, Policy> ofAccount = byAccount.get(accountId);
        return ofAccount == null ? null : ofAccount.get(type);
    }

    /** Takes an input that holds. */
    void take(DirectBuffer in) {
        if (header.wrap(in, 0).templateId() != DeliveryPolicySetDecoder.TEMPLATE_ID) {
            return;
        }
        policy.wrapAndApplyHeader(in, 0, header);
        List<ChannelChoice> channels = new ArrayList<>();
        for (ChannelsDecoder choice = policy.channels(); choice.hasNext(); ) {
            choice.next();
            channels.add(new ChannelChoice(choice.channel(), choice.onlyIfActive() == Flag.YES));
        }
        set(policy.accountId(), policy.eventType(), policy.priority(), channels);
    }

    /** Adds {@code delivery_policies} of an account. */
    void write(JsonText json, int accountId) {
        json.array("delivery_policies");
        byAccount.getOrDefault(accountId, new TreeMap<>()).forEach((type, of) -> {
            json.object().word("event_type", type).object("delivery").word("priority", of.priority());
            json.array("channels");
            for (ChannelChoice choice : of.channels()) {
                json.object()
                        .word("channel", choice.channel())
                        .flag("only_if_active", choice.onlyIfActive())
                        .endObject();
            }
            json.endArray().endObject().endObject();
        });
        json.endArray();
    }
}
