package ampro.hub.demo;

import static ampro.hub.demo.SampleBrush.clear;
import static ampro.hub.demo.SampleBrush.tone;

import java.awt.Color;
import java.awt.geom.Area;
import java.awt.geom.Path2D;

/// The hair (or scarf) of a drawn face: a part behind the head and a part over the forehead.
final class SampleHair {
    private final SampleBrush brush;
    private final SampleLook look;
    private final Path2D face;

    SampleHair(SampleBrush brush, SampleLook look, Path2D face) {
        this.brush = brush;
        this.look = look;
        this.face = face;
    }

    void behind() {
        Color hair = look.hair();
        switch (look.style()) {
            case BALD -> {}
            case CROPPED -> brush.fill(hair, dome(74, 127));
            case HIGH_TOP ->
                    brush.fill(
                            hair,
                            brush.mirrored(
                                    0, 40, 70, 40, 122, 52, 126, 90, 130, 150, 128, 200, 124, 232,
                                    60, 232, 0, 232, 0, 232));
            case CURLS -> curls();
            case BUN -> {
                brush.oval(tone(hair, 0.9), 0, 62, 110, 90);
                brush.oval(clear(tone(hair, 1.9), 90), -12, 48, 50, 26);
                brush.fill(hair, dome(76, 129));
            }
            case LONG ->
                    brush.fill(
                            hair,
                            brush.mirrored(
                                    0, 66, 110, 64, 150, 150, 148, 250, 147, 340, 164, 420, 150,
                                    470, 110, 480, 80, 470, 60, 440, 30, 430, 0, 430, 0, 430));
            case BRAIDS -> {
                brush.fill(hair, dome(70, 132));
                braids();
            }
            case SCARF ->
                    brush.shade(
                            look.cloth(),
                            50,
                            480,
                            brush.mirrored(
                                    0, 56, 118, 54, 158, 150, 150, 250, 146, 340, 150, 420, 138,
                                    470, 90, 500, 40, 510, 0, 510));
        }
    }

    void front() {
        Color hair = look.hair();
        switch (look.style()) {
            case BALD -> brush.oval(clear(Color.WHITE, 34), -28, 124, 70, 26);
            case CROPPED, HIGH_TOP -> cap(148, 176);
            case CURLS -> cap(140, 170);
            case BUN -> {
                cap(138, 190);
                brush.line(
                        clear(tone(hair, 2), 90),
                        3,
                        brush.curve(-70, 118, -30, 92, 30, 92, 70, 118));
            }
            case LONG -> {
                Path2D lock = brush.curve(-6, 88, -60, 100, -112, 150, -122, 262);
                lock.curveTo(60, 200, 80, 100, 200, 84);
                lock.closePath();
                brush.both(hair, lock);
                brush.line(
                        clear(tone(hair, 2), 80),
                        3,
                        brush.curve(-20, 92, -80, 110, -116, 160, -128, 260));
            }
            case BRAIDS -> {
                cap(140, 186);
                for (int i = -4; i <= 4; i++) {
                    brush.line(
                            clear(tone(look.skin(), 0.8), 130),
                            2.5,
                            brush.curve(i * 24, 146, i * 22, 120, i * 14, 96, i * 9, 76));
                }
            }
            case SCARF -> scarf();
        }
    }

    private Path2D dome(double top, double side) {
        return brush.mirrored(
                0,
                top,
                side * 0.72,
                top,
                side,
                140,
                side,
                216,
                side,
                236,
                120,
                250,
                116,
                256,
                60,
                256,
                0,
                256,
                0,
                256);
    }

    /// Hair over the top of the face down to the hair line; the stroke hides the face's edge.
    private void cap(double forehead, double temple) {
        Path2D line = line(forehead, temple);
        brush.inside(face, () -> brush.fill(look.hair(), line));
        brush.inside(line, () -> brush.line(look.hair(), 5, face));
    }

    /// Everything above a hair line that is high over the forehead and low at the temples.
    private Path2D line(double forehead, double temple) {
        return brush.mirrored(
                0, 60, 150, 60, 150, 60, 150, 236, 112, 236, 112, 200, 104, temple, 80, forehead,
                40, forehead, 0, forehead);
    }

    private void curls() {
        for (int i = 0; i <= 14; i++) {
            double angle = Math.PI * (1.06 - i * 1.12 / 14);
            brush.oval(look.hair(), 118 * Math.cos(angle), 190 - 108 * Math.sin(angle), 78, 78);
        }
        brush.fill(look.hair(), dome(84, 130));
    }

    private void braids() {
        for (int i = 0; i < 4; i++) {
            double x = 118 + i * 13;
            for (int bead = 0; bead < 12 - i; bead++) {
                brush.ovals(
                        tone(look.hair(), bead % 2 == 0 ? 1 : 1.35), x, 230 + bead * 19, 16, 22);
            }
        }
    }

    private void scarf() {
        Path2D edge =
                brush.mirrored(0, 50, 150, 50, 160, 150, 150, 300, 148, 400, 110, 440, 0, 470);
        Path2D opening =
                brush.mirrored(
                        0, 134, 70, 134, 106, 176, 106, 240, 106, 310, 80, 366, 46, 388, 30, 396,
                        14, 398, 0, 398);
        Area scarf = new Area(edge);
        scarf.subtract(new Area(opening));
        brush.shade(look.cloth(), 50, 470, scarf);
        brush.line(tone(look.cloth(), 0.72), 3, new Area(opening));
        brush.line(
                clear(tone(look.cloth(), 1.6), 120),
                3,
                brush.curve(-100, 150, -60, 90, 40, 80, 104, 120));
        brush.line(
                clear(tone(look.cloth(), 0.6), 150),
                4,
                brush.curve(-130, 380, -60, 450, 40, 460, 132, 420));
    }
}
