package io.ringfence.transport.command;

import io.ringfence.core.command.InputEncoding;
import org.agrona.MutableDirectBuffer;

/** A command that was held against what there is, ready to be written as an input of the core. */
@FunctionalInterface
interface CommandInput {
    /** Writes it from offset 0, header first; returns the length without the header. */
    int encode(InputEncoding encoding, MutableDirectBuffer buffer, String commandId);
}
