package io.gemigo.gateway.bench.compare;

import io.gemigo.gateway.bench.load.LoadListener;

/** Reads a target's accounts when the time that counts begins and ends. Single-owner, for one run. */
final class Probe implements LoadListener {
    private final ProcessTree tree;
    private long cpuBefore = -1;
    private long cpuAfter = -1;
    private long resident = -1;

    Probe(ProcessTree tree) {
        this.tree = tree;
    }

    @Override
    public void measuringBegins() {
        cpuBefore = tree.cpuNanos();
    }

    @Override
    public void measuringEnds() {
        cpuAfter = tree.cpuNanos();
        resident = tree.residentBytes();
    }

    /** Processor time used meanwhile, -1 if it is not known. */
    long cpuNanos() {
        return cpuBefore < 0 || cpuAfter < 0 ? -1 : cpuAfter - cpuBefore;
    }

    /** Resident memory at the end, -1 if it is not known. */
    long residentBytes() {
        return resident;
    }
}
