package ampro.station.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.station.hardware.simulated.PanelBitmap.BadBitmap;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small panels: 16 dots a line, 3 lines.
@Tag("device")
class PanelBitmapTest {
    private static PanelBitmap band(int levels, int firstLine, int... data) throws BadBitmap {
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        return PanelBitmap.filled(levels, 16, 3, 1).withBand(firstLine, bytes);
    }

    private static byte[] line(PanelBitmap bitmap, int line) {
        return Arrays.copyOfRange(bitmap.dots(), line * 16, line * 16 + 16);
    }

    @Test
    void resinBitsComeMostSignificantFirst() {
        byte[] packed = {(byte) 0b1000_0001, 0b0100_0000, 0, 0, 0, 1};
        PanelBitmap bitmap = PanelBitmap.unpacked(2, 16, packed);
        assertThat(line(bitmap, 0)).containsExactly(1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0);
        assertThat(line(bitmap, 2)[15]).isEqualTo((byte) 1);
    }

    @Test
    void dyeLevelsArePackedWithoutGaps() {
        // 10000 00001 11111 00000 10101 01010 00 ...
        byte[] packed = {(byte) 0b1000_0000, 0b0111_1110, 0b0000_1010, (byte) 0b1010_1000, 0};
        PanelBitmap bitmap = PanelBitmap.unpacked(32, 8, packed);
        assertThat(bitmap.dots()).containsExactly(16, 1, 31, 0, 21, 10, 0, 0);
        byte[] seven = {(byte) 0b1111_1110, 0b0000_0010, 0, 0, 0, 0, 0b0111_1111};
        assertThat(PanelBitmap.unpacked(128, 8, seven).dots())
                .containsExactly(127, 0, 64, 0, 0, 0, 0, 127);
    }

    @Test
    void compressedResinLines() throws BadBitmap {
        PanelBitmap bitmap = band(2, 0, 0x00, 0xFF, 1, 0b1010_0000);
        assertThat(line(bitmap, 0)).containsOnly(0);
        assertThat(line(bitmap, 1)).containsOnly(1);
        assertThat(line(bitmap, 2)).containsExactly(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void compressedDyeLines() throws BadBitmap {
        PanelBitmap bitmap = band(32, 1, 7, 0x80 | 31, 10, 3, 0x80, 4, 0x80 | 9, 0);
        assertThat(line(bitmap, 0)).as("not in the band").containsOnly(1);
        assertThat(line(bitmap, 1))
                .containsExactly(7, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 3, 0, 0, 0, 0);
        assertThat(line(bitmap, 2)).as("count 0: the rest is bare").containsOnly(0);
    }

    @Test
    void freeBitsOfShortLevelsAddTwoHundredAndFiftySix() throws BadBitmap {
        PanelBitmap wide = PanelBitmap.filled(32, 648, 2, 0);
        byte[] fiveBits = {(byte) (0xE0 | 5), (byte) (648 - 512)};
        assertThat(wide.withBand(1, fiveBits).dots()[648]).isEqualTo((byte) 5);
        assertThat(wide.withBand(1, fiveBits).dots()[1295]).isEqualTo((byte) 5);
        PanelBitmap sixBits = PanelBitmap.filled(64, 300, 1, 0);
        byte[] run = {(byte) (0xC0 | 33), 44};
        assertThat(sixBits.withBand(0, run).dots()).containsOnly(33);
    }

    @Test
    void malformedCompressionIsRefused() {
        int[][] wrong = {
            {17}, // more bytes than a line has
            {2, 0}, // truncated
            {0, 0, 0, 0}, // more lines than the card
        };
        for (int[] data : wrong) {
            assertThatThrownBy(() -> band(2, 0, data)).isInstanceOf(BadBitmap.class);
        }
        int[][] wrongDye = {
            {0x80 | 1}, // no count
            {0x80 | 1, 17}, // beyond the line's end
            {32}, // no such level
            {1, 2, 3}, // the line does not end
        };
        for (int[] data : wrongDye) {
            assertThatThrownBy(() -> band(32, 0, data)).isInstanceOf(BadBitmap.class);
        }
        assertThatThrownBy(() -> band(2, 2, 0, 0)).isInstanceOf(BadBitmap.class);
    }

    @Test
    void dotOfALineIsThePixelTheOrientationSays(@TempDir Path dir) throws Exception {
        byte[] dots = new byte[648 * 1016];
        dots[100 * 648 + 7] = 1; // line 100, dot 7
        CardPicture picture = CardPicture.blank(648, 1016);
        picture.print('k', new PanelBitmap(2, 648, dots), 1016);
        picture.write(dir.resolve("card.png"));
        var image = javax.imageio.ImageIO.read(dir.resolve("card.png").toFile());
        assertThat(image.getWidth()).isEqualTo(1016);
        assertThat(image.getHeight()).isEqualTo(648);
        assertThat(image.getRGB(100, 648 - 1 - 7)).isEqualTo(0xFF000000);
        assertThat(image.getRGB(100, 7)).isEqualTo(0xFFFFFFFF);
        assertThat(image.getRGB(7, 100)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void dyesTakeAwayTheirLightAndVarnishNone(@TempDir Path dir) throws Exception {
        CardPicture picture = CardPicture.blank(8, 8);
        picture.print('y', PanelBitmap.filled(32, 8, 8, 31), 8);
        picture.print('o', PanelBitmap.filled(2, 8, 8, 1), 8);
        assertThat(pixel(picture, dir)).isEqualTo(0xFFFFFF00);
        picture.print('m', PanelBitmap.filled(128, 8, 8, 127), 8);
        assertThat(pixel(picture, dir)).isEqualTo(0xFFFF0000);
        picture.print('c', PanelBitmap.filled(3, 8, 8, 1), 8);
        assertThat(pixel(picture, dir)).as("half cyan").isEqualTo(0xFF7F0000);
        picture.print('k', PanelBitmap.filled(2, 8, 8, 1), 8);
        assertThat(pixel(picture, dir)).isEqualTo(0xFF000000);
    }

    private static int pixel(CardPicture picture, Path dir) throws Exception {
        picture.write(dir.resolve("p.png"));
        return javax.imageio.ImageIO.read(dir.resolve("p.png").toFile()).getRGB(3, 3);
    }
}
