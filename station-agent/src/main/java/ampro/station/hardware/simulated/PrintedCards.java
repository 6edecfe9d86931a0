package ampro.station.hardware.simulated;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.station.hardware.simulated.Physical.Card;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The pictures on the cards: `inside/` while a card is in the printer, `printed/` once it has
/// left, both sides always. Called under the mechanism's monitor.
///
/// Two cards fed at once stay one on the other: the front is printed on the first, the back on the
/// last.
final class PrintedCards {
    enum Side {
        FRONT,
        BACK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final CardPrinterProfile profile;
    private final Truth truth;
    private final Path data;

    PrintedCards(CardPrinterProfile profile, Truth truth, Path data) throws IOException {
        this.profile = profile;
        this.truth = truth;
        this.data = data;
        Files.createDirectories(data.resolve("inside"));
        Files.createDirectories(data.resolve("printed"));
    }

    static Card facing(Physical box, Side side) {
        return side == Side.FRONT ? box.inside.getFirst() : box.inside.getLast();
    }

    /// The head has passed the first `lines` lines of the card inside.
    void stain(Side side, char panel, PanelBitmap bitmap, int lines) {
        if (panel == 'o') {
            return;
        }
        try {
            Path file = inside(truth.read(box -> facing(box, side).number), side);
            CardPicture picture = Files.exists(file) ? CardPicture.read(file) : bare();
            picture.print(panel, bitmap, lines);
            picture.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All cards inside go to this place.
    void leave(Function<Physical, List<Card>> place) {
        truth.change(box -> {
            for (Card card : box.inside) {
                card.front = printed(card, Side.FRONT);
                card.back = printed(card, Side.BACK);
                place.apply(box).add(card);
            }
            box.inside.clear();
        });
    }

    /// Also after a kill between the move of a picture and the change of the truth.
    private String printed(Card card, Side side) {
        String name = "printed/%06d-%s-%s.png".formatted(card.number, card.blank, side.word());
        Path from = inside(card.number, side);
        Path to = data.resolve(name);
        try {
            if (Files.exists(from)) {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            } else if (!Files.exists(to)) {
                bare().write(to);
            }
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path inside(int number, Side side) {
        return data.resolve("inside/%06d-%s.png".formatted(number, side.word()));
    }

    private CardPicture bare() {
        return CardPicture.blank(profile.lineDots(), profile.lines());
    }
}
