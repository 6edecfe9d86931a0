package ampro.hub.overview;

import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.hub.application.Application;
import ampro.hub.card.CountryProfile;
import ampro.hub.card.Licences;
import ampro.hub.custody.CardStore;
import ampro.hub.custody.Job;
import ampro.hub.custody.JobStore;
import ampro.hub.custody.Lease;
import ampro.hub.paper.CardPaper;
import ampro.hub.paper.UnprintableException;
import ampro.hub.store.Database;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The pictures of a card: what its station was given to print, or a preview before.
public final class CardSides {
    /// The printers' resolution, so that the picture is the one that is printed.
    private static final int DPI = 300;

    /// Pictures kept in memory: both sides of what a few people look at.
    private static final int PICTURES_MAX = 40;

    private final Database database;
    private final Licences licences;
    private final CountryProfile country;
    private final Map<String, byte[]> pictures =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
                    return size() > PICTURES_MAX;
                }
            };

    public CardSides(Database database, Licences licences, CountryProfile country) {
        this.database = database;
        this.licences = licences;
        this.country = country;
    }

    /// A side of the card as it was granted to be printed, or a preview of its front.
    public Optional<byte[]> of(Application application, String side) {
        if (application.licence() == null || !Set.of("front", "back").contains(side)) {
            return Optional.empty();
        }
        Optional<Lease> lease =
                database.read(handle -> JobStore.ofApplication(handle, application.id()))
                        .map(Job::lease);
        if (lease.isEmpty() && side.equals("back")) {
            return Optional.empty();
        }
        String key = lease.map(Lease::card).orElse(application.id()) + " " + side;
        byte[] known = kept(key);
        return Optional.of(
                known != null
                        ? known
                        : keep(
                                key,
                                CardPaper.png(
                                        lease.map(l -> granted(l, side))
                                                .orElseGet(() -> preview(application)),
                                        DPI)));
    }

    private byte[] granted(Lease lease, String side) {
        String text =
                database.read(handle -> CardStore.artwork(handle, lease.card())).orElseThrow();
        try {
            Artwork artwork = Wire.readBody(Artwork.class, text);
            return Base64.getDecoder()
                    .decode(side.equals("front") ? artwork.front() : artwork.back());
        } catch (WireException e) {
            throw new IllegalStateException("artwork that was granted must be readable", e);
        }
    }

    private byte[] preview(Application application) {
        try {
            return CardPaper.front(licences.cardData(application.id()), country);
        } catch (UnprintableException e) {
            throw new IllegalStateException(
                    application.id() + " passed the rules and cannot be drawn", e);
        }
    }

    private byte @Nullable [] kept(String key) {
        synchronized (pictures) {
            return pictures.get(key);
        }
    }

    private byte[] keep(String key, byte[] picture) {
        synchronized (pictures) {
            pictures.put(key, picture);
        }
        return picture;
    }
}
