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

    /**
     * A stage with the name its thread gets.
     *
     * @param name short, lower case
     * @param stage the stage
     */
    public record NamedStage(String name, Stage stage) {}
}
