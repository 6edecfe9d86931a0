package ampro.hub.paper;

import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.Sensitive;
import ampro.hub.card.CardData;
import ampro.hub.card.CardIdentity;
import ampro.hub.card.CountryProfile;
import java.util.Base64;
import java.util.stream.Collectors;

/// One card's artwork as its station fetches it: both sides with this card's identity.
public final class LicenceArtwork {
    private LicenceArtwork() {}

    public static Artwork draw(
            String job, CardData data, CountryProfile country, CardIdentity identity)
            throws UnprintableException {
        CardCode code = new CardCode(data.licence().compact(), identity.text());
        Base64.Encoder base64 = Base64.getEncoder();
        return new Artwork(
                job,
                code,
                new Sensitive<>(
                        data.holder().value().surname()
                                + ", "
                                + data.holder().value().givenNames()),
                data.entitlements().stream()
                        .map(entitlement -> entitlement.category().name())
                        .collect(Collectors.joining(" · ")),
                base64.encodeToString(CardPaper.front(data, country)),
                base64.encodeToString(CardPaper.back(data, country, code)));
    }
}
