package ampro.hub.paper;

import ampro.hub.card.Category;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Scanner;
import java.util.stream.Stream;

/// The little vehicles of the table on the back: own drawings from `pictograms.txt`, black with
/// white openings, so that they survive a printer that knows only black.
///
/// - `width`: in units of which the height has [#HEIGHT]
record Pictogram(double width, List<Layer> layers) {
    static final double HEIGHT = 20;

    record Layer(boolean black, Shape shape) {}

    private static final Map<String, Pictogram> DRAWN = load();

    static Pictogram of(Category category) {
        return switch (category) {
            case AM -> named("moped");
            case A1, A2, A -> named("motorcycle");
            case B1 -> named("quadricycle");
            case B -> named("car");
            case BE -> named("car").towing("trailer");
            case C1 -> named("van");
            case C1E -> named("van").towing("trailer");
            case C -> named("lorry");
            case CE -> named("lorry").towing("longtrailer");
            case D1 -> named("minibus");
            case D1E -> named("minibus").towing("trailer");
            case D -> named("bus");
            case DE -> named("bus").towing("longtrailer");
        };
    }

    private static Pictogram named(String name) {
        return Objects.requireNonNull(DRAWN.get(name), name);
    }

    private Pictogram towing(String trailer) {
        Pictogram behind = named(trailer);
        return new Pictogram(
                width + behind.width,
                Stream.concat(behind.layers.stream(), moved(behind.width, 0, 1).stream()).toList());
    }

    private List<Layer> moved(double x, double y, double scale) {
        AffineTransform move = new AffineTransform(scale, 0, 0, scale, x, y);
        return layers.stream()
                .map(l -> new Layer(l.black(), move.createTransformedShape(l.shape())))
                .toList();
    }

    /// As large as the box allows, standing on its floor in its middle.
    void draw(Sheet sheet, double x, double y, double boxWidth, double boxHeight)
            throws IOException {
        double scale = Math.min(boxWidth / width, boxHeight / HEIGHT);
        double left = x + (boxWidth - width * scale) / 2;
        for (Layer layer : moved(left, y + boxHeight - HEIGHT * scale, scale)) {
            sheet.fill(layer.black() ? Color.BLACK : Color.WHITE, layer.shape());
        }
    }

    private static Map<String, Pictogram> load() {
        Map<String, Pictogram> drawn = new LinkedHashMap<>();
        try (InputStream in = Pictogram.class.getResourceAsStream("pictograms.txt");
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            List<Layer> layers = new ArrayList<>();
            for (String line : lines.lines().filter(l -> !l.startsWith("#")).toList()) {
                if (line.startsWith("+") || line.startsWith("-")) {
                    layers.add(new Layer(line.startsWith("+"), path(line.substring(1))));
                } else {
                    String[] heading = line.split(" ", 2);
                    layers = new ArrayList<>();
                    drawn.put(heading[0], new Pictogram(Double.parseDouble(heading[1]), layers));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("pictograms.txt is part of this program", e);
        }
        return drawn;
    }

    private static Shape path(String text) {
        Path2D path = new Path2D.Double();
        Scanner words = new Scanner(text).useLocale(Locale.ROOT);
        while (words.hasNext()) {
            String command = words.next();
            switch (command) {
                case "M" -> path.moveTo(words.nextDouble(), words.nextDouble());
                case "L" -> path.lineTo(words.nextDouble(), words.nextDouble());
                case "C" ->
                        path.curveTo(
                                words.nextDouble(),
                                words.nextDouble(),
                                words.nextDouble(),
                                words.nextDouble(),
                                words.nextDouble(),
                                words.nextDouble());
                case "Z" -> path.closePath();
                case "O" -> {
                    double x = words.nextDouble();
                    double y = words.nextDouble();
                    double r = words.nextDouble();
                    path.append(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r), false);
                }
                default -> throw new IllegalStateException("pictograms.txt: " + command);
            }
        }
        return path;
    }
}
