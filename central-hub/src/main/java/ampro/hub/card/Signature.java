package ampro.hub.card;

import java.awt.image.BufferedImage;

/// Field 7, the holder's signature or usual mark: dark strokes on a light ground, wider than high.
public final class Signature {
    static final int WIDTH_MIN = 120;
    static final int HEIGHT_MIN = 30;
    private static final int WIDTH_STORED_MAX = 600;
    private static final String FIELD = "signature";

    private final byte[] jpeg;

    private Signature(byte[] jpeg) {
        this.jpeg = jpeg;
    }

    public static Parsed<Signature> read(byte[] file) {
        return switch (PictureFile.decode(FIELD, file)) {
            case Parsed.Refused<BufferedImage>(String field, String reason) ->
                    new Parsed.Refused<>(field, reason);
            case Parsed.Read<BufferedImage>(BufferedImage picture) -> judge(picture);
        };
    }

    /// What [#jpeg] gave earlier, from our own store.
    public static Signature stored(byte[] jpeg) {
        return new Signature(jpeg.clone());
    }

    private static Parsed<Signature> judge(BufferedImage picture) {
        int width = Math.min(picture.getWidth(), WIDTH_STORED_MAX);
        int height = Math.round((float) picture.getHeight() * width / picture.getWidth());
        if (width < WIDTH_MIN || height < HEIGHT_MIN || height > width) {
            return new Parsed.Refused<>(
                    FIELD, "The signature is smaller than 120 x 30 pixels or higher than wide.");
        }
        return new Parsed.Read<>(
                new Signature(PictureFile.jpeg(PictureFile.scaled(picture, width, height))));
    }

    public byte[] jpeg() {
        return jpeg.clone();
    }
}
