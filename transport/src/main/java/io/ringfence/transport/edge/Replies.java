package io.ringfence.transport.edge;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Collection;
import java.util.List;

/** Answers to requests, and what else is sent now and then, as JSON. Off the path. */
final class Replies {
    private Replies() {}

    /** A channel without places: prices. */
    static String subscribed(Channel channel, String id) {
        return "{\"type\":\"subscribed\"" + idField(id) + channelField(channel) + '}';
    }

    /**
     * A stream.
     *
     * @param seq where it stands
     * @param recovered whether all that was missed follows; null where nothing was to be recovered
     * @param replayed events that follow before those that are new
     */
    static String subscribed(Channel channel, String id, String epoch, long seq, Boolean recovered, int replayed) {
        return "{\"type\":\"subscribed\"" + idField(id) + channelField(channel) + ",\"epoch\":" + quoted(epoch)
                + ",\"seq\":" + seq + (recovered == null ? "" : ",\"recovered\":" + recovered) + ",\"replayed\":"
                + replayed + '}';
    }

    static String unsubscribed(Channel channel, String id) {
        return "{\"type\":\"unsubscribed\"" + idField(id) + channelField(channel) + '}';
    }

    /** What a stream's account has as of a place in it. */
    static String snapshot(Channel channel, String epoch, long seq, String fields, int part, int parts) {
        return "{\"type\":\"snapshot\"" + channelField(channel) + ",\"epoch\":" + quoted(epoch) + ",\"seq\":" + seq
                + (parts > 1 ? ",\"part\":" + part + ",\"parts\":" + parts : "") + ',' + fields + '}';
    }

    /** The newest prices, each an object. */
    static String priceSnapshot(List<String> prices) {
        return "{\"type\":\"snapshot\"" + channelField(Channel.PRICES) + ",\"prices\":[" + String.join(",", prices)
                + "]}";
    }

    /** A portfolio as of a place in the account's orders; null where nothing is known of it. */
    static String portfolio(List<String> fields, long seq) {
        return fields.isEmpty()
                ? null
                : "{\"type\":\"portfolio\"," + String.join(",", fields) + ",\"seq\":" + seq + '}';
    }

    /** Where a client's streams stand. */
    static String heartbeat(Collection<Subscription> subscriptions, String time) {
        StringBuilder json = new StringBuilder("{\"type\":\"heartbeat\",\"streams\":{");
        boolean isFirst = true;
        for (Subscription subscription : subscriptions) {
            if (subscription.sentUpTo() >= 0) {
                json.append(isFirst ? "\"" : ",\"")
                        .append(subscription.channel.wireName())
                        .append("\":")
                        .append(subscription.sentUpTo());
                isFirst = false;
            }
        }
        return json.append("},\"timestamp\":\"").append(time).append("\"}").toString();
    }

    static String pong(String id) {
        return "{\"type\":\"pong\"" + idField(id) + '}';
    }

    static String error(Request.Refused refused) {
        return "{\"type\":\"error\"" + idField(refused.id()) + ",\"code\":\"" + refused.code() + "\",\"message\":"
                + quoted(refused.message()) + ",\"temporary\":"
                + (refused.retryAfterMs().isPresent()
                        ? "true,\"retryAfterMs\":" + refused.retryAfterMs().getAsLong()
                        : "false")
                + '}';
    }

    /** A JSON string with its quotes. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return json.append('"').toString();
    }

    private static String channelField(Channel channel) {
        return ",\"channel\":\"" + channel.wireName() + '"';
    }

    private static String idField(String id) {
        return id == null ? "" : ",\"id\":" + id;
    }
}
