package ampro.hub.card;

import java.awt.image.BufferedImage;

/// Field 6, ready for the card: a JPEG of our own making, so that nothing of the sender's file but
/// its pixels is kept. Its proportions are those of a passport picture, 35 to 45.
///
/// - at least 260 x 331 pixels: what 22 x 28 mm take at 300 dpi, as nothing is enlarged
/// - at most 827 x 1063 stored: 35 x 45 mm at 600 dpi, more than any card printer shows
public final class Portrait {
    public static final int WIDTH_MIN = 260;
    public static final int HEIGHT_MIN = 331;
    static final double ASPECT = 35.0 / 45.0;

    /// A crop by hand is rarely better than this.
    static final double ASPECT_TOLERANCE = 0.03;

    private static final int WIDTH_STORED_MAX = 827;
    private static final String FIELD = "portrait";

    private final byte[] jpeg;
    private final int width;
    private final int height;

    private Portrait(byte[] jpeg, int width, int height) {
        this.jpeg = jpeg;
        this.width = width;
        this.height = height;
    }

    /// A stranger's file, judged and made ours.
    public static Parsed<Portrait> read(byte[] file) {
        return switch (PictureFile.decode(FIELD, file)) {
            case Parsed.Refused<BufferedImage>(String field, String reason) ->
                    new Parsed.Refused<>(field, reason);
            case Parsed.Read<BufferedImage>(BufferedImage picture) -> judge(picture);
        };
    }

    /// What [#jpeg] gave earlier, from our own store: not encoded again, so it stays as it was.
    public static Portrait stored(byte[] jpeg) {
        return switch (PictureFile.decode(FIELD, jpeg)) {
            case Parsed.Refused<BufferedImage>(String field, String reason) ->
                    throw new IllegalStateException("stored " + field + ": " + reason);
            case Parsed.Read<BufferedImage>(BufferedImage picture) ->
                    new Portrait(jpeg.clone(), picture.getWidth(), picture.getHeight());
        };
    }

    private static Parsed<Portrait> judge(BufferedImage picture) {
        if (picture.getWidth() < WIDTH_MIN || picture.getHeight() < HEIGHT_MIN) {
            return new Parsed.Refused<>(FIELD, "The portrait is smaller than 260 x 331 pixels.");
        }
        if (!aspectFits(picture.getWidth(), picture.getHeight())) {
            return new Parsed.Refused<>(
                    FIELD, "The portrait's width and height are not as 35 to 45.");
        }
        int width = Math.min(picture.getWidth(), WIDTH_STORED_MAX);
        int height = Math.round((float) picture.getHeight() * width / picture.getWidth());
        BufferedImage stored = PictureFile.scaled(picture, width, height);
        return new Parsed.Read<>(new Portrait(PictureFile.jpeg(stored), width, height));
    }

    static boolean aspectFits(int width, int height) {
        return Math.abs((double) width / height / ASPECT - 1) <= ASPECT_TOLERANCE;
    }

    public byte[] jpeg() {
        return jpeg.clone();
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }
}
