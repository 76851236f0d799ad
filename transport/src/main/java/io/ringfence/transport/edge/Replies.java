package io.ringfence.transport.edge;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Answers to requests, as JSON. Off the path. */
final class Replies {
    private Replies() {}

    static String subscribed(Request.Channel channel, String id) {
        return "{\"type\":\"subscribed\",\"channel\":\"" + channel.wireName() + '"' + idField(id) + '}';
    }

    static String unsubscribed(Request.Channel channel, String id) {
        return "{\"type\":\"unsubscribed\",\"channel\":\"" + channel.wireName() + '"' + idField(id) + '}';
    }

    static String pong(String id) {
        return "{\"type\":\"pong\"" + idField(id) + '}';
    }

    static String error(Request.Refused refused) {
        return "{\"type\":\"error\"" + idField(refused.id()) + ",\"code\":\"" + refused.code() + "\",\"message\":"
                + quoted(refused.message()) + ",\"temporary\":false}";
    }

    /** A JSON string with its quotes. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return json.append('"').toString();
    }

    private static String idField(String id) {
        return id == null ? "" : ",\"id\":" + id;
    }
}
