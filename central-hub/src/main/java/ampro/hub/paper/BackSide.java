package ampro.hub.paper;

import ampro.firmware.wire.CardCode;
import ampro.hub.card.CardData;
import ampro.hub.card.CardIdentity;
import ampro.hub.card.CountryProfile;
import ampro.hub.card.CountryProfile.CategoryLaw;
import ampro.hub.card.Entitlement;
import ampro.hub.paper.Lettering.Face;
import ampro.hub.paper.Lettering.Fitted;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The other side, in black only: zone IV with the table of categories in two halves and the
/// explanation of the numbers, zone V with the symbol. Rules and bars lie on whole dots of 300 dpi.
final class BackSide {
    private static final double LEFT = 3.2;
    private static final double RIGHT = Mm.CARD_WIDTH - LEFT;
    private static final double TOP = 2.4;
    private static final double HEADER = 2.5;
    private static final double TABLE_BOTTOM = 33.6;
    private static final double ROW_MAX = 4.1;
    private static final double GAP = 2;

    /// Columns of one half: pictogram, 9, 10, 11, 12.
    private static final double[] COLUMNS = {0, 8.8, 13.8, 23.2, 32.6, 38.6};

    private static final float FLOOR = 3.6f;
    private static final double SYMBOL_BOTTOM = 51.8;

    private final Sheet sheet;
    private final CardData card;
    private final CountryProfile country;
    private final CardCode code;

    BackSide(Sheet sheet, CardData card, CountryProfile country, CardCode code) {
        this.sheet = sheet;
        this.card = card;
        this.country = country;
        this.code = code;
    }

    void draw() throws IOException, UnprintableException {
        List<CategoryLaw> laws = country.categories();
        int rows = (laws.size() + 1) / 2;
        double pitch = Math.min(ROW_MAX, (TABLE_BOTTOM - TOP - HEADER) / rows);
        half(LEFT, laws.subList(0, rows), pitch);
        half(LEFT + COLUMNS[5] + GAP, laws.subList(rows, laws.size()), pitch);
        double below = TOP + HEADER + rows * pitch;
        lines("12", below + 2.5, 5, 2, restrictions());
        double baseline = below + 5.5;
        for (String line : country.explanation()) {
            lines("explanation", baseline, 4.2f, 1, line);
            baseline += 1.85;
        }
        symbol();
    }

    private void half(double left, List<CategoryLaw> laws, double pitch)
            throws IOException, UnprintableException {
        double bottom = TOP + HEADER + laws.size() * pitch;
        String[] numbers = {"", "9", "10", "11", "12"};
        for (int i = 0; i < numbers.length; i++) {
            centred("header", Face.REGULAR, 4.4f, left, i, TOP + 1.75, numbers[i]);
        }
        for (int i = 0; i < COLUMNS.length; i++) {
            rule(left + COLUMNS[i], TOP, 0, bottom - TOP);
        }
        rule(left, TOP, COLUMNS[5], 0);
        for (int i = 0; i < laws.size(); i++) {
            double top = TOP + HEADER + i * pitch;
            rule(left, top, COLUMNS[5], 0);
            category(left, top, pitch, laws.get(i));
        }
        rule(left, bottom, COLUMNS[5], 0);
    }

    /// A line one dot wide, across or down.
    private void rule(double x, double y, double width, double height) throws IOException {
        double dot = Mm.ofDots(1, SymbolBars.DPI);
        double left = Math.round(x / dot) * dot;
        double top = Math.round(y / dot) * dot;
        sheet.fill(
                Color.BLACK,
                new Rectangle2D.Double(
                        left,
                        top,
                        Math.round(width / dot + 1) * dot,
                        Math.round(height / dot + 1) * dot));
    }

    private void category(double left, double top, double pitch, CategoryLaw law)
            throws IOException, UnprintableException {
        Pictogram.of(law.category()).draw(sheet, left + 0.6, top + 0.5, 7.7, pitch - 0.9);
        double middle = top + pitch / 2;
        Optional<Entitlement> held =
                card.entitlements().stream()
                        .filter(e -> e.category() == law.category())
                        .findFirst();
        Face face = held.isPresent() ? Face.BOLD : Face.REGULAR;
        String field = "9 " + law.category();
        centred(field, face, 6.6f, left, 1, middle + 0.8, law.printed());
        String none = "–";
        String from = held.map(e -> country.date(e.firstIssue())).orElse(none);
        String until = held.map(e -> country.date(e.expiry())).orElse(none);
        centred("10 " + law.category(), Face.REGULAR, 4.7f, left, 2, middle + 0.6, from);
        centred("11 " + law.category(), Face.REGULAR, 4.7f, left, 3, middle + 0.6, until);
        String codes =
                held.map(e -> String.join(" ", e.restrictions()))
                        .filter(c -> !c.isEmpty())
                        .orElse(none);
        codes("12 " + law.category(), left, middle, codes);
    }

