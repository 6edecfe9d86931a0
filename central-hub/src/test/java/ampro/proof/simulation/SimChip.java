package ampro.proof.simulation;

import ampro.station.hardware.GuardCounter;

/// A guard counter that no disk image brings back.
final class SimChip implements GuardCounter {
    private long count = 41;

    @Override
    public long read() {
        return count;
    }

    @Override
    public long increment() {
        return ++count;
    }

    @Override
    public void close() {}
}
