package io.ringfence.transport.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Constants by their names in lower case. */
final class Choices {
    private Choices() {}

    static <E extends Enum<E>> E of(List<E> choices, String name) {
        for (E choice : choices) {
            if (name(choice).equals(name)) {
                return choice;
            }
        }
        return null;
    }

    static String expected(List<? extends Enum<?>> choices) {
        return choices.size() == 1
                ? name(choices.get(0))
                : "one of " + choices.stream().map(Choices::name).collect(Collectors.joining(", "));
    }

    static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
