package ampro.firmware.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ampro.firmware.settings.Setting;
import ampro.firmware.settings.StationSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ProfilesTest {
    private static final double MM_PER_INCH = 25.4;

    private final Profiles profiles = Profiles.load();

    @Test
    void theReferenceCardPrinterIsTheManuals() {
        CardPrinterProfile evolis = profiles.cardPrinter("evolis-reference");
        assertThat(evolis.language()).isEqualTo(CardPrinterProfile.Language.EVOLIS);
        assertThat(evolis.lineDots()).as("dots across, Evolis guide A5013").isEqualTo(648);
        assertThat(evolis.lines()).isEqualTo(1016);
        assertThat(evolis.dpi()).isEqualTo(300);
        assertThat(evolis.lineDots() * evolis.lines() / 8)
                .as("bytes of a bitmap of two levels")
                .isEqualTo(82_296);
        assertThat(evolis.colourLevels()).isIn(2, 32, 64, 128);
        assertThat(evolis.ribbon()).isEqualTo(evolis.frontPanels() + evolis.backPanels());
        assertThat(evolis.handshake()).as("panels have every byte").isEqualTo(Handshake.RTS_CTS);
        assertThat(evolis.countersProven()).as("no until commissioning has shown it").isFalse();
    }

    @Test
    void theReferenceLabelPrinterTakesFourBySixInches() {
        LabelPrinterProfile zpl = profiles.labelPrinter("zpl-reference");
        assertThat(zpl.language()).isEqualTo(LabelPrinterProfile.Language.ZPL);
        assertThat(zpl.widthDots()).isEqualTo(4 * zpl.dpi());
        assertThat(zpl.lengthDots()).isEqualTo(6 * zpl.dpi());
        assertThat(zpl.baud()).isEqualTo(9_600);
        assertThat(zpl.silentOnError()).isTrue();
    }

    @Test
    void everyCardFitsItsPrinter() {
        assertThat(profiles.cardPrinters())
                .isNotEmpty()
                .allSatisfy(printer -> {
                    assertThat(printer.lineDots() * MM_PER_INCH / printer.dpi())
                            .as("%s across, mm", printer.model())
                            .isBetween(53.0, 56.0);
                    assertThat(printer.lines() * MM_PER_INCH / printer.dpi())
                            .as("%s along, mm", printer.model())
                            .isBetween(85.0, 88.0);
                    assertThat(printer.lineDots() % 8).as("whole bytes a line").isZero();
                    assertThat(printer.baud()).isBetween(2_400, 115_200);
                });
    }

    @Test
    void everyModelIsThereOnce() {
        assertThat(profiles.cardPrinters())
                .extracting(CardPrinterProfile::model)
                .doesNotHaveDuplicates();
        assertThat(profiles.labelPrinters())
                .extracting(LabelPrinterProfile::model)
                .doesNotHaveDuplicates();
    }

    @Test
    void theStationsDefaultsAreKnownModels() {
        for (Setting setting : StationSettings.SCHEMA) {
            if (setting.key().equals("card-printer")) {
                profiles.cardPrinter(String.valueOf(setting.fallback()));
            }
            if (setting.key().equals("label-printer")) {
                profiles.labelPrinter(String.valueOf(setting.fallback()));
            }
        }
    }

    @Test
    void anUnknownModelIsToldWhichAreKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profiles.cardPrinter("evolis"))
                .withMessageContaining("evolis-reference");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profiles.labelPrinter("zebra"))
                .withMessageContaining("zpl-reference");
    }
}
