package ampro.proof.storage;

import ampro.station.hardware.GuardCounter;

/// A guard counter that no disk takes with it.
final class Chip implements GuardCounter {
    private long count;

    Chip(long count) {
        this.count = count;
    }

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
