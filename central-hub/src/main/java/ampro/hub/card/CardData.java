package ampro.hub.card;

import ampro.firmware.wire.Sensitive;
import java.time.LocalDate;
import java.util.List;

/// Everything that both sides of one licence's card show, but not the identity of the single card:
/// a reprint has the same data.
///
/// - `restrictions`: codes of field 12 that hold for all categories
public record CardData(
        LicenceNumber licence,
        LocalDate issued,
        LocalDate expires,
        String authority,
        Sensitive<Holder> holder,
        List<Entitlement> entitlements,
        List<String> restrictions) {
    public CardData {
        entitlements = List.copyOf(entitlements);
        restrictions = List.copyOf(restrictions);
    }
}
