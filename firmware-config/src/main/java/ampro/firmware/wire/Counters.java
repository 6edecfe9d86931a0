package ampro.firmware.wire;

/// What a card printer has counted over its life: cards fed and panels printed (Evolis `Rco;c` and
/// `Rco;p`). Evidence only as far as the printer's profile says that they survive a power cut.
public record Counters(long cards, long panels) {

    public long fedSince(Counters before) {
        return cards - before.cards;
    }

    public boolean isBelow(Counters before) {
        return cards < before.cards || panels < before.panels;
    }
}
