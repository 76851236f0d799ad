package io.ringfence.journal.replica;

import java.nio.file.Path;

/**
 * What a snapshot says of itself.
 *
 * @param file where it is
 * @param sequence of the last event in it
 * @param timestampNs of that event
 * @param keptOutputs position of the event log after that event
 * @param schemaVersion of the event schema of the build that wrote it
 * @param stateVersion of the state's format
 * @param build version of the program that wrote it
 * @param stateHash SHA-256 over the state's bytes, in hexadecimal
 * @param stateBytes how many they are
 */
public record SnapshotInfo(
        Path file,
        long sequence,
        long timestampNs,
        long keptOutputs,
        int schemaVersion,
        int stateVersion,
        String build,
        String stateHash,
        long stateBytes) {}
