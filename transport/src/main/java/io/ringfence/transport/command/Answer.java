package io.ringfence.transport.command;

import io.ringfence.transport.json.JsonText;
import java.util.Locale;

/** What a client is told. */
public sealed interface Answer {
    /** Status over HTTP. */
    int httpStatus();

    /** As JSON; {@code id} is the request's own, as JSON, or null. */
    String toJson(String id);

    /**
     * Carried out, and journaled.
     *
     * @param command type of the command
     * @param commandId the client's, or the one that was made up
     * @param subjectId strategy, condition or order, 0 where there is none
     * @param sequence of the input that was carried out
     * @param isRepeat whether it was carried out before, and this is the first answer again
     */
    record Accepted(String command, String commandId, long subjectId, long sequence, boolean isRepeat)
            implements Answer {
        /** The same of a command that its sender knows by another id. */
        Accepted under(String sendersId) {
            return new Accepted(command, sendersId, subjectId, sequence, isRepeat);
        }

        @Override
        public int httpStatus() {
            return 200;
        }

        @Override
        public String toJson(String id) {
            JsonText json = new JsonText()
                    .object()
                    .text("type", "accepted")
                    .json("id", id)
                    .text("command", command)
                    .text("commandId", commandId);
            if (subjectId == 0) {
                json.none("subjectId");
            } else {
                json.id("subjectId", subjectId);
            }
            return json.id("sequence", sequence)
                    .flag("repeat", isRepeat)
                    .endObject()
                    .toString();
        }
    }

    /**
     * What was asked for.
     *
     * @param type of the answer
     * @param fields behind it, as JSON
     */
    record Listing(String type, String fields) implements Answer {
        @Override
        public int httpStatus() {
            return 200;
        }

        @Override
        public String toJson(String id) {
            String head =
                    new JsonText().object().text("type", type).json("id", id).toString();
            return head + "," + fields + "}";
        }
    }

    /**
     * Not carried out.
     *
     * @param message names the field, its value and what was expected
     * @param verdict the core's, in lower case; null where it was not asked
     * @param retryAfterMs after which the same may succeed; 0 for not known
     */
    record Refusal(RefusalCode code, String message, String verdict, long retryAfterMs) implements Answer {
        /** One that the core was not asked for. */
        public static Refusal of(RefusalCode code, String message) {
            return new Refusal(code, message, null, 0);
        }

        /** Of a field: its value as it came, and what would have been right. */
        public static Refusal field(String field, String value, String expected) {
            return of(RefusalCode.INVALID_FIELD, field + " " + value + ": expected " + expected);
        }

        /** Of a field that is not there. */
        public static Refusal missing(String field, String expected) {
            return of(RefusalCode.MISSING_FIELD, field + " is missing: expected " + expected);
        }

        /** The same without what the client wrote, which may be a secret. */
        public Refusal withoutValue() {
            if (code == RefusalCode.INVALID_JSON) {
                return of(code, "body: expected one JSON object");
            }
            int expected = message.lastIndexOf(": expected");
            int space = message.indexOf(' ');
            boolean hasValue = code == RefusalCode.INVALID_FIELD && expected > space;
            return hasValue ? of(code, message.substring(0, space) + message.substring(expected)) : this;
        }

        /** With the core's verdict. */
        static Refusal verdict(RefusalCode code, String message, Enum<?> verdict) {
            return new Refusal(code, message, verdict.name().toLowerCase(Locale.ROOT), 0);
        }

        @Override
        public int httpStatus() {
            return code.httpStatus();
        }

        @Override
        public String toJson(String id) {
            JsonText json = new JsonText()
                    .object()
                    .text("type", "error")
                    .json("id", id)
                    .text("code", code.name())
                    .text("message", message)
                    .flag("temporary", code.isTemporary());
            if (verdict != null) {
                json.text("verdict", verdict);
            }
            if (retryAfterMs > 0) {
                json.number("retryAfterMs", retryAfterMs);
            }
            return json.endObject().toString();
        }
    }
}
