package ampro.hub.paper;

import static ampro.hub.card.Cards.COUNTRY;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.CardCode;
import ampro.hub.card.Cards;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The back's symbol, read by two decoders that share no code with what drew it.
@Tag("unit")
class CardSymbolTest {
    private static final CardCode CODE = new CardCode(Cards.LICENCE.compact(), "7K3M9QWETY2345HX");

    private static final int BLACK = 0;
    private static final int WHITE = 0xffffff;

    @Test
    void zxingReadsTheBackAsRenderedAndInPureBlackAndWhite() throws Exception {
        assertThat(zxing(back(300))).isEqualTo(CODE.text());
        assertThat(zxing(blackAndWhite(back(300)))).isEqualTo(CODE.text());
    }

    @Test
    void anOutsideReaderReadsTheBackAsRenderedAndInPureBlackAndWhite(@TempDir Path dir)
            throws Exception {
        assertThat(zxingReader(dir, back(300))).contains("\"" + CODE.text() + "\"");
        assertThat(zxingReader(dir, blackAndWhite(back(300)))).contains("\"" + CODE.text() + "\"");
    }

    @Test
    void longestCodeStillFitsAndReads() throws Exception {
        SymbolBars symbol = SymbolBars.of(new CardCode("T".repeat(25), "7K3M9QWETY2345HX"));
        assertThat(symbol.width()).isEqualTo(SymbolBars.of(CODE).width());
        assertThat(Mm.ofDots(symbol.height(), SymbolBars.DPI)).isLessThan(9);
    }

    @Test
    void everyBarLiesOnWholeModulesSoThatNoDotIsGrey() throws Exception {
        SymbolBars symbol = SymbolBars.of(CODE);
        for (Rectangle bar : symbol.bars()) {
            assertThat(bar.x % SymbolBars.MODULE).isZero();
            assertThat(bar.width % SymbolBars.MODULE).isZero();
            assertThat(bar.height % (3 * SymbolBars.MODULE)).isZero();
        }
        Rectangle place = place(symbol);
        assertThat(dots(back(300), place))
                .allMatch(dot -> dot.rgb() == BLACK || dot.rgb() == WHITE);
    }

    @Test
    void quietZoneAroundTheSymbolIsWhite() throws Exception {
        Rectangle place = place(SymbolBars.of(CODE));
        Rectangle zone = new Rectangle(place);
        zone.grow(SymbolBars.QUIET, SymbolBars.QUIET);
        assertThat(dots(back(300), zone).filter(dot -> !place.contains(dot.x(), dot.y())))
                .allMatch(dot -> dot.rgb() == WHITE);
    }

    @Test
    void backHasNoColour() throws Exception {
        BufferedImage back = back(300);
        Rectangle all = new Rectangle(0, 0, back.getWidth(), back.getHeight());
        assertThat(dots(back, all)).allMatch(dot -> dot.rgb() == (dot.rgb() & 0xff) * 0x10101);
    }

    private record Dot(int x, int y, int rgb) {}

    private static Stream<Dot> dots(BufferedImage picture, Rectangle part) {
        return IntStream.range(0, part.width * part.height)
                .mapToObj(i -> {
                    int x = part.x + i % part.width;
                    int y = part.y + i / part.width;
                    return new Dot(x, y, picture.getRGB(x, y) & 0xffffff);
                });
    }

    /// Where the layout puts the symbol, in dots.
    private static Rectangle place(SymbolBars symbol) {
        return new Rectangle(38, 612 - symbol.height(), symbol.width(), symbol.height());
    }

    private static BufferedImage back(int dpi) throws Exception {
        byte[] pdf = CardPaper.back(Cards.plain(), COUNTRY, CODE);
        return ImageIO.read(new ByteArrayInputStream(CardPaper.png(pdf, dpi)));
    }

    private static BufferedImage blackAndWhite(BufferedImage grey) {
        BufferedImage bits =
                new BufferedImage(
                        grey.getWidth(), grey.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < grey.getHeight(); y++) {
            for (int x = 0; x < grey.getWidth(); x++) {
                bits.setRGB(x, y, (grey.getRGB(x, y) & 0xff) < 128 ? 0xff000000 : 0xffffffff);
            }
        }
        return bits;
    }

    private static String zxing(BufferedImage picture) throws Exception {
        int[] pixels =
                picture.getRGB(
                        0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        var source = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels);
        return new MultiFormatReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(source)),
                        Map.of(DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.PDF_417)))
                .getText();
    }

    /// Debian's `zxing-cpp-tools`, another code base in another language.
    private static String zxingReader(Path dir, BufferedImage picture)
            throws IOException, InterruptedException {
        Path file = dir.resolve("back.png");
        Path said = dir.resolve("said.txt");
        ImageIO.write(picture, "png", file.toFile());
        Process reader =
                new ProcessBuilder("ZXingReader", "-format", "PDF417", file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(reader.waitFor(30, TimeUnit.SECONDS)).as("ZXingReader ends").isTrue();
        return Files.readString(said, StandardCharsets.UTF_8);
    }
}
