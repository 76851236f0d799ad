package io.ringfence.transport.delivery.template;

import io.ringfence.transport.delivery.Bounds;

/**
 * A template as it is configured.
 *
 * @param title of one line
 * @param text of any number of lines
 */
public record TemplateText(String title, String text) {
    private static final int MAX_TITLE_CHARACTERS = 256;
    private static final int MAX_TEXT_CHARACTERS = 4_096;

    /** Validates the lengths; the names in braces are looked at with the template's own name. */
    public TemplateText {
        Bounds.check("templates.title: its length", title.length(), 1, MAX_TITLE_CHARACTERS);
        Bounds.check("templates.text: its length", text.length(), 1, MAX_TEXT_CHARACTERS);
    }
}
