package ampro.hub.paper;

import static ampro.hub.card.Cards.COUNTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.firmware.wire.CardCode;
import ampro.hub.card.CardData;
import ampro.hub.card.CardText;
import ampro.hub.card.Cards;
import ampro.hub.card.Category;
import ampro.hub.card.Entitlement;
import ampro.hub.card.Holder;
import ampro.hub.paper.Lettering.Face;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CardPaperTest {
    private static final CardData CARD = Cards.plain();
    private static final CardCode CODE = new CardCode(CARD.licence().compact(), "7K3M9QWETY2345HX");

    @Test
    void bothSidesAreOnePageOfExactlyOneCard() throws Exception {
        for (byte[] side : sides(CARD)) {
            try (PDDocument pdf = Loader.loadPDF(side)) {
                assertThat(pdf.getNumberOfPages()).isEqualTo(1);
                assertThat(Mm.ofPoints(pdf.getPage(0).getMediaBox().getWidth()))
                        .isBetween(85.5999, 85.6001);
                assertThat(Mm.ofPoints(pdf.getPage(0).getMediaBox().getHeight()))
                        .isBetween(53.9799, 53.9801);
            }
        }
    }

    @Test
    void everyFontIsEmbeddedAndOnlyTheGlyphsInUse() throws Exception {
        for (byte[] side : sides(CARD)) {
            try (PDDocument pdf = Loader.loadPDF(side)) {
                PDPage page = pdf.getPage(0);
                int fonts = 0;
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    assertThat(font.getName()).matches("[A-Z]{6}\\+NotoSans-(Regular|Bold)");
                    fonts++;
                }
                assertThat(fonts).isEqualTo(2);
            }
            assertThat(side.length).isLessThan(600_000);
        }
    }

    @Test
    void sameDataGivesTheSameBytes() throws Exception {
        assertThat(CardPaper.front(Cards.plain(), COUNTRY))
                .isEqualTo(CardPaper.front(Cards.plain(), COUNTRY));
        assertThat(CardPaper.back(Cards.plain(), COUNTRY, CODE))
                .isEqualTo(CardPaper.back(Cards.plain(), COUNTRY, CODE));
    }

    @Test
    void nothingPersonalStandsInTheFilesOwnData() throws Exception {
        for (byte[] side : sides(CARD)) {
            assertThat(new String(side, StandardCharsets.ISO_8859_1))
                    .doesNotContain("Rakotondrabe")
                    .doesNotContainIgnoringCase("RAKOTO");
        }
    }

    @Test
    void textsCanBeReadBackFromBothSides() throws Exception {
        assertThat(text(CardPaper.front(CARD, COUNTRY)))
                .contains(
                        "RAKOTONDRABE",
                        "Hanitriniaina Voahirana",
                        "14.03.1991",
                        "Antsirabe",
                        "22.11.2026",
                        "21.11.2031",
                        "ATT Antananarivo",
                        "T01 0004 217 0",
                        "A1 · B · BE",
                        "FAHAZOAN-DÀLANA MITONDRA");
        assertThat(text(CardPaper.back(CARD, COUNTRY, CODE)))
                .contains("T01 0004 217 0", "01 Eyesight correction", "C1E", "7K3M 9QWE");
    }

    @Test
    void everyLetterThatTheRulesAcceptHasAGlyphInBothFaces() throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            for (Face face : Face.values()) {
                Lettering lettering = new Lettering(pdf, face);
                assertThat(
                                IntStream.rangeClosed(0, 0xffff)
                                        .filter(CardText::printable)
                                        .filter(c -> !lettering.has(c))
                                        .mapToObj("U+%04X"::formatted))
                        .as(face.name())
                        .isEmpty();
            }
        }
    }

    @Test
    void characterWithoutGlyphIsRefusedByItsFieldAndCodePoint() {
        CardData chinese = Cards.of(Cards.holder("Rabe", "王", List.of()), Category.B);
        assertThatThrownBy(() -> CardPaper.front(chinese, COUNTRY))
                .isInstanceOfSatisfying(
                        UnprintableException.class, e -> assertThat(e.field()).isEqualTo("2"))
                .hasMessage("2: the font has no glyph for U+738B");
    }

    @Test
    void longestNamesStandWhole() throws Exception {
        String surname = "Andrianampoinimerinatompokoindrindra Ray";
        String given = "Razafindratandramanana Hanitriniainasoam";
        assertThat(surname).hasSize(40);
        assertThat(given).hasSize(40);
        CardData card = Cards.of(full(surname, given), Category.values());
        String front = text(CardPaper.front(card, COUNTRY)).replaceAll("\\s+", " ");
        assertThat(front).contains(surname.toUpperCase(Locale.ROOT), given, "AD-1234567890");
    }

    @Test
    void textThatWouldHaveToBeCutIsRefused() {
        CardData card = Cards.of(full("W".repeat(40), "Ony"), Category.B);
        assertThatThrownBy(() -> CardPaper.front(card, COUNTRY))
                .isInstanceOf(UnprintableException.class)
                .hasMessage("1: the text does not fit 48.6 mm in 5.0 point");
    }

    @Test
    void fullTableWithRestrictionsFitsTheBack() throws Exception {
        List<Entitlement> all =
                COUNTRY.categories().stream()
                        .map(law ->
                                Cards.entitlement(
                                        law.category(), Cards.ISSUED, List.of("01", "78", "S05")))
                        .toList();
        CardData card =
                new CardData(
                        CARD.licence(),
                        CARD.issued(),
                        CARD.expires(),
                        CARD.authority(),
                        CARD.holder(),
                        all,
                        List.of("01", "03", "78", "S05"));
        assertThat(text(CardPaper.back(card, COUNTRY, CODE)).split("22.11.2026", -1))
                .hasSize(COUNTRY.categories().size() + 1);
    }

    @Test
    void pictureHasThePrintersSize() throws Exception {
        Picture picture = Picture.of(CardPaper.front(CARD, COUNTRY), 300);
        assertThat(picture.width()).isEqualTo(1011);
        assertThat(picture.height()).isEqualTo(638);
        assertThat(picture.sha256()).hasSize(64);
    }

    private static Holder full(String surname, String given) {
        Holder h = Cards.holder(surname, given, List.of());
        return new Holder(
                h.surname(),
                h.givenNames(),
                h.birthDate(),
                "Ambohimanarina Antananarivo Renivohitra",
                h.sex(),
                List.of(
                        "Lot II M 34 bis Ankadivato Ambony",
                        "Boriborintany voalohany",
                        "101 Antananarivo"),
                Optional.of("AD-1234567890"),
                h.portrait(),
                h.signature());
    }

    private static List<byte[]> sides(CardData card) throws UnprintableException {
        return Stream.of(CardPaper.front(card, COUNTRY), CardPaper.back(card, COUNTRY, CODE))
                .toList();
    }

    private static String text(byte[] side) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(side)) {
            return new PDFTextStripper().getText(pdf);
        }
    }
}
