package io.ringfence.config.doctor;

import java.util.List;

/** Whether there are as many CPUs as the layout keeps busy. */
final class CpusCheck implements Check {
    private static final Subject ABOUT = new Subject(Topic.PROCESSOR, "CPUs");

    @Override
    public List<Finding> look(Host host) {
        int cpus = host.usableCpus();
        int threads = host.stageThreads().size();
        return List.of(finding(host, cpus, threads).with("cpus", cpus).with("stage_threads", threads));
    }

    private static Finding finding(Host host, int cpus, int threads) {
        String model = host.cpus().model().map(name -> " (" + name + ")").orElse("");
        String work = host.isSpinning() ? " that never sleep" : "";
        String found = cpus + model + "; " + host.layout() + " has " + threads + " threads" + work;
        if (host.isSpinning() && cpus < threads) {
            return ABOUT.lot(
                    found,
                    "threads that spin take turns on a CPU: an event waits for whole time slices, milliseconds each",
                    threads + 1 + " CPUs or more; or ring.wait = quiet in the configuration");
        }
        if (threads > 0 && cpus == 1) {
            return ABOUT.lot(
                    found,
                    "journal, logic, output, compiler and collector take turns on one CPU, milliseconds each",
                    "two CPUs or more");
        }
        if (host.isSpinning() && cpus == threads) {
            return ABOUT.little(
                    found,
                    "feeds, sockets, compiler and collector take a CPU from a stage now and then, up to some milliseconds;"
                            + " seen from p99 on",
                    threads + 1 + " CPUs or more");
        }
        return ABOUT.good(found);
    }
}
