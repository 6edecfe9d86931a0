package ampro.station.hardware.simulated;

/// The card printer does not do it. A trouble is something in its mechanics that a person puts
/// right; anything else is the host's mistake.
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    /// The guide names the causes but not every text; hosts can rely on the `ERR` only.
    enum Trouble {
        COVER_OPEN("ERR COVER OPEN"),
        FEEDER_EMPTY("ERR FEEDER"),
        RIBBON_ENDED("ERR RIBBON"),
        JAM("ERR MECHANICAL"),
        TRAY_FULL("ERR HOPPER FULL"),
        REJECT_BOX_FULL("ERR REJECT BOX FULL");

        private final String answer;

        Trouble(String answer) {
            this.answer = answer;
        }
    }

    private final String answer;
    private final boolean trouble;

    Refused(String answer) {
        this(answer, false);
    }

    Refused(Trouble trouble) {
        this(trouble.answer, true);
    }

    private Refused(String answer, boolean trouble) {
        super(answer, null, false, false);
        this.answer = answer;
        this.trouble = trouble;
    }

    String answer() {
        return answer;
    }

    boolean trouble() {
        return trouble;
    }
}
