package ampro.station.hardware.simulated;

/// Power went away under a running command: nobody answers it any more.
final class PowerCut extends Exception {
    private static final long serialVersionUID = 1;
}
