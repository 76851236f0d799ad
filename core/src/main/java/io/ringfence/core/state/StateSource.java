package io.ringfence.core.state;

import java.util.function.ToIntFunction;

/**
 * Hands state back as a {@link StateSink} took it: value by value, in the same order. What it hands out was checksummed, so
 * a value that cannot be right is another build's format or a bug.
 */
public interface StateSource {
    /** Version of the state's format that the values were written in, 1 to {@link StateFormat#VERSION}. */
    int version();

    /**
     * The next 64-bit value.
     *
     * @throws StateFormatException when there is none
     */
    long getLong();

    /** A value that was widened from 32 bits. */
    default int getInt() {
        long value = getLong();
        if (value != (int) value) {
            throw new StateFormatException("a value of " + value + " stands where one of 32 bits is expected");
        }
        return (int) value;
    }

    /** How many of something follow. */
    default int getCount() {
        int count = getInt();
        if (count < 0) {
            throw new StateFormatException("a count of " + count + " stands in the state");
        }
        return count;
    }

    /** Text. */
    default String getText() {
        int length = getCount();
        if (length > StateFormat.MAX_TEXT_CHARACTERS) {
            throw new StateFormatException("a text of " + length + " characters stands in the state");
        }
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            long character = getLong();
            if (character != (char) character) {
                throw new StateFormatException("a character of " + character + " stands in the state");
            }
            text.append((char) character);
        }
        return text.toString();
    }

    /** A flag. */
    default boolean getFlag() {
        long value = getLong();
        if (value != 0 && value != 1) {
            throw new StateFormatException("a flag of " + value + " stands in the state");
        }
        return value == 1;
    }

    /** The constant whose ordinal was written; only for enums of our own, whose order is part of the format. */
    default <E extends Enum<E>> E getOrdinal(E[] constants) {
        int ordinal = getCount();
        if (ordinal >= constants.length) {
            throw new StateFormatException("ordinal " + ordinal + " stands where one of " + constants.length
                    + " constants of " + constants.getClass().componentType().getSimpleName() + " is expected");
        }
        return constants[ordinal];
    }

    /** The constant whose value was written; for enums of the schema, whose values say what they are wherever they stand. */
    default <E extends Enum<E>> E getConstant(E[] constants, ToIntFunction<E> valueOf) {
        int value = getInt();
        for (E constant : constants) {
            if (valueOf.applyAsInt(constant) == value) {
                return constant;
            }
        }
        throw new StateFormatException("value " + value + " stands where that of a "
                + constants.getClass().componentType().getSimpleName() + " is expected");
    }
}
