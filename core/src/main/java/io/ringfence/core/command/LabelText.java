package io.ringfence.core.command;

import io.ringfence.core.event.StrategyEventLoggedEncoder;

/** Text from outside as a label of the dictionary: cut to its length, what is not printable ASCII as a question mark. */
public final class LabelText {
    private LabelText() {}

    /** The label; {@code null} reads as such. */
    public static String of(String text) {
        String given = String.valueOf(text);
        int length = Math.min(given.length(), StrategyEventLoggedEncoder.textLength());
        StringBuilder label = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = given.charAt(i);
            label.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return label.toString();
    }
}
