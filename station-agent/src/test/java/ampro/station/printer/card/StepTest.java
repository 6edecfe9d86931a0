package ampro.station.printer.card;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.profile.Handshake;
import ampro.firmware.profile.Profiles;
import ampro.station.printer.card.Outcome.Done;
import ampro.station.raster.CardRaster;
import ampro.station.raster.Drawing;
import ampro.station.raster.Panels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class StepTest {
    private static final CardPrinterProfile PROFILE =
            Profiles.load().cardPrinter("evolis-reference");

    @Test
    void oneCardIsStagedFedAndPrintedPanelByPanel() throws IOException {
        RecordingPrinter printer = new RecordingPrinter();
        CardPrinter evolis = CardPrinter.of(PROFILE, printer, _ -> {});
        for (Step step : Step.plan(PROFILE, side(false), side(true))) {
            assertThat(step.carryOut(evolis)).as(step.toString()).isEqualTo(new Done<>("OK"));
        }
        assertThat(printer.commandsButErrorMode())
                .containsExactly(
                        "Sr",
                        "Db;y;32;",
                        "Db;m;32;",
                        "Db;c;32;",
                        "Db;k;2;",
                        "Db;o;2;",
                        "Si",
                        "Sp;y",
                        "Sp;m",
                        "Sp;c",
                        "Sp;k",
                        "Sp;o",
                        "Sv",
                        "Db;k;2;",
                        "Sp;k");
    }

    @Test
    void nothingBeforeTheFeedTouchesACardWhereTheModelStages() throws IOException {
        List<Step> steps = Step.plan(PROFILE, side(false), side(true));
        assertThat(steps.subList(0, 5)).noneMatch(Step::touchesCard);
        assertThat(steps.get(5)).isEqualTo(new Step.Feed());
        assertThat(steps.subList(5, steps.size())).allMatch(Step::touchesCard);
    }

    @Test
    void everyStepTouchesACardWhereDataFeeds() throws IOException {
        CardPrinterProfile feeds =
                new CardPrinterProfile(
                        "feeds",
                        CardPrinterProfile.Language.EVOLIS,
                        9_600,
                        Handshake.RTS_CTS,
                        300,
                        648,
                        1_016,
                        "ymckok",
                        "ymcko",
                        "k",
                        32,
                        false,
                        true,
                        false,
                        false);
        assertThat(Step.plan(feeds, side(false), side(true))).allMatch(Step::touchesCard);
    }

    private static Panels side(boolean back) throws IOException {
        CardRaster raster = new CardRaster(PROFILE);
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage(new PDRectangle(242.65f, 153.01f)));
            ByteArrayOutputStream pdf = new ByteArrayOutputStream();
            document.save(pdf);
            Drawing drawing =
                    back ? raster.back(pdf.toByteArray()) : raster.front(pdf.toByteArray());
            return switch (drawing) {
                case Drawing.Drawn(Panels panels) -> panels;
                case Drawing.Refused(String why) -> throw new AssertionError(why);
            };
        }
    }
}
