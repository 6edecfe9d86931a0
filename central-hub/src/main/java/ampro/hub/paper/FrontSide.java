package ampro.hub.paper;

import ampro.hub.card.CardData;
import ampro.hub.card.CardText;
import ampro.hub.card.CountryProfile;
import ampro.hub.card.Holder;
import ampro.hub.paper.Lettering.Face;
import ampro.hub.paper.Lettering.Fitted;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/// The portrait side. Zone I is the strip on top with sign and title, zone III on the left has
/// portrait and signature, zone II the numbered fields. What is read by people is pure black, so
/// that the printer's black panel takes it; everything else is colour.
final class FrontSide {
    private static final double LEFT = 4;
    private static final double PORTRAIT_TOP = 13.2;
    private static final double PORTRAIT_WIDTH = 22;
    private static final double PORTRAIT_HEIGHT = PORTRAIT_WIDTH * 45 / 35;
    private static final double NUMBERS = 29.4;
    private static final double RIGHT = Mm.CARD_WIDTH - 3.6;
    private static final double GHOST_LEFT = 69.2;
    private static final double GHOST_TOP = 33.6;
    private static final double GHOST_WIDTH = 12.4;

    /// The portrait's darkest tone: a little lighter than what a station gives to the black panel.
    /// Hair must not become a flat patch of resin; skin keeps its colour.
    private static final Color DARKEST = new Color(44, 44, 44);

    private static final float TEXT = 7.4f;
    private static final Shape CARD = new Rectangle2D.Double(0, 0, Mm.CARD_WIDTH, Mm.CARD_HEIGHT);
    private static final Shape ZONE_I = new Rectangle2D.Double(0, 0, Mm.CARD_WIDTH, 11.6);
    private static final List<Shape> COOL_WAVES = Guilloche.ribbon(16, 19, 12, 4.2, 61, 0.6);
    private static final List<Shape> WARM_WAVES = Guilloche.ribbon(22, 44, 11, 5.4, 74, 2.4);

    private final Sheet sheet;
    private final CardData card;
    private final Holder holder;
    private final CountryProfile country;
    private final Color ink;

    FrontSide(Sheet sheet, CardData card, CountryProfile country) {
        this.sheet = sheet;
        this.card = card;
        this.holder = card.holder().value();
        this.country = country;
        this.ink = Color.decode(country.colours().ink());
    }

    void draw() throws IOException, UnprintableException {
        ground();
        heading();
        ghost();
        portrait();
        signature();
        fields();
    }

    private void ground() throws IOException {
        CountryProfile.Colours colours = country.colours();
        sheet.ground(
                Color.decode(colours.from()),
                Color.decode(colours.middle()),
                Color.decode(colours.to()));
        Color warm = Color.decode(colours.lineWarm());
        Color cool = Color.decode(colours.lineCool());
        sheet.inside(CARD, 0.13, () -> sheet.fill(warm, ZONE_I));
        sheet.inside(
                CARD,
                0.40,
                () -> {
                    lines(cool, 0.08, Guilloche.rosette(75.4, 41.4, 5.2, 18.6, 9, 18));
                    lines(warm, 0.08, Guilloche.rosette(75.4, 41.4, 8.4, 14.6, 24, 10));
                    waves();
                });
    }

    private void waves() throws IOException {
        lines(Color.decode(country.colours().lineCool()), 0.09, COOL_WAVES);
        lines(Color.decode(country.colours().lineWarm()), 0.10, WARM_WAVES);
    }

    private void lines(Color colour, double width, List<Shape> curves) throws IOException {
        for (Shape curve : curves) {
            sheet.line(colour, width, curve);
        }
    }

    private void heading() throws IOException, UnprintableException {
        Shape oval = new Ellipse2D.Double(LEFT, 3.1, 10.6, 6.9);
        sheet.inside(oval, 0.55, () -> sheet.fill(Color.WHITE, oval));
        sheet.line(ink, 0.38, oval);
        centred("sign", country.sign(), 9.5f, LEFT + 5.3, 7.75, 8);
        double left = 17.4;
        double right = RIGHT - 20.5;
        one("title", Face.BOLD, 11.8f, 8, ink, left, right, 6.7, country.title());
        one(
                "title",
                Face.REGULAR,
                5.7f,
                4.5f,
                ink,
                left,
                RIGHT,
                9.7,
                country.titleFrench() + "  ·  " + country.titleNational());
        Lettering bold = sheet.lettering(Face.BOLD);
        Fitted name = bold.fit("country", country.name(), 5.4f, 4, 20, 1);
        double width = bold.width(country.name(), name.size());
        sheet.text(Face.BOLD, name.size(), ink, RIGHT - width, 6.7, country.name());
    }

    private void centred(
            String field, String text, float size, double middle, double baseline, double width)
            throws IOException, UnprintableException {
        Lettering bold = sheet.lettering(Face.BOLD);
        Fitted fitted = bold.fit(field, text, size, FieldBlock.FLOOR, width, 1);
        double x = middle - bold.width(text, fitted.size()) / 2;
        sheet.text(Face.BOLD, fitted.size(), ink, x, baseline, text);
    }

