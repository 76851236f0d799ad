package io.ringfence.config.doctor;

import java.util.List;
import java.util.Optional;

/** Whether the heap is there from the start. */
final class HeapCheck implements Check {
    private static final Subject BOUNDS = new Subject(Topic.JVM, "heap");
    private static final Subject TOUCH = new Subject(Topic.JVM, "AlwaysPreTouch");

    @Override
    public List<Finding> look(Host host) {
        return List.of(bounds(host.jvm()), touch(host.jvm()));
    }

    private static Finding bounds(JvmFacts jvm) {
        Optional<Long> initial = jvm.number("InitialHeapSize");
        Optional<Long> max = jvm.number("MaxHeapSize");
        if (initial.isEmpty() || max.isEmpty()) {
            return BOUNDS.unknown("this JVM does not tell; at most " + Quantity.bytes(jvm.maxHeapBytes()));
        }
        String found = Quantity.bytes(initial.get()) + " to " + Quantity.bytes(max.get());
        return initial.get().equals(max.get())
                ? BOUNDS.good(Quantity.bytes(max.get()) + " from the start")
                : BOUNDS.little(
                        found,
                        "to grow it takes a collection, and then page faults on memory never used",
                        "-Xms and -Xmx the same");
    }

    private static Finding touch(JvmFacts jvm) {
        if (jvm.isOn("AlwaysPreTouch")) {
            return TOUCH.good("on");
        }
        return jvm.isOff("AlwaysPreTouch")
                ? TOUCH.little(
                        "off",
                        "the first use of each page of the heap is a page fault: 0.3 to 1 us, and 50 us and more with huge pages",
                        "-XX:+AlwaysPreTouch")
                : TOUCH.unknown("this JVM does not tell");
    }
}
