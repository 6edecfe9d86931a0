package ampro.hub.card;

import static ampro.hub.card.Cards.read;
import static ampro.hub.card.Cards.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.firmware.wire.CardCode;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class NumbersTest {
    @Test
    void mod11And10GivesTheStandardsOwnExample() {
        assertThat(CheckDigit.mod11And10("0794")).isEqualTo(5);
    }

    @Test
    void licenceNumberIsReadInBothForms() {
        LicenceNumber number = LicenceNumber.of("T01", 4217);
        assertThat(number.compact()).isEqualTo("T0100042170");
        assertThat(number.printed()).isEqualTo("T01 0004 217 0");
        assertThat(read(LicenceNumber.parse(" t01 0004 217 0"))).isEqualTo(number);
        assertThat(read(LicenceNumber.parse(number.compact()))).isEqualTo(number);
    }

    @Test
    void everySingleWrongDigitOfALicenceNumberIsFound() {
        String right = LicenceNumber.of("T01", 4217).compact();
        for (int i = 1; i < right.length(); i++) {
            for (char c = '0'; c <= '9'; c++) {
                String typed = right.substring(0, i) + c + right.substring(i + 1);
                if (!typed.equals(right)) {
                    assertThat(refusal(LicenceNumber.parse(typed)))
                            .contains("one of them is wrong");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "T01", "T010004217X", "10100042170", "T01000421700", "Ṫ0100042170"})
    void otherThingsThanLicenceNumbersAreRefusedByForm(String typed) {
        assertThat(refusal(LicenceNumber.parse(typed))).contains("three characters");
    }

    @Test
    void serialsRunOutWithAnExceptionAndNotWithATwelfthCharacter() {
        assertThat(LicenceNumber.of("T01", LicenceNumber.SERIAL_MAX).compact()).hasSize(11);
        assertThatThrownBy(() -> LicenceNumber.of("T01", LicenceNumber.SERIAL_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LicenceNumber.of("001", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cardIdentitiesAreDrawnReadAndFitTheCode() {
        SplittableRandom random = new SplittableRandom(20261122);
        long different =
                IntStream.range(0, 1000)
                        .mapToObj(i -> CardIdentity.draw(random))
                        .peek(id ->
                                assertThat(read(CardIdentity.parse(id.printed()))).isEqualTo(id))
                        .peek(id ->
                                assertThat(new CardCode("T0100042170", id.text()).card())
                                        .isEqualTo(id.text()))
                        .distinct()
                        .count();
        assertThat(different).isEqualTo(1000);
    }

    @Test
    void lettersTypedForDigitsAreTakenAsCrockfordSays() {
        assertThat(read(CardIdentity.parse("oil0-1234-5678-9abc")).text())
                .isEqualTo("0110123456789ABC");
        assertThat(refusal(CardIdentity.parse("U110123456789ABC"))).contains("without U");
        assertThat(refusal(CardIdentity.parse("7K3M"))).contains("16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"106141412345678908", "340123451111111111", "376104250021234569"})
    void knownSsccsAreValid(String digits) {
        assertThat(read(Sscc.parse(digits)).digits()).isEqualTo(digits);
        assertThat(read(Sscc.parse("(00)" + digits)).digits()).isEqualTo(digits);
        assertThat(read(Sscc.parse("00" + digits)).digits()).isEqualTo(digits);
    }

    @Test
    void ssccIsMadeFromItsPartsAsInTheGs1Example() {
        assertThat(Sscc.of(1, "0614141", 234567890).digits()).isEqualTo("106141412345678908");
        assertThat(refusal(Sscc.parse("106141412345678907"))).contains("one of them is wrong");
        assertThat(refusal(Sscc.parse("10614141234567890"))).contains("18 digits");
        assertThatThrownBy(() -> Sscc.of(1, "0614141", 1_000_000_000L))
                .hasMessageContaining("does not fit 9 digits");
    }
}
