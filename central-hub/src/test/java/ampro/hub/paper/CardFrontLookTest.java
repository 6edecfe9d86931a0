package ampro.hub.paper;

import static ampro.hub.card.Cards.COUNTRY;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.card.Cards;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How the front looks: where things stand, and a picture to compare with.
@Tag("unit")
class CardFrontLookTest {
    private static final int DPI = 100;
    private static final int BLOCK = 8;

    /// Another rasteriser may soften an edge; a moved word changes a block by 30 and more.
    private static final double BLOCK_DIFFERENCE_MAX = 14;

    @Test
    void frontLooksLikeTheKeptPicture() throws Exception {
        byte[] png = CardPaper.png(CardPaper.front(Cards.plain(), COUNTRY), DPI);
        Path drawn = Path.of("target", "card-front.png");
        Files.write(drawn, png);
        BufferedImage now = ImageIO.read(new ByteArrayInputStream(png));
        BufferedImage kept = kept();
        assertThat(now.getWidth()).isEqualTo(kept.getWidth());
        for (int y = 0; y + BLOCK <= now.getHeight(); y += BLOCK) {
            for (int x = 0; x + BLOCK <= now.getWidth(); x += BLOCK) {
                assertThat(difference(now, kept, x, y))
                        .as("block at %d, %d; if the new look is meant, keep %s", x, y, drawn)
                        .isLessThan(BLOCK_DIFFERENCE_MAX);
            }
        }
    }

    @Test
    void fieldsStandInTheirZones() throws Exception {
        Map<String, TextPosition> found = positions(CardPaper.front(Cards.plain(), COUNTRY));
        assertThat(y(found, "DRIVING LICENCE")).as("zone I").isLessThan(11.6);
        List<String> fields =
                List.of(
                        "RAKOTONDRABE",
                        "Hanitriniaina Voahirana",
                        "14.03.1991  Antsirabe",
                        "22.11.2026",
                        "ATT Antananarivo",
                        "T01 0004 217 0",
                        "A1 · B · BE");
        double above = 12;
        for (String field : fields) {
            assertThat(Mm.ofPoints(position(found, field).getX())).as(field).isBetween(33.0, 34.0);
            assertThat(y(found, field)).as(field).isGreaterThan(above + 2);
            above = y(found, field);
        }
        assertThat(above).isLessThan(52);
    }

    @Test
    void portraitFillsZoneThreeOnTheLeft() throws Exception {
        BufferedImage front =
                ImageIO.read(
                        new ByteArrayInputStream(
                                CardPaper.png(CardPaper.front(Cards.plain(), COUNTRY), 300)));
        BufferedImage face = GhostPortrait.read(Cards.portrait());
        int left = Mm.pixels(4, 300);
        int top = Mm.pixels(13.2, 300);
        int width = Mm.pixels(22, 300);
        int height = Mm.pixels(22 * 45 / 35.0, 300);
        for (int y = 3; y < 9; y++) {
            for (int x = 3; x < 9; x++) {
                int printed = front.getRGB(left + width * x / 12, top + height * y / 12);
                int taken = face.getRGB(face.getWidth() * x / 12, face.getHeight() * y / 12);
                assertThat(distance(printed, taken)).as("%d/12, %d/12", x, y).isLessThan(75);
            }
        }
    }

    @Test
    void onlyTextAndSignatureAreBlackEnoughForTheBlackPanel() throws Exception {
        BufferedImage front =
                ImageIO.read(
                        new ByteArrayInputStream(
                                CardPaper.png(CardPaper.front(Cards.plain(), COUNTRY), 300)));
        for (int y = Mm.pixels(13.2, 300); y < Mm.pixels(41.4, 300); y++) {
            for (int x = Mm.pixels(4, 300); x < Mm.pixels(26, 300); x++) {
                int rgb = front.getRGB(x, y);
                int brightest = Math.max((rgb >> 16) & 255, Math.max((rgb >> 8) & 255, rgb & 255));
                assertThat(brightest).isGreaterThan(40);
            }
        }
    }

    private static BufferedImage kept() throws IOException {
        try (InputStream in = CardFrontLookTest.class.getResourceAsStream("card-front.png")) {
            return ImageIO.read(Objects.requireNonNull(in, "card-front.png"));
        }
    }

    private static double difference(BufferedImage a, BufferedImage b, int left, int top) {
        double sum = 0;
        for (int y = top; y < top + BLOCK; y++) {
            for (int x = left; x < left + BLOCK; x++) {
                sum += distance(a.getRGB(x, y), b.getRGB(x, y)) / 3.0;
            }
        }
        return sum / (BLOCK * BLOCK);
    }

    private static int distance(int a, int b) {
        return Math.abs(((a >> 16) & 255) - ((b >> 16) & 255))
                + Math.abs(((a >> 8) & 255) - ((b >> 8) & 255))
                + Math.abs((a & 255) - (b & 255));
    }

    private static double y(Map<String, TextPosition> found, String text) {
        return Mm.ofPoints(position(found, text).getY());
    }

    private static TextPosition position(Map<String, TextPosition> found, String text) {
        assertThat(found).containsKey(text);
        return Objects.requireNonNull(found.get(text));
    }

    /// Each piece of text with its first letter's place.
    private static Map<String, TextPosition> positions(byte[] side) throws IOException {
        Map<String, TextPosition> found = new LinkedHashMap<>();
        PDFTextStripper stripper =
                new PDFTextStripper() {
                    @Override
                    protected void writeString(String text, List<TextPosition> letters) {
                        StringBuilder piece = new StringBuilder();
                        TextPosition first = letters.getFirst();
                        TextPosition last = first;
                        for (TextPosition letter : letters) {
                            if (letter.getX() > last.getX() + last.getWidth() + 4) {
                                found.put(piece.toString(), first);
                                piece.setLength(0);
                                first = letter;
                            }
                            piece.append(letter.getUnicode());
                            last = letter;
                        }
                        found.put(piece.toString(), first);
                    }
                };
        try (PDDocument pdf = Loader.loadPDF(side)) {
            stripper.getText(pdf);
        }
        return found;
    }
}