    private void codes(String field, double left, double middle, String codes)
            throws IOException, UnprintableException {
        Lettering lettering = sheet.lettering(Face.REGULAR);
        double width = COLUMNS[5] - COLUMNS[4] - 0.7;
        Fitted fitted = lettering.fit(field, codes, 4.7f, FLOOR, width, 2);
        double leading = Mm.ofPoints(fitted.size()) * 1.1;
        double baseline = middle + 0.6 - (fitted.lines().size() - 1) * leading / 2;
        for (String line : fitted.lines()) {
            double x = left + COLUMNS[4] + 0.4 + (width - lettering.width(line, fitted.size())) / 2;
            sheet.text(Face.REGULAR, fitted.size(), Color.BLACK, x, baseline, line);
            baseline += leading;
        }
    }

    private void centred(
            String field,
            Face face,
            float size,
            double left,
            int column,
            double baseline,
            String text)
            throws IOException, UnprintableException {
        double from = left + COLUMNS[column];
        double width = COLUMNS[column + 1] - COLUMNS[column];
        Lettering lettering = sheet.lettering(face);
        Fitted fitted = lettering.fit(field, text, size, FLOOR, width - 0.5, 1);
        double x = from + (width - lettering.width(text, fitted.size())) / 2;
        sheet.text(face, fitted.size(), Color.BLACK, x, baseline, text);
    }

    private String restrictions() {
        String codes =
                card.restrictions().stream()
                        .map(c -> c + " " + country.restrictions().getOrDefault(c, ""))
                        .map(String::strip)
                        .collect(Collectors.joining("  ·  "));
        return "12   " + (codes.isEmpty() ? "–" : codes);
    }

    private void lines(String field, double baseline, float size, int linesMax, String text)
            throws IOException, UnprintableException {
        Fitted fitted =
                sheet.lettering(Face.REGULAR).fit(field, text, size, FLOOR, RIGHT - LEFT, linesMax);
        double y = baseline;
        for (String line : fitted.lines()) {
            sheet.text(Face.REGULAR, fitted.size(), Color.BLACK, LEFT, y, line);
            y += Mm.ofPoints(fitted.size()) * 1.1;
        }
    }

    private void symbol() throws IOException, UnprintableException {
        SymbolBars symbol = SymbolBars.of(code);
        double dot = Mm.ofDots(1, SymbolBars.DPI);
        long left = Math.round(LEFT / dot);
        long top = Math.round(SYMBOL_BOTTOM / dot) - symbol.height();
        for (Rectangle bar : symbol.bars()) {
            sheet.fill(
                    Color.BLACK,
                    new Rectangle2D.Double(
                            (left + bar.x) * dot,
                            (top + bar.y) * dot,
                            bar.width * dot,
                            bar.height * dot));
        }
        double beside = (left + symbol.width() + SymbolBars.QUIET) * dot + 1;
        beside(Face.REGULAR, 4.2f, beside, SYMBOL_BOTTOM - 6.4, "5");
        beside(Face.BOLD, 6.2f, beside, SYMBOL_BOTTOM - 3.6, card.licence().printed());
        String identity = new CardIdentity(code.card()).printed();
        beside(Face.REGULAR, 4.4f, beside, SYMBOL_BOTTOM - 1.7, identity.substring(0, 9));
        beside(Face.REGULAR, 4.4f, beside, SYMBOL_BOTTOM, identity.substring(10));
    }

    private void beside(Face face, float size, double x, double baseline, String text)
            throws IOException, UnprintableException {
        Fitted fitted = sheet.lettering(face).fit("symbol", text, size, FLOOR, RIGHT - x, 1);
        sheet.text(face, fitted.size(), Color.BLACK, x, baseline, text);
    }
}