    private void portrait() throws IOException {
        Shape frame =
                new RoundRectangle2D.Double(
                        LEFT, PORTRAIT_TOP, PORTRAIT_WIDTH, PORTRAIT_HEIGHT, 1.6, 1.6);
        PDImageXObject picture =
                JPEGFactory.createFromByteArray(sheet.document(), holder.portrait().jpeg());
        sheet.inside(
                frame,
                1,
                () -> sheet.picture(picture, LEFT, PORTRAIT_TOP, PORTRAIT_WIDTH, PORTRAIT_HEIGHT));
        sheet.lighten(DARKEST, frame);
        Area rim = new Area(frame);
        rim.subtract(
                new Area(
                        new RoundRectangle2D.Double(
                                LEFT + 1.1,
                                PORTRAIT_TOP + 1.1,
                                PORTRAIT_WIDTH - 2.2,
                                PORTRAIT_HEIGHT - 2.2,
                                3,
                                3)));
        sheet.inside(rim, 0.6, this::waves);
    }

    private void ghost() throws IOException {
        BufferedImage ghost = GhostPortrait.of(holder.portrait(), ink);
        double height = GHOST_WIDTH * ghost.getHeight() / ghost.getWidth();
        PDImageXObject picture = LosslessFactory.createFromImage(sheet.document(), ghost);
        sheet.picture(picture, GHOST_LEFT, GHOST_TOP, GHOST_WIDTH, height);
    }

    private void signature() throws IOException {
        sheet.text(Face.REGULAR, FieldBlock.NUMERAL, ink, LEFT, 50, "7");
        sheet.inside(
                CARD,
                0.5,
                () -> sheet.line(ink, 0.08, new Line2D.Double(LEFT + 2.2, 50, LEFT + 22, 50)));
        if (holder.signature().isEmpty()) {
            return;
        }
        BufferedImage strokes =
                ImageIO.read(new ByteArrayInputStream(holder.signature().get().jpeg()));
        double scale = Math.min(20.0 / strokes.getWidth(), 6.8 / strokes.getHeight());
        double width = strokes.getWidth() * scale;
        double height = strokes.getHeight() * scale;
        PDImageXObject picture =
                LosslessFactory.createFromImage(sheet.document(), InkOnly.of(strokes));
        sheet.picture(picture, LEFT + 11.5 - width / 2, 46.6 - height / 2, width, height);
    }

    private void fields() throws IOException, UnprintableException {
        double beside = NUMBERS + 26;
        String place = holder.birthPlace();
        FieldBlock block =
                new FieldBlock(sheet, ink, NUMBERS)
                        .row("1", Face.BOLD, 8.2f, RIGHT, 2, capitals(holder.surname()))
                        .row("2", Face.BOLD, 8.2f, RIGHT, 2, holder.givenNames())
                        .row(
                                "3",
                                Face.REGULAR,
                                TEXT,
                                RIGHT,
                                2,
                                (country.date(holder.birthDate()) + "  " + place).strip())
                        .row("4a", Face.REGULAR, TEXT, beside, 1, country.date(card.issued()))
                        .beside(
                                "4b",
                                Face.REGULAR,
                                TEXT,
                                beside,
                                RIGHT,
                                country.date(card.expires()))
                        .row("4c", Face.REGULAR, TEXT, RIGHT, 2, card.authority());
        if (holder.administrativeNumber().isPresent()) {
            block.row("4d", Face.REGULAR, TEXT, RIGHT, 1, holder.administrativeNumber().get());
        }
        block.row("5", Face.BOLD, 7.8f, beside, 1, card.licence().printed())
                .beside("15", Face.REGULAR, TEXT, beside, GHOST_LEFT, holder.sex().name());
        if (!holder.address().isEmpty()) {
            block.row("8", Face.REGULAR, 6.4f, GHOST_LEFT, 3, address());
        }
        block.draw(16.2, 44.6);
        new FieldBlock(sheet, ink, NUMBERS)
                .row("9", Face.BOLD, 10.5f, GHOST_LEFT, 2, categories())
                .draw(50, 50);
    }

    /// A house or post code stays on the line of the word it belongs to.
    private String address() {
        return holder.address().stream()
                .map(line -> line.replaceFirst("^([0-9]+) ", "$1\u00A0"))
                .collect(Collectors.joining(", "));
    }

    /// A letter whose capital the font lacks stays as it is.
    private static String capitals(String text) {
        String capitals = text.toUpperCase(Locale.ROOT);
        return CardText.unprintable(capitals).isEmpty() ? capitals : text;
    }

    private String categories() {
        return card.entitlements().stream()
                .map(e ->
                        country.law(e.category())
                                .map(CountryProfile.CategoryLaw::printed)
                                .orElse(e.category().name()))
                .collect(Collectors.joining(" · "));
    }

    private void one(
            String field,
            Face face,
            float size,
            float floor,
            Color colour,
            double left,
            double right,
            double baseline,
            String text)
            throws IOException, UnprintableException {
        Fitted fitted = sheet.lettering(face).fit(field, text, size, floor, right - left, 1);
        sheet.text(face, fitted.size(), colour, left, baseline, text);
    }
}
