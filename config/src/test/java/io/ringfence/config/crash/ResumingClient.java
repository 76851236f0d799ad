package io.ringfence.config.crash;

import io.ringfence.config.crash.Wire.Frame;
import io.ringfence.core.event.EventType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A client that listens to streams of one account as a bad network and a busy machine make it: it reads now fast, now slowly,
 * now not at all, goes when it likes, also within a frame, and comes back for what it missed. On a thread of its own.
 */
final class ResumingClient implements Runnable {
    private static final int GOING_AWAY = 1001;
    private static final int RECONNECT = 3000;
    private static final byte[] NORMAL_CLOSURE = {0x03, (byte) 0xE8};

    private static final String NOT_YOURS = "{\"type\":\"error\",\"id\":\"prying\",\"code\":\"FORBIDDEN\"";
    private static final Pattern SUBSCRIBED =
            Pattern.compile("\\{\"type\":\"subscribed\",\"channel\":\"(\\w+)\",\"epoch\":\"([^\"]+)\",\"seq\":(\\d+)"
                    + "(?:,\"recovered\":(true|false))?,\"replayed\":(\\d+)}");
    private static final Pattern EVENT = Pattern.compile(",\"seq\":(\\d+),\"event_id\":\"\\d+\\.\\d+\"}$");
    private static final Pattern STANDS_AT = Pattern.compile("\"(\\w+)\":(\\d+)");
    private static final Map<String, String> CHANNELS = Arrays.stream(EventType.values())
            .filter(type -> type.channel() != null)
            .collect(Collectors.toMap(
                    ResumingClient::wireName, type -> type.channel().name().toLowerCase(Locale.ROOT)));

    private static final Set<String> EVERYBODYS = Arrays.stream(EventType.values())
            .filter(type -> type.channel() != null && type.scope() == EventType.Scope.PUBLIC)
            .map(ResumingClient::wireName)
            .collect(Collectors.toSet());
    /** The one type that is in both kinds of streams. */
    private static final String KILL_SWITCH = "kill_switch_changed";

    private static final String OF_ALL = "\"accountId\":null";

    private final String name;
    private final ResumingHabits habits;
    private final Map<String, Heard> heard;
    private final Supplier<String> address;
    private final Passes passes;
    private final Random random;
    /** Set by the test. */
    private volatile boolean isCalm;

    private volatile boolean isEnough;
    private volatile Throwable failure;
    /** Its own until it has ended. */
    private final Map<String, Integer> ends = new HashMap<>();

    private String token;

    /** A client that comes to a host at {@code address}, null while there is none. */
    ResumingClient(
            String name,
            ResumingHabits habits,
            Map<String, Heard> heard,
            Supplier<String> address,
            Passes passes,
            Random random) {
        this.name = name;
        this.habits = habits;
        this.heard = heard;
        this.address = address;
        this.passes = passes;
        this.random = random;
    }

    private static String wireName(EventType type) {
        return type.eventName().equals(type.name()) ? type.name().toLowerCase(Locale.ROOT) : type.eventName();
    }

    /** From now on it reads all, at once, and stays. */
    void calmDown() {
        isCalm = true;
    }

    void end() {
        isEnough = true;
    }

    /** What went wrong, null for nothing. */
    Throwable failure() {
        return failure;
    }

    String name() {
        return name;
    }

    /** By channel. */
    Map<String, Heard> heard() {
        return heard;
    }

    /** How its connections ended; of a client that has ended. */
    Map<String, Integer> ends() {
        return ends;
    }

