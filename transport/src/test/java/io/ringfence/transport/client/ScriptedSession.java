package io.ringfence.transport.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** One client of a {@link ScriptedEdge}. */
final class ScriptedSession extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private static final Set<String> PUBLIC = Set.of("prices");
    private static final Set<String> STATES = Set.of("prices", "portfolio");

    private final ScriptedEdge edge;
    /** By channel, its {@code event_types}; empty for all. */
    private final Map<String, List<?>> subscriptions = new HashMap<>();

    private ChannelHandlerContext ctx;
    private String user;
    private int sentCount;
    private int receivedCount;
    private int cutAfterSent;
    private int cutAfterReceived;
    private boolean cut;

    ScriptedSession(ScriptedEdge edge) {
        this.edge = edge;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
            ctx = context;
            user = edge.isOpen ? "operator" : null;
            edge.connectionCount++;
            cutAfterSent = next(edge.cutsAfterSent);
            cutAfterReceived = next(edge.cutsAfterReceived);
            edge.sessions.add(this);
        }
    }

    private static int next(Queue<Integer> cuts) {
        Integer cutAfter = cuts.poll();
        return cutAfter == null ? -1 : cutAfter;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        edge.sessions.remove(this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) throws IOException {
        if (cut) {
            return;
        }
        EdgeMessage request = Json.messages(frame.text()).get(0);
        edge.received.add(request);
        receivedCount++;
        boolean last = receivedCount == cutAfterReceived;
        switch (request.type()) {
            case "auth" -> authenticate(request);
            case "ping" -> answer(request, Map.of("type", "pong"));
            case "subscribe" -> subscribe(request);
            case "event_ack" -> {
                // Nobody waits for an answer to it.
            }
            case "unsubscribe" -> {
                subscriptions.remove(request.text("channel"));
                answer(request, Map.of("type", "unsubscribed", "channel", request.text("channel")));
            }
            default -> {
                if (user == null) {
                    answer(request, error("UNAUTHORIZED", "expected auth first", false));
                } else {
                    Map<String, Object> answer = edge.carryOut(user, request);
                    if (last) {
                        cut();
                    }
                    answer(request, answer);
                }
            }
        }
        if (last) {
            cut();
        }
    }

    private void authenticate(EdgeMessage request) {
        user = edge.users.apply(request.text("token"));
        if (user == null) {
            answer(request, error("UNAUTHORIZED", "token: does not hold", false));
        } else {
            answer(
                    request,
                    Map.of("type", "authenticated", "user", user, "account", 1L, "expires", edge.expires.get()));
        }
    }

    private void subscribe(EdgeMessage request) {
        String channel = request.text("channel");
        if (user == null && !PUBLIC.contains(channel)) {
            answer(request, error("UNAUTHORIZED", "channel \"" + channel + "\": expected auth first", false));
            return;
        }
        List<Map<String, Object>> stream = edge.stream(channel);
        long from = stream.size() - request.number("history", 0);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("type", "subscribed");
        answer.put("channel", channel);
        boolean recovered = false;
        if (!STATES.contains(channel)) {
            answer.put("epoch", edge.epoch);
            answer.put("seq", (long) stream.size());
            if (request.fields().get("recover") instanceof Map<?, ?> recover) {
                long seq = (Long) recover.get("seq");
                recovered = edge.epoch.equals(recover.get("epoch"))
                        && seq <= stream.size()
                        && stream.size() - seq <= edge.historyEvents;
                answer.put("recovered", recovered);
                from = recovered ? seq : stream.size();
            }
            answer.put("replayed", stream.size() - Math.max(0, from));
        }
        subscriptions.put(channel, types(request));
        answer(request, answer);
        for (Map<String, Object> event : List.copyOf(stream.subList((int) Math.max(0, from), stream.size()))) {
            offer(channel, event);
        }
        boolean wantsSnapshot =
                !recovered && !Boolean.FALSE.equals(request.fields().get("snapshot"));
        if (wantsSnapshot && edge.snapshots.containsKey(channel)) {
            snapshot(channel, stream.size());
        }
    }

    private void snapshot(String channel, long seq) {
        Map<String, Object> state = edge.snapshots.get(channel).get();
        Map<String, Object> snapshot = new LinkedHashMap<>();
        snapshot.put("type", channel.equals("portfolio") ? channel : "snapshot");
        snapshot.put("channel", channel);
        snapshot.putAll(state);
        snapshot.put("seq", seq);
        send(snapshot);
    }

    private static List<?> types(EdgeMessage request) {
        return request.fields().get("event_types") instanceof List<?> types ? types : List.of();
    }

    void offer(String channel, Map<String, Object> event) {
        List<?> types = subscriptions.get(channel);
        if (types != null && (types.isEmpty() || types.contains(event.get("type")))) {
            send(event);
        }
    }

    private static Map<String, Object> error(String code, String message, boolean temporary) {
        return Map.of("type", "error", "code", code, "message", message, "temporary", temporary);
    }

    private void answer(EdgeMessage request, Map<String, Object> fields) {
        Map<String, Object> answer = new LinkedHashMap<>(fields);
        if (request.fields().containsKey("id")) {
            answer.put("id", request.fields().get("id"));
        }
        send(answer);
    }

    void send(Map<String, Object> message) {
        if (cut || edge.isMute) {
            return;
        }
        if (sentCount == cutAfterSent) {
            cut();
            return;
        }
        sentCount++;
        ctx.writeAndFlush(new TextWebSocketFrame(Json.write(message)));
    }

    void sendText(String text) {
        ctx.writeAndFlush(new TextWebSocketFrame(text));
    }

    /** Breaks the connection when what was written is out. */
    void cut() {
        cut = true;
        edge.sessions.remove(this);
        ctx.close();
    }

    void close(int closeCode) {
        cut = true;
        edge.sessions.remove(this);
        ctx.writeAndFlush(new CloseWebSocketFrame(closeCode, "")).addListener(closed -> ctx.close());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
