package ampro.hub.card;

import static ampro.hub.card.Cards.read;
import static ampro.hub.card.Cards.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PortraitTest {
    @Test
    void pngAndJpegAreStoredAsJpegOfTheSameSize() throws IOException {
        for (String type : new String[] {"png", "jpeg"}) {
            Portrait portrait = read(Portrait.read(file(413, 531, type)));
            assertThat(portrait.width()).isEqualTo(413);
            assertThat(portrait.height()).isEqualTo(531);
            assertThat(portrait.jpeg()).startsWith(0xff, 0xd8, 0xff);
        }
    }

    @Test
    void storedPortraitComesBackByteForByte() throws IOException {
        Portrait portrait = read(Portrait.read(file(413, 531, "png")));
        assertThat(Portrait.stored(portrait.jpeg()).jpeg()).isEqualTo(portrait.jpeg());
    }

    @Test
    void largePictureIsMadeSmaller() throws IOException {
        assertThat(read(Portrait.read(file(2100, 2700, "jpeg"))).width()).isEqualTo(827);
    }

    @Test
    void metadataOfTheSenderIsNotKept() throws IOException {
        byte[] picture = file(413, 531, "jpeg");
        byte[] note = "GPS -18.91 47.52 Rakoto".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer marked = ByteBuffer.allocate(picture.length + note.length + 4);
        marked.put(picture, 0, 2).put((byte) 0xff).put((byte) 0xe1);
        marked.putShort((short) (note.length + 2)).put(note).put(picture, 2, picture.length - 2);
        Portrait portrait = read(Portrait.read(marked.array()));
        assertThat(new String(portrait.jpeg(), StandardCharsets.ISO_8859_1))
                .doesNotContain("GPS")
                .doesNotContain("Rakoto");
    }

    @Test
    void clearPartsOfAPictureBecomeWhite() throws IOException {
        BufferedImage clear = new BufferedImage(413, 531, BufferedImage.TYPE_INT_ARGB);
        byte[] jpeg = read(Portrait.read(encoded(clear, "png"))).jpeg();
        assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getRGB(200, 200))
                .isEqualTo(Color.WHITE.getRGB());
    }

    @Test
    void wrongSizesAndProportionsAreRefused() throws IOException {
        assertThat(refusal(Portrait.read(file(210, 270, "png")))).contains("260 x 331");
        assertThat(refusal(Portrait.read(file(531, 413, "png")))).contains("35 to 45");
        assertThat(refusal(Portrait.read(file(500, 500, "png")))).contains("35 to 45");
        assertThat(refusal(Portrait.read(file(300, 4200, "png")))).contains("4096");
    }

    @Test
    void sizeIsJudgedFromTheHeaderBeforeAPixelIsDecoded() throws IOException {
        byte[] bomb = file(413, 531, "png");
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
        assertThat(refusal(Portrait.read(bomb))).contains("16 megapixels");
    }

    @Test
    void whatIsNoPictureIsRefusedWithItsReason() throws IOException {
        assertThat(refusal(Portrait.read(new byte[0]))).contains("missing");
        assertThat(refusal(Portrait.read(new byte[PictureFile.BYTES_MAX + 1]))).contains("5 MiB");
        assertThat(refusal(Portrait.read("GIF89a".getBytes(StandardCharsets.US_ASCII))))
                .contains("neither");
        byte[] jpeg = file(413, 531, "jpeg");
        assertThat(refusal(Portrait.read(Arrays.copyOf(jpeg, jpeg.length / 2))))
                .contains("damaged");
        byte[] png = file(413, 531, "png");
        assertThat(refusal(Portrait.read(Arrays.copyOf(png, png.length / 2)))).contains("damaged");
        assertThat(refusal(Portrait.read(Arrays.copyOf(jpeg, 9)))).contains("damaged");
    }

    @Test
    void signatureIsWiderThanHigh() throws IOException {
        assertThat(read(Signature.read(file(480, 160, "png"))).jpeg()).isNotEmpty();
        assertThat(refusal(Signature.read(file(160, 480, "png")))).contains("higher than wide");
    }

    private static byte[] file(int width, int height, String type) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        for (int i = 0; i < 40; i++) {
            g.setColor(new Color(200 - i * 3, 90 + i, i * 5));
            g.fillOval(i * width / 50, i * height / 60, width / 3, height / 4);
        }
        g.dispose();
        return encoded(picture, type);
    }

    private static byte[] encoded(BufferedImage picture, String type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, type, bytes);
        return bytes.toByteArray();
    }
}
