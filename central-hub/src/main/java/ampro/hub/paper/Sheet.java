package ampro.hub.paper;

import ampro.hub.paper.Lettering.Face;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.shading.PDShadingType2;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;

/// A one-page PDF of a card side, drawn in millimetres from the top left.
final class Sheet implements AutoCloseable {
    private final PDDocument document = new PDDocument();
    private final PDPageContentStream content;
    private final Map<Face, Lettering> letterings = new EnumMap<>(Face.class);
    private final Map<Double, PDExtendedGraphicsState> opacities = new TreeMap<>();

    /// Date and id take the place of clock and lot, which PDF would ask for otherwise.
    Sheet(String title, LocalDate date, long id) throws IOException {
        document.setDocumentId(id);
        document.getDocumentInformation().setTitle(title);
        document.getDocumentInformation()
                .setCreationDate(GregorianCalendar.from(date.atStartOfDay(ZoneOffset.UTC)));
        PDPage page =
                new PDPage(new PDRectangle(Mm.points(Mm.CARD_WIDTH), Mm.points(Mm.CARD_HEIGHT)));
        document.addPage(page);
        content = new PDPageContentStream(document, page);
        for (Face face : Face.values()) {
            letterings.put(face, new Lettering(document, face));
        }
    }

    Lettering lettering(Face face) {
        return Objects.requireNonNull(letterings.get(face));
    }

    PDDocument document() {
        return document;
    }

    void text(Face face, float size, Color colour, double x, double baseline, String text)
            throws IOException {
        content.beginText();
        content.setNonStrokingColor(colour);
        content.setFont(lettering(face).font, size);
        content.newLineAtOffset(Mm.points(x), y(baseline));
        content.showText(text);
        content.endText();
    }

    void fill(Color colour, Shape shape) throws IOException {
        content.setNonStrokingColor(colour);
        if (trace(shape) == PathIterator.WIND_EVEN_ODD) {
            content.fillEvenOdd();
        } else {
            content.fill();
        }
    }

    void line(Color colour, double width, Shape shape) throws IOException {
        content.setStrokingColor(colour);
        content.setLineWidth(Mm.points(width));
        trace(shape);
        content.stroke();
    }

    /// A picture over the rectangle given by its top left corner and size.
    void picture(PDImageXObject picture, double x, double y, double width, double height)
            throws IOException {
        content.drawImage(
                picture, Mm.points(x), y(y + height), Mm.points(width), Mm.points(height));
    }

    /// What `drawing` draws shows only inside the shape and at this opacity.
    void inside(Shape shape, double opacity, Drawing drawing) throws IOException {
        content.saveGraphicsState();
        trace(shape);
        content.clip();
        content.setGraphicsStateParameters(opacities.computeIfAbsent(opacity, Sheet::opacity));
        drawing.draw();
        content.restoreGraphicsState();
    }

    /// What is already there becomes at least this light, channel by channel.
    void lighten(Color least, Shape shape) throws IOException {
        PDExtendedGraphicsState state = new PDExtendedGraphicsState();
        state.setBlendMode(BlendMode.LIGHTEN);
        content.saveGraphicsState();
        content.setGraphicsStateParameters(state);
        fill(least, shape);
        content.restoreGraphicsState();
    }

    @FunctionalInterface
    interface Drawing {
        void draw() throws IOException;
    }

    private static PDExtendedGraphicsState opacity(double opacity) {
        PDExtendedGraphicsState state = new PDExtendedGraphicsState();
        state.setNonStrokingAlphaConstant((float) opacity);
        state.setStrokingAlphaConstant((float) opacity);
        return state;
    }

    /// The ground: a slow change of colour from the top left to the bottom right.
    void ground(Color from, Color middle, Color to) throws IOException {
        COSDictionary stitched = function(3);
        COSArray parts = new COSArray();
        parts.add(exponential(from, middle));
        parts.add(exponential(middle, to));
        stitched.setItem(COSName.FUNCTIONS, parts);
        stitched.setItem(COSName.BOUNDS, numbers(0.5f));
        stitched.setItem(COSName.ENCODE, numbers(0, 1, 0, 1));
        COSDictionary axial = new COSDictionary();
        axial.setInt(COSName.SHADING_TYPE, 2);
        axial.setItem(COSName.COLORSPACE, COSName.DEVICERGB);
        axial.setItem(
                COSName.COORDS, numbers(0, y(0), Mm.points(Mm.CARD_WIDTH), y(Mm.CARD_HEIGHT)));
        axial.setItem(COSName.FUNCTION, stitched);
        content.shadingFill(new PDShadingType2(axial));
    }

    private static COSDictionary exponential(Color from, Color to) {
        COSDictionary function = function(2);
        function.setItem(COSName.C0, numbers(from.getRGBColorComponents(null)));
        function.setItem(COSName.C1, numbers(to.getRGBColorComponents(null)));
        function.setInt(COSName.N, 1);
        return function;
    }

    private static COSDictionary function(int type) {
        COSDictionary function = new COSDictionary();
        function.setInt(COSName.FUNCTION_TYPE, type);
        function.setItem(COSName.DOMAIN, numbers(0, 1));
        return function;
    }

    private static COSArray numbers(float... numbers) {
        COSArray array = new COSArray();
        for (float number : numbers) {
            array.add(new COSFloat(number));
        }
        return array;
    }

    private static float y(double mm) {
        return (float) ((Mm.CARD_HEIGHT - mm) * 72 / 25.4);
    }

    private int trace(Shape shape) throws IOException {
        PathIterator path = shape.getPathIterator(null);
        double[] p = new double[6];
        double atX = 0;
        double atY = 0;
        for (; !path.isDone(); path.next()) {
            int segment = path.currentSegment(p);
            int end = 0;
            switch (segment) {
                case PathIterator.SEG_MOVETO -> content.moveTo(Mm.points(p[0]), y(p[1]));
                case PathIterator.SEG_LINETO -> content.lineTo(Mm.points(p[0]), y(p[1]));
                case PathIterator.SEG_QUADTO -> {
                    curve(
                            atX + (p[0] - atX) * 2 / 3,
                            atY + (p[1] - atY) * 2 / 3,
                            p[2] + (p[0] - p[2]) * 2 / 3,
                            p[3] + (p[1] - p[3]) * 2 / 3,
                            p[2],
                            p[3]);
                    end = 2;
                }
                case PathIterator.SEG_CUBICTO -> {
                    curve(p[0], p[1], p[2], p[3], p[4], p[5]);
                    end = 4;
                }
                case PathIterator.SEG_CLOSE -> content.closePath();
                default -> throw new AssertionError("no such segment: " + segment);
            }
            atX = p[end];
            atY = p[end + 1];
        }
        return path.getWindingRule();
    }

    private void curve(double x1, double y1, double x2, double y2, double x3, double y3)
            throws IOException {
        content.curveTo(Mm.points(x1), y(y1), Mm.points(x2), y(y2), Mm.points(x3), y(y3));
    }

    byte[] bytes() throws IOException {
        content.close();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes, CompressParameters.NO_COMPRESSION);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
