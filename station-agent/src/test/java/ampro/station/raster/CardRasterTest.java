package ampro.station.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.profile.Handshake;
import ampro.firmware.profile.Profiles;
import ampro.station.raster.Drawing.Drawn;
import ampro.station.raster.Drawing.Refused;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class CardRasterTest {
    private static final float WIDTH = (float) (85.60 / 25.4 * 72);
    private static final float HEIGHT = (float) (53.98 / 25.4 * 72);
    private static final int LINES = 1016;
    private static final int DOTS = 648;

    private static final CardPrinterProfile PROFILE =
            Profiles.load().cardPrinter("evolis-reference");
    private final CardRaster raster = new CardRaster(PROFILE);

    @Test
    void panelsHaveTheSizesOfTheManualsGeometry() throws IOException {
        Panels front = drawn(raster.front(card(Ops.NONE)));
        assertThat(front.names()).isEqualTo("ymcko");
        for (char dye : new char[] {'y', 'm', 'c'}) {
            assertThat(front.panel(dye).levels()).isEqualTo(32);
            assertThat(front.panel(dye).dots()).hasSize(411_480).containsOnly(0);
        }
        assertThat(front.panel('k').dots()).hasSize(82_296).containsOnly(0);
        assertThat(front.panel('o').dots()).hasSize(82_296).containsOnly(0xff);
        assertThat(Panel.bytesMax(PROFILE)).isEqualTo(411_480);
        assertThat(drawn(raster.back(card(Ops.NONE))).names()).isEqualTo("k");
    }

    @Test
    void aColourIsItsComplementInDyesAtEveryDotWithBleedToTheEdge() throws IOException {
        Panels front = drawn(raster.front(card(fill(new Color(255, 128, 0)))));
        assertThat(values(front.panel('c'))).containsOnly(0);
        assertThat(values(front.panel('m'))).containsOnly(15);
        assertThat(values(front.panel('y'))).containsOnly(31);
        assertThat(values(front.panel('k'))).containsOnly(0);
    }

    @Test
    void blackAndNearBlackNeutralsAreResinWithoutDye() throws IOException {
        for (Color black : new Color[] {Color.BLACK, new Color(38, 40, 36)}) {
            Panels front = drawn(raster.front(card(fill(black))));
            assertThat(values(front.panel('k'))).containsOnly(1);
            assertThat(values(front.panel('y'))).containsOnly(0);
            assertThat(values(front.panel('m'))).containsOnly(0);
            assertThat(values(front.panel('c'))).containsOnly(0);
        }
        Panels darkBlue = drawn(raster.front(card(fill(new Color(0, 0, 40)))));
        assertThat(values(darkBlue.panel('k'))).containsOnly(0);
        assertThat(values(darkBlue.panel('c'))).containsOnly(31);
    }

    /// A black square near the left edge, low on the picture: the head meets it in its first lines.
    @Test
    void theHeadReadsTheCardTurned() throws IOException {
        Ops square =
                pdf -> {
                    pdf.setNonStrokingColor(Color.BLACK);
                    pdf.addRect(dots(90), HEIGHT - dots(600), dots(30), dots(20));
                    pdf.fill();
                };
        int[] black = values(drawn(raster.back(card(square))).panel('k'));
        // The 1011 x 638 picture lies 2 dots from the left and 5 from the top of the 1016 x 648.
        for (int line = 0; line < LINES; line++) {
            for (int dot = 0; dot < DOTS; dot++) {
                int x = line - 2;
                int y = DOTS - 1 - dot - 5;
                int expected = x >= 90 && x < 120 && y >= 580 && y < 600 ? 1 : 0;
                if (black[line * DOTS + dot] != expected) {
                    throw new AssertionError("pixel x %d y %d is not %d".formatted(x, y, expected));
                }
            }
        }
    }

    @Test
    void edgePixelsAreRepeatedAsBleed() throws IOException {
        Ops frame =
                pdf -> {
                    pdf.setNonStrokingColor(Color.BLACK);
                    pdf.addRect(0, 0, dots(3), HEIGHT);
                    pdf.fill();
                };
        int[] black = values(drawn(raster.back(card(frame))).panel('k'));
        assertThat(Arrays.copyOf(black, DOTS * 5)).containsOnly(1);
        assertThat(Arrays.copyOfRange(black, DOTS * 5, black.length)).containsOnly(0);
    }

    @Test
    void theBackIsAThresholdWithoutDithering() throws IOException {
        assertThat(back(new Color(120, 120, 120))).containsOnly(1);
        assertThat(back(new Color(136, 136, 136))).containsOnly(0);
        assertThat(back(Color.RED)).containsOnly(1);
    }

    @Test
    void sevenBitDotsArePackedWithoutGaps() throws IOException {
        CardPrinterProfile fine =
                new CardPrinterProfile(
                        "fine",
                        CardPrinterProfile.Language.EVOLIS,
                        9_600,
                        Handshake.RTS_CTS,
                        300,
                        648,
                        1_016,
                        "ymcko",
                        "ymcko",
                        "k",
                        128,
                        true,
                        true,
                        false,
                        false);
        Panel yellow = drawn(new CardRaster(fine).front(card(fill(Color.RED)))).panel('y');
        assertThat(yellow.dots()).hasSize(576_072);
        assertThat(values(yellow)).containsOnly(127);
    }

    @Test
    void aPictureThatIsNotOneCardSideIsRefusedInWords() throws IOException {
        assertThat(why(new byte[0])).startsWith("the PDF cannot be drawn");
        assertThat(why("%PDF-1.7 nonsense".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .startsWith("the PDF cannot be drawn");
        assertThat(why(new byte[CardRaster.PDF_BYTES_MAX + 1])).contains("bytes, more than");
        assertThat(why(pdf(2, WIDTH, HEIGHT, 0, Ops.NONE)))
                .isEqualTo("the PDF has 2 pages, not one");
        assertThat(why(pdf(1, HEIGHT, WIDTH, 0, Ops.NONE))).contains("53.98 x 85.60 mm");
        assertThat(why(pdf(1, WIDTH, HEIGHT, 90, Ops.NONE))).contains("turned by 90");
        assertThat(why(pdf(1, 595, 842, 0, Ops.NONE))).contains("not 85.60 x 53.98 mm");
        assertThat(why(encrypted(""))).isEqualTo("the PDF is encrypted");
        assertThat(why(encrypted("secret"))).contains("InvalidPassword");
    }

    @Test
    void aDamagedPdfIsDrawnOrRefusedButNeverThrows() throws IOException {
        long seed = 20_261_122;
        Random random = new Random(seed);
        byte[] whole = card(fill(Color.GREEN));
        for (int run = 0; run < 60; run++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int hits = random.nextInt(8); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(raster.front(damaged)).as("seed %d run %d", seed, run).isNotNull();
        }
    }

    private int[] back(Color colour) throws IOException {
        return values(drawn(raster.back(card(fill(colour)))).panel('k'));
    }

    private String why(byte[] pdf) {
        return assertThat(raster.front(pdf)).asInstanceOf(type(Refused.class)).actual().why();
    }

    private static Panels drawn(Drawing drawing) {
        return assertThat(drawing).asInstanceOf(type(Drawn.class)).actual().panels();
    }

    /// Reads packed dots as one long number, so that it shares nothing with the packing.
    private static int[] values(Panel panel) {
        int bits = Integer.toBinaryString(panel.levels() - 1).length();
        int[] values = new int[LINES * DOTS];
        byte[] packed = panel.dots();
        int dotsAtOnce = 8;
        for (int dot = 0, at = 0; dot < values.length; dot += dotsAtOnce, at += bits) {
            BigInteger group = new BigInteger(1, Arrays.copyOfRange(packed, at, at + bits));
            for (int i = 0; i < dotsAtOnce; i++) {
                int shift = (dotsAtOnce - 1 - i) * bits;
                values[dot + i] = group.shiftRight(shift).intValue() & (panel.levels() - 1);
            }
        }
        return values;
    }

    /// Draws onto a page.
    private interface Ops {
        Ops NONE = _ -> {};

        void on(PDPageContentStream page) throws IOException;
    }

    private static Ops fill(Color colour) {
        return page -> {
            page.setNonStrokingColor(colour);
            page.addRect(-5, -5, WIDTH + 10, HEIGHT + 10);
            page.fill();
        };
    }

    /// Points of this many dots on the 1011 dots wide page.
    private static float dots(int dots) {
        return dots * WIDTH / 1_011;
    }

    private static byte[] card(Ops ops) throws IOException {
        return pdf(1, WIDTH, HEIGHT, 0, ops);
    }

    private static byte[] pdf(int pages, float width, float height, int turned, Ops ops)
            throws IOException {
        try (PDDocument document = document(pages, width, height, turned, ops)) {
            return saved(document);
        }
    }

    private static byte[] encrypted(String password) throws IOException {
        try (PDDocument document = document(1, WIDTH, HEIGHT, 0, Ops.NONE)) {
            document.protect(
                    new StandardProtectionPolicy("owner", password, new AccessPermission()));
            return saved(document);
        }
    }

    private static PDDocument document(int pages, float width, float height, int turned, Ops ops)
            throws IOException {
        PDDocument document = new PDDocument();
        for (int i = 0; i < pages; i++) {
            PDPage page = new PDPage(new PDRectangle(width, height));
            page.setRotation(turned);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                ops.on(content);
            }
        }
        return document;
    }

    private static byte[] saved(PDDocument document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }
}
