package io.ringfence.transport.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of commands that are made from others. */
final class CommandIdText {
    private static final int STEP_HASH_CHARS = 26;
    /** With what stands before it, all that an id of the core holds. */
    private static final int OPERATOR_HASH_CHARS = 23;
    /** Has a space, which {@link CommandReader} takes in no client's id. */
    private static final String OPERATOR = "operator ";

    private CommandIdText() {}

    /** Id of a step that follows a command: the same each time, and all but certainly no client's. */
    static String following(String commandId, String step) {
        return hashed("step-", STEP_HASH_CHARS, step + ' ' + commandId);
    }

    /**
     * Id of what the operator does to another's account, under which the core remembers it beside that account's own: the same
     * each time, and no client can choose it, so that nobody makes a repetition of what the operator has yet to send.
     */
    static String ofOperator(String commandId) {
        return hashed(OPERATOR, OPERATOR_HASH_CHARS, commandId);
    }

    private static String hashed(String prefix, int hashChars, String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return prefix + HexFormat.of().formatHex(hash).substring(0, hashChars);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
