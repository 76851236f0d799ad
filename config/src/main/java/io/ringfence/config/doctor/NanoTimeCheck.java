package io.ringfence.config.doctor;

import io.ringfence.config.doctor.Probes.Clock;
import java.util.List;
import java.util.Locale;

/** What the JVM's clock costs, and how finely it tells. */
final class NanoTimeCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.TIME, "reading the clock");
    private static final double GOOD_NS = 50;
    private static final double LITTLE_NS = 150;
    private static final long FINE_STEP_NS = 250;

    @Override
    public List<Finding> look(Host host) {
        Clock clock = host.probes().clock();
        String found = String.format(
                Locale.ROOT, "System.nanoTime takes %.0f ns, steps of %s", clock.callNs(), Quantity.ns(clock.stepNs()));
        String change = "a faster clock source, see above";
        Finding finding;
        if (clock.callNs() <= GOOD_NS && clock.stepNs() <= FINE_STEP_NS) {
            finding = ABOUT.good(found);
        } else if (clock.callNs() <= LITTLE_NS) {
            finding = ABOUT.little(found, "that long with each event and each measurement", change);
        } else {
            finding = ABOUT.lot(
                    found, "that long with each event, several times: it is read by producers and stages", change);
        }
        return List.of(finding.with("call_ns", Math.round(clock.callNs())).with("step_ns", clock.stepNs()));
    }
}
