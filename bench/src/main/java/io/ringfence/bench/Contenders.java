package io.ringfence.bench;

import io.ringfence.bench.rig.SubjectSpec;
import io.ringfence.bench.subject.HostFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What can be measured beside the host, by the names that the command line knows. */
final class Contenders {
    private static final String ALL = "all";
    private static final String NONE = "none";

    private static final Map<String, Function<Map<String, String>, SubjectSpec>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("no-journal", Contenders::withoutJournal);
    }

    private Contenders() {}

    /** For the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return BY_NAME.keySet().iterator();
        }
    }

    /**
     * Those that were asked for, each once, in the order of their list.
     *
     * @param host options of the host that they are measured beside
     * @throws IllegalArgumentException in one line, when there is none of a name
     */
    static List<SubjectSpec> of(List<String> names, Map<String, String> host) {
        for (String name : names) {
            if (!BY_NAME.containsKey(name) && !name.equals(ALL) && !name.equals(NONE)) {
                throw new IllegalArgumentException("--peers = " + name + ": expected none, all, or some of "
                        + String.join(", ", BY_NAME.keySet()));
            }
        }
        List<SubjectSpec> contenders = new ArrayList<>();
        BY_NAME.forEach((name, spec) -> {
            if (names.contains(name) || names.contains(ALL)) {
                contenders.add(spec.apply(host));
            }
        });
        return contenders;
    }

    /** The host itself, so that the journal's part can be told from the rest. */
    private static SubjectSpec withoutJournal(Map<String, String> host) {
        Map<String, String> options = new LinkedHashMap<>(host);
        options.put("journal.durability", "off");
        options.put("with", "");
        return new SubjectSpec("without journal", HostFactory.class, options);
    }
}
