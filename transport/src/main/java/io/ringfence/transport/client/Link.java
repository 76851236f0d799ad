package io.ringfence.transport.client;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One connection: whole texts in, texts out one after the other. Callbacks of the socket hand everything to the loop; the
 * next message is asked for when the loop is done with one, so no more than the window wait.
 */
final class Link implements WebSocket.Listener {
    static final int ABNORMAL = 1006;
    static final int TOO_BIG = 1009;

    /** What happens on a connection, told on the loop. */
    interface Receiver {
        void onOpened(Link link);

        void onText(Link link, String text);

        void onSignOfLife(Link link);

        /** The socket takes nothing more. Its end may be told yet, with the edge's close code, or may not: some are not. */
        void onCannotSend(Link link, String reason);

        void onLost(Link link, int closeCode, String reason);
    }

    private final Executor loop;
    private final Receiver receiver;
    private final int windowMessages;
    private final int maxMessageChars;
    /** The socket's callbacks alone. */
    private final StringBuilder part = new StringBuilder();

    private final Queue<String> outgoing = new ArrayDeque<>();
    private boolean sending;
    private boolean closed;
    private volatile WebSocket socket;

    Link(EdgeClientConfig config, Executor loop, Receiver receiver) {
        this.loop = loop;
        this.receiver = receiver;
        this.windowMessages = config.receiveWindowMessages();
        this.maxMessageChars = config.maxMessageChars();
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        socket = webSocket;
        loop.execute(() -> {
            if (closed) {
                webSocket.abort();
            } else {
                receiver.onOpened(this);
            }
        });
        webSocket.request(windowMessages);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        if (part.length() + data.length() > maxMessageChars) {
            loop.execute(() -> lost(TOO_BIG, "a message of more than " + maxMessageChars + " characters"));
            webSocket.abort();
            return null;
        }
        part.append(data);
        if (!last) {
            webSocket.request(1);
            return null;
        }
        String text = part.toString();
        part.setLength(0);
        loop.execute(() -> {
            if (!closed) {
                receiver.onText(this, text);
                webSocket.request(1);
            }
        });
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        loop.execute(() -> lost(ABNORMAL, "a binary message"));
        webSocket.abort();
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        loop.execute(() -> {
            if (!closed) {
                receiver.onSignOfLife(this);
            }
        });
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int closeCode, String reason) {
        loop.execute(() -> lost(closeCode, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        loop.execute(() -> lost(ABNORMAL, String.valueOf(error.getMessage())));
    }

    /** The connection did not come about, or broke; told once, and not after {@link #close}. */
    void lost(int closeCode, String reason) {
        if (!closed) {
            closed = true;
            outgoing.clear();
            receiver.onLost(this, closeCode, reason);
        }
    }

    /** After what was sent before. */
    void send(String text) {
        if (!closed) {
            outgoing.add(text);
            sendNext();
        }
    }

    private void sendNext() {
        if (sending || outgoing.isEmpty()) {
            return;
        }
        sending = true;
        socket.sendText(outgoing.remove(), true)
                .whenComplete((sent, failure) -> loop.execute(() -> {
                    sending = false;
                    if (failure != null) {
                        // The socket's own callback says why; it may be on its way with the edge's close code.
                        outgoing.clear();
                    } else {
                        sendNext();
                    }
                }));
    }

    /** Says goodbye and does not listen for an answer. */
    void close(int closeCode, String reason) {
        if (closed) {
            return;
        }
        closed = true;
        outgoing.clear();
        WebSocket open = socket;
        if (open == null) {
            return;
        }
        if (sending) {
            open.abort();
        } else {
            open.sendClose(closeCode, reason).whenComplete((sent, failure) -> open.abort());
        }
    }

    /** Goes without a word: the other side does not listen. */
    void abort() {
        closed = true;
        outgoing.clear();
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
