package io.ringfence.config.crash;

import io.ringfence.config.crash.Wire.Frame;
import java.io.IOException;
import java.util.Random;

/** Asks over a WebSocket, which it opens when it needs one. */
final class SocketLine implements AskingLine {
    private final Passes passes;
    private final int account;
    private final Random random;
    private Wire wire;
    private String openedAt;

    SocketLine(Passes passes, int account, Random random) {
        this.passes = passes;
        this.account = account;
        this.random = random;
    }

    @Override
    public String ask(String address, SentEvent event, boolean isAnswerWanted) throws IOException {
        try {
            open(address);
            wire.text("{\"type\":\"event\",\"id\":\"" + event.title + "\",\"commandId\":\"" + event.commandId
                    + "\",\"event\":" + event.json + "}");
            if (isAnswerWanted) {
                return answer("\"id\":\"" + event.title + "\"");
            }
            if (random.nextBoolean()) {
                wire.reset();
            }
            close();
            return null;
        } catch (IOException gone) {
            close();
            throw gone;
        }
    }

    private void open(String address) throws IOException {
        if (wire != null && !address.equals(openedAt)) {
            close();
        }
        if (wire == null) {
            String token = passes.token(address, account, false);
            wire = new Wire(address);
            openedAt = address;
            wire.text("{\"type\":\"auth\",\"id\":\"auth\",\"token\":\"" + token + "\"}");
            String answer = answer("\"id\":\"auth\"");
            if (!answer.startsWith("{\"type\":\"authenticated\"")) {
                throw new AssertionError(answer);
            }
        }
    }

    private String answer(String to) throws IOException {
        while (true) {
            Frame frame = wire.next();
            if (frame.opcode() == Wire.CLOSE) {
                throw new IOException("closed with " + frame.closeCode());
            }
            if (frame.opcode() == Wire.PING) {
                wire.frame(Wire.PONG, frame.payload());
            } else if (frame.text().contains(to) || frame.text().contains("\"code\":\"RATE_LIMITED\"")) {
                return frame.text();
            }
        }
    }

    @Override
    public void close() {
        if (wire != null) {
            try {
                wire.close();
            } catch (IOException gone) {
                // It is closed all the same.
            }
            wire = null;
        }
    }
}
