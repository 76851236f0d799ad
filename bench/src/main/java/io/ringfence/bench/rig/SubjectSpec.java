package io.ringfence.bench.rig;

import java.util.List;
import java.util.Map;

/**
 * How to get a subject.
 *
 * @param name as in the tables
 * @param factory name of its {@link RoundRunner}'s class, most often a {@link SubjectFactory}
 * @param classPathBefore what stands on its JVM's class path before ours; a library there is taken in place of ours
 * @param jvmArgs flags of its JVM besides those that every round gets
 * @param options for its factory, by name
 */
public record SubjectSpec(
        String name, String factory, List<String> classPathBefore, List<String> jvmArgs, Map<String, String> options) {

    /** One of ours: it runs on our class path as it is. */
    public SubjectSpec(String name, Class<? extends RoundRunner> factory, Map<String, String> options) {
        this(name, factory.getName(), List.of(), List.of(), options);
    }
}
