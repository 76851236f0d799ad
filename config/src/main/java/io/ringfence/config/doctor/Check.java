package io.ringfence.config.doctor;

import java.util.List;

/** Looks at one thing that costs latency. Never throws for what a host lacks or hides. */
interface Check {
    /** What was found; nothing where the question does not arise. */
    List<Finding> look(Host host);
}