    @Override
    public void run() {
        try {
            while (!isEnough) {
                String host = address.get();
                if (host != null) {
                    visit(host);
                }
                stayAway();
            }
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    private void visit(String host) {
        try {
            if (passes.areNeeded()) {
                token = passes.token(host, habits.account(), random.nextInt(64) == 0);
            }
        } catch (IOException hostIsGone) {
            return;
        }
        try (Wire wire = new Wire(host)) {
            showPass(wire);
            subscribe(wire);
            ended(listen(wire));
        } catch (IOException hostIsGone) {
            ended("broken");
        }
    }

    private void ended(String how) {
        ends.merge(how, 1, Integer::sum);
    }

    private void showPass(Wire wire) throws IOException {
        if (token == null) {
            return;
        }
        wire.text("{\"type\":\"auth\",\"token\":\"" + token + "\"}");
        if (habits.account() > 0) {
            wire.text("{\"type\":\"subscribe\",\"id\":\"prying\",\"channel\":\"orders\",\"account\":"
                    + random.nextInt(habits.account()) + "}");
        }
    }

    private void subscribe(Wire wire) throws IOException {
        if (habits.wantsPrices()) {
            wire.text("{\"type\":\"subscribe\",\"channel\":\"prices\",\"snapshot\":false}");
        }
        for (Heard stream : heard.values()) {
            String recover = stream.recover();
            String types = stream.types.stream().map(type -> '"' + type + '"').collect(Collectors.joining(","));
            wire.text("{\"type\":\"subscribe\",\"channel\":\"" + stream.channel + "\""
                    + (stream.channel.equals("host") ? "" : ",\"account\":" + habits.account())
                    + (random.nextBoolean() ? "" : ",\"snapshot\":false")
                    + (habits.batchMs() == 0 ? "" : ",\"batch_ms\":" + habits.batchMs())
                    + (types.isEmpty() ? "" : ",\"event_types\":[" + types + "]")
                    + (recover.isEmpty() && types.isEmpty() ? ",\"history\":" + random.nextInt(4) : "")
                    + recover + "}");
        }
    }

    /** Reads until the connection ends; returns how it did. */
    private String listen(Wire wire) throws IOException {
        int left = 1 + random.nextInt(habits.mostFrames());
        while (!isEnough) {
            if (!isCalm && left-- == 0) {
                return leave(wire);
            }
            Frame frame = wire.next();
            if (frame.opcode() == Wire.CLOSE) {
                wire.frame(Wire.CLOSE, frame.payload());
                int code = frame.closeCode();
                if (code != GOING_AWAY && code != RECONNECT) {
                    throw new AssertionError(name + " was closed with " + code);
                }
                return "closed with " + code;
            }
            if (frame.opcode() == Wire.PING) {
                wire.frame(Wire.PONG, frame.payload());
            } else {
                onText(frame.text());
            }
            dawdle();
        }
        return "at the end";
    }

    private String leave(Wire wire) throws IOException {
        switch (random.nextInt(4)) {
            case 0 -> {
                wire.frame(Wire.CLOSE, NORMAL_CLOSURE);
                // What comes before the answer is as good as missed.
                while (wire.next().opcode() != Wire.CLOSE) {
                    continue;
                }
                return "left";
            }
            case 1 -> {
                wire.half();
                return "left within a frame";
            }
            case 2 -> {
                wire.half();
                wire.reset();
                return "left within a frame";
            }
            default -> {
                return "left without a word";
            }
        }
    }

    private void dawdle() {
        if (isCalm) {
            return;
        }
        if (random.nextInt(habits.framesBetweenStalls()) == 0) {
            pause(habits.mostStallMs());
        } else if (random.nextInt(32) == 0) {
            pause(10);
        }
    }

    private void stayAway() {
        if (isCalm || random.nextInt(3) > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        } else {
            pause(habits.mostAbsenceMs());
        }
    }

    /** Does nothing for at most so long, or until it is told to be calm. */
    private void pause(int mostMs) {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1 + random.nextInt(mostMs));
        while (!isCalm && !isEnough && System.nanoTime() - endNs < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private void onText(String text) {
        if (text.charAt(0) == '[') {
            objects(text).forEach(this::onObject);
        } else {
            onObject(text);
        }
    }

    private void onObject(String object) {
        switch (type(object)) {
            case "price", "snapshot", "goaway", "authenticated" -> {
                // Not of a stream.
            }
            case "subscribed" -> {
                if (object.contains("prying")) {
                    throw new AssertionError(name + " got what is another's: " + object);
                }
                Matcher answer = SUBSCRIBED.matcher(object);
                // That for prices says less.
                if (answer.matches()) {
                    heard.get(answer.group(1))
                            .subscribed(
                                    answer.group(2),
                                    Long.parseLong(answer.group(3)),
                                    answer.group(4) == null ? null : Boolean.valueOf(answer.group(4)),
                                    Integer.parseInt(answer.group(5)));
                }
            }
            case "heartbeat" -> {
                Matcher stream = STANDS_AT.matcher(object);
                while (stream.find()) {
                    heard.get(stream.group(1)).heartbeat(Long.parseLong(stream.group(2)));
                }
            }
            case "error" -> {
                if (!object.startsWith(NOT_YOURS)) {
                    throw new AssertionError(name + " was told " + object);
                }
                ended("refused what is another's");
            }
            default -> onEvent(object);
        }
    }

    private void onEvent(String event) {
        Matcher place = EVENT.matcher(event);
        // What comes with every tick has none.
        if (place.find()) {
            String type = type(event);
            boolean isEverybodys = type.equals(KILL_SWITCH) ? event.contains(OF_ALL) : EVERYBODYS.contains(type);
            Heard stream = heard.get(isEverybodys ? "host" : CHANNELS.get(type));
            if (stream == null) {
                throw new AssertionError(name + " was told what it had not asked for: " + event);
            }
            stream.event(Long.parseLong(place.group(1)), event);
        }
    }

    static String type(String object) {
        int from = "{\"type\":\"".length();
        return object.substring(from, object.indexOf('"', from));
    }

    /** The objects of an array. */
    private static List<String> objects(String array) {
        List<String> objects = new ArrayList<>();
        int depth = 0;
        int from = 1;
        boolean isInText = false;
        for (int at = 1; at < array.length() - 1; at++) {
            char c = array.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '"') {
                isInText = !isInText;
            } else if (!isInText && c == '{') {
                from = depth++ == 0 ? at : from;
            } else if (!isInText && c == '}' && --depth == 0) {
                objects.add(array.substring(from, at + 1));
            }
        }
        return objects;
    }
}
