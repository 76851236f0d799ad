package io.ringfence.transport.delivery.mail;

import io.ringfence.transport.delivery.net.RawServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that says what a test wants it to; without that, what a server says that takes everything. */
final class ScriptedSmtp implements AutoCloseable {
    /** Before the client has said anything. */
    static final String GREETING = "GREETING";
    /** After the text. */
    static final String TEXT = ".";
    /** In place of a reply: none. */
    static final String SILENT = "silent";
    /** In place of a reply: the connection is closed. */
    static final String DROP = "drop";
    /** In place of a reply: lines of one that does not end. */
    static final String ENDLESS = "endless";

    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final SSLContext tls;
    private final CountDownLatch isOver = new CountDownLatch(1);
    private final RawServer server = new RawServer(this::talk);
    /** What clients said, as it came, but for texts. */
    final List<String> commands = new CopyOnWriteArrayList<>();
    /** Texts that were taken. */
    final List<String> texts = new CopyOnWriteArrayList<>();
    /** Reached when a client has gone without a word, or while it was given an endless reply. */
    final CountDownLatch isCut = new CountDownLatch(1);

    ScriptedSmtp() {
        this(null);
    }

    /** One that offers STARTTLS. */
    ScriptedSmtp(SSLContext tls) {
        this.tls = tls;
    }

    /** Says this to commands that begin so. */
    ScriptedSmtp on(String begin, String reply) {
        replies.put(begin, reply);
        return this;
    }

    int port() {
        return server.port();
    }

    int connectionCount() {
        return server.connectionCount();
    }

    long commandCount(String begin) {
        return commands.stream().filter(command -> command.startsWith(begin)).count();
    }

    private void talk(Socket plain) throws Exception {
        Socket socket = plain;
        BufferedReader in = reader(socket);
        boolean isGoing = say(socket, reply(GREETING, "220 test"));
        while (isGoing) {
            String command = in.readLine();
            if (command == null) {
                isCut.countDown();
                return;
            }
            commands.add(command);
            isGoing = say(socket, reply(command, usual(command)));
            if (command.equals("STARTTLS") && isGoing) {
                SSLSocket secure =
                        (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
                secure.setUseClientMode(false);
                socket = secure;
                in = reader(secure);
            } else if (command.equals("DATA") && isGoing && reply("DATA", "354").startsWith("354")) {
                readText(in);
                isGoing = say(socket, reply(TEXT, "250 taken"));
            }
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private void readText(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        texts.add(text.toString());
    }

    private String usual(String command) {
        if (command.startsWith("EHLO")) {
            return "250-test\r\n" + (tls == null ? "" : "250-STARTTLS\r\n") + "250-AUTH PLAIN\r\n250 HELP";
        }
        return switch (command.length() < 4 ? command : command.substring(0, 4)) {
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            case "STAR" -> "220 go on";
            case "AUTH" -> "235 welcome";
            default -> "250 good";
        };
    }

    private String reply(String command, String usual) {
        return replies.entrySet().stream()
                .filter(reply -> command.startsWith(reply.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(usual);
    }

    private boolean say(Socket socket, String reply) throws Exception {
        switch (reply) {
            case SILENT -> isOver.await();
            case ENDLESS -> drip(socket);
            case DROP -> {
                return false;
            }
            default -> {
                socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
                return !reply.startsWith("221");
            }
        }
        return false;
    }

    private void drip(Socket socket) throws IOException {
        try {
            RawServer.drip(socket, "250-more\r\n".getBytes(StandardCharsets.US_ASCII));
        } finally {
            isCut.countDown();
        }
    }

    @Override
    public void close() {
        isOver.countDown();
        server.close();
    }
}
