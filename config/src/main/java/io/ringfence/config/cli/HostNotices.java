package io.ringfence.config.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.ringfence.config.node.NodeConfig;
import io.ringfence.core.ring.WaitProfile;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What keeps a host that is configured for low latency from it: too few cores, or a JVM without the flags for it. */
final class HostNotices {
    /** Journal, stop-loss and trade; the outputs have a thread each. */
    private static final int PIPELINED_CORE_THREADS = 3;

    private HostNotices() {}

    /** Of this process. */
    static List<String> of(NodeConfig config) {
        return of(config, Runtime.getRuntime().availableProcessors(), HostNotices::flag);
    }

    /**
     * A line for each.
     *
     * @param cores that the process may use
     * @param flags value of a JVM flag by its name, an empty text where the JVM does not know it
     */
    static List<String> of(NodeConfig config, int cores, UnaryOperator<String> flags) {
        List<String> notices = new ArrayList<>();
        boolean isSpinning = config.ring().waitProfile() == WaitProfile.SPIN;
        int threads = stageThreads(config);
        if (isSpinning && threads >= cores) {
            notices.add("ring.wait = spin: " + threads + " threads spin on " + cores
                    + (cores == 1 ? " core" : " cores") + ", which leaves none to feeds, clients and the JVM: every"
                    + " event waits for the scheduler. Take balanced or quiet");
        }
        List<String> lacking = lacking(flags);
        if ((isSpinning || !config.cpus().isEmpty()) && !lacking.isEmpty()) {
            notices.add("configured for low latency, but this JVM lacks " + String.join(", ", lacking)
                    + ": start it with java @config/target/colocated.jvm");
        }
        return notices;
    }

    private static int stageThreads(NodeConfig config) {
        return switch (config.ring().threading()) {
            case INLINE -> 0;
            case COMPACT -> 2;
            // Broker and scheduler are always there.
            case PIPELINED ->
                PIPELINED_CORE_THREADS
                        + 2
                        + (config.edge().isPresent() ? 1 : 0)
                        + (config.eventLog().isPresent() ? 1 : 0);
        };
    }

    private static List<String> lacking(UnaryOperator<String> flags) {
        List<String> lacking = new ArrayList<>();
        if (!flags.apply("InitialHeapSize").equals(flags.apply("MaxHeapSize"))) {
            lacking.add("a heap of one size (-Xms = -Xmx)");
        }
        if (flags.apply("AlwaysPreTouch").equals("false")) {
            lacking.add("-XX:+AlwaysPreTouch");
        }
        if (flags.apply("UsePerfData").equals("true")) {
            lacking.add("-XX:-UsePerfData");
        }
        return lacking;
    }

    private static String flag(String name) {
        try {
            return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption(name)
                    .getValue();
        } catch (IllegalArgumentException unknown) {
            return "";
        }
    }
}
