package ampro.hub.paper;

import ampro.hub.paper.Lettering.Face;
import ampro.hub.paper.Lettering.Fitted;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Numbered fields one below the other: a small numeral in the country's ink, the text in black.
/// Rows stand as far apart as looks well, and closer when there are many.
final class FieldBlock {
    /// Below this, letters printed at 300 dpi are a strain to read.
    static final float FLOOR = 5;

    static final float NUMERAL = 4.4f;
    private static final double PITCH = 3.9;
    private static final double LEADING = 1.14;
    private static final double NUMERAL_ROOM = 4;

    private record Row(List<Cell> cells) {}

    private record Cell(String number, Face face, double x, Fitted text) {
        double height() {
            return (text.lines().size() - 1) * Mm.ofPoints(text.size()) * LEADING;
        }
    }

    private final Sheet sheet;
    private final Color ink;
    private final double left;
    private final List<Row> rows = new ArrayList<>();

    FieldBlock(Sheet sheet, Color ink, double left) {
        this.sheet = sheet;
        this.ink = ink;
        this.left = left;
    }

    /// A field on one row; on two smaller ones where `linesMax` allows and it is long.
    FieldBlock row(String number, Face face, float size, double right, int linesMax, String text)
            throws UnprintableException {
        rows.add(new Row(List.of(cell(number, face, size, left, right, linesMax, text))));
        return this;
    }

    /// A short field to the right of the last one.
    FieldBlock beside(String number, Face face, float size, double x, double right, String text)
            throws UnprintableException {
        List<Cell> cells = new ArrayList<>(rows.removeLast().cells());
        cells.add(cell(number, face, size, x, right, 1, text));
        rows.add(new Row(cells));
        return this;
    }

    private Cell cell(
            String number, Face face, float size, double x, double right, int linesMax, String text)
            throws UnprintableException {
        double width = right - x - NUMERAL_ROOM;
        Lettering lettering = sheet.lettering(face);
        return new Cell(number, face, x, lettering.fit(number, text, size, FLOOR, width, linesMax));
    }

    /// The first row's baseline is at `top`, or higher where a single row has two lines; the last
    /// line's is not below `bottom`.
    void draw(double top, double bottom) throws IOException, UnprintableException {
        double inner = rows.stream().mapToDouble(this::height).sum();
        double pitch = Math.min(PITCH, (bottom - top - inner) / Math.max(1, rows.size() - 1));
        if (rows.size() > 1 && pitch < Mm.ofPoints(FLOOR)) {
            throw new UnprintableException("front", "the fields do not fit one below the other");
        }
        double baseline = Math.min(top, bottom - inner - pitch * (rows.size() - 1));
        for (Row row : rows) {
            for (Cell cell : row.cells()) {
                draw(cell, baseline);
            }
            baseline += height(row) + pitch;
        }
    }

    private double height(Row row) {
        return row.cells().stream().mapToDouble(Cell::height).max().orElse(0);
    }

    private void draw(Cell cell, double baseline) throws IOException {
        sheet.text(Face.REGULAR, NUMERAL, ink, cell.x(), baseline, cell.number());
        double y = baseline;
        for (String line : cell.text().lines()) {
            sheet.text(
                    cell.face(), cell.text().size(), Color.BLACK, cell.x() + NUMERAL_ROOM, y, line);
            y += Mm.ofPoints(cell.text().size()) * LEADING;
        }
    }
}
