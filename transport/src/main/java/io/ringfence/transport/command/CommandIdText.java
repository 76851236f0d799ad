package io.ringfence.transport.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of commands that are made from others. */
final class CommandIdText {
    private static final int HASH_CHARS = 26;

    private CommandIdText() {}

    /** Id of a step that follows a command: the same each time, and all but certainly no client's. */
    static String following(String commandId, String step) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((step + ' ' + commandId).getBytes(StandardCharsets.US_ASCII));
            return "step-" + HexFormat.of().formatHex(hash).substring(0, HASH_CHARS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
