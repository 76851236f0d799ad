package io.ringfence.transport.delivery.template;

import io.ringfence.transport.delivery.Bounds;
import java.util.Map;

/**
 * Templates in the place of the built-in ones.
 *
 * @param templates by an event's type, such as {@code ORDER_FILLED} or one of a sender's own, or by the dictionary's name of what the
 *     trade stage put out, such as {@code STOPLOSS_TRIGGERED}, which goes before the type. At most 256
 * @param maxTitleCharacters of a title as it is sent, 16 to 512; what is longer is cut
 * @param maxTextCharacters of a text as it is sent, 64 to 16,384; what is longer is cut. A channel may take less
 */
public record TemplateConfig(Map<String, TemplateText> templates, int maxTitleCharacters, int maxTextCharacters) {
    private static final int MAX_TEMPLATES = 256;
    private static final String NAME = "[A-Za-z0-9_.:-]{1,32}";

    /**
     * Validates, also the names in braces.
     *
     * @throws IllegalArgumentException with the template, what is wrong there, and what was expected
     */
    public TemplateConfig {
        templates = Map.copyOf(templates);
        Bounds.check("templates: their number", templates.size(), 0, MAX_TEMPLATES);
        Bounds.check("templates.max-title-characters", maxTitleCharacters, 16, 512);
        Bounds.check("templates.max-text-characters", maxTextCharacters, 64, 16_384);
        templates.forEach((name, text) -> {
            if (!name.matches(NAME)) {
                throw Bounds.refusal("templates", name, "a type's name, 1 to 32 of A-Z a-z 0-9 _ . : -");
            }
            Template.of(name, text);
        });
    }

    /** The built-in ones, titles of 128 characters, texts of 2,048. */
    public static TemplateConfig defaults() {
        return new TemplateConfig(Map.of(), 128, 2_048);
    }
}
