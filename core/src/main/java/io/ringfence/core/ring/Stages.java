package io.ringfence.core.ring;

import java.util.List;

/**
 * The stages of one core.
 *
 * @param journal persists inputs
 * @param stopLoss finds the stops that fire
 * @param trade turns events into orders and events out
 * @param outputs named stages behind the gate, in the order a single thread calls them
 */
public record Stages(Stage journal, Stage stopLoss, Stage trade, List<NamedStage> outputs) {
    /** Copies the list. */
    public Stages {
        outputs = List.copyOf(outputs);
    }

    /** The three before the gate, with their names. */
    List<NamedStage> core() {
        return List.of(
                new NamedStage("journal", journal),
                new NamedStage("stop-loss", stopLoss),
                new NamedStage("trade", trade));
    }

    /**
     * A stage with the name its thread gets.
     *
     * @param name short, lower case
     * @param stage the stage
     * @param isUrgent in COMPACT it is called by the core's own thread as soon as a group is journaled, which saves the way
     *     to another thread; so it only hands over, and returns at once
     */
    public record NamedStage(String name, Stage stage, boolean isUrgent) {
        /** A stage that is not urgent. */
        public NamedStage(String name, Stage stage) {
            this(name, stage, false);
        }
    }
}
