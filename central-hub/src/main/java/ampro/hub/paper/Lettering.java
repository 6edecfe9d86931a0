package ampro.hub.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// One embedded face of Noto Sans in one document, and the question whether a text fits.
final class Lettering {
    enum Face {
        REGULAR("NotoSans-Regular.ttf"),
        BOLD("NotoSans-Bold.ttf");

        private final String file;

        Face(String file) {
            this.file = file;
        }

        TrueTypeFont parse() throws IOException {
            try (InputStream in = Lettering.class.getResourceAsStream("fonts/" + file)) {
                return new TTFParser()
                        .parse(new RandomAccessReadBuffer(Objects.requireNonNull(in, file)));
            }
        }
    }

    /// Text broken into lines that all fit, in points.
    record Fitted(List<String> lines, float size) {}

    private static final float STEP = 0.1f;

    /// A text shrinks to this share before it breaks into lines.
    private static final float COMFORT = 0.8f;

    final PDType0Font font;
    private final TrueTypeFont glyphs;

    /// The document embeds only the glyphs it used and closes the font with itself.
    Lettering(PDDocument document, Face face) throws IOException {
        this.glyphs = face.parse();
        this.font = PDType0Font.load(document, glyphs, true);
    }

    /// The largest size between `wanted` and `floor` at which the text fits the width: on one line
    /// as long as that is comfortable, then on up to `linesMax` lines broken between words; else a
    /// refusal.
    Fitted fit(String field, String text, float wanted, float floor, double widthMm, int linesMax)
            throws UnprintableException {
        refuseMissing(field, text);
        float comfortable = linesMax > 1 ? Math.max(floor, wanted * COMFORT) : floor;
        for (float size = wanted; size > floor - STEP / 2; size -= STEP) {
            List<String> broken = broken(text, size, widthMm);
            int allowed = size > comfortable + STEP / 2 ? 1 : linesMax;
            if (!broken.isEmpty() && broken.size() <= allowed) {
                return new Fitted(broken, size);
            }
        }
        throw new UnprintableException(
                field, "the text does not fit %.1f mm in %.1f point".formatted(widthMm, floor));
    }

    /// Filled line by line; empty when a single word is too wide.
    private List<String> broken(String text, float size, double widthMm)
            throws UnprintableException {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer, size) <= widthMm) {
                line = longer;
            } else if (line.isEmpty() || width(word, size) > widthMm) {
                return List.of();
            } else {
                lines.add(line);
                line = word;
            }
        }
        lines.add(line);
        return lines;
    }

    private void refuseMissing(String field, String text) throws UnprintableException {
        for (int c : text.codePoints().toArray()) {
            if (!has(c)) {
                throw new UnprintableException(
                        field, "the font has no glyph for U+%04X".formatted(c));
            }
        }
    }

    boolean has(int codePoint) {
        try {
            return glyphs.getUnicodeCmapLookup().getGlyphId(codePoint) != 0;
        } catch (IOException e) {
            throw new UncheckedIOException("the font is in memory", e);
        }
    }

    /// In millimetres.
    double width(String text, float size) {
        try {
            return Mm.ofPoints(font.getStringWidth(text) / 1000 * size);
        } catch (IOException e) {
            throw new UncheckedIOException("the font is in memory", e);
        }
    }
}
