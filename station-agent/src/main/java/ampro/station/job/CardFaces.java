package ampro.station.job;

import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the screen shows of the cards that are open here, read from the journal's artwork once. A
/// settled lease has none left.
public final class CardFaces {
    private final LeaseStore leases;
    private final ConcurrentHashMap<Token, Artwork> artworks = new ConcurrentHashMap<>();

    public CardFaces(LeaseStore leases) {
        this.leases = leases;
    }

    public Optional<Artwork> of(Lease lease) {
        if (!lease.isReady()) {
            return Optional.empty();
        }
        Artwork known = artworks.get(lease.token());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Artwork> read = leases.artwork(lease.token()).flatMap(CardFaces::read);
        read.ifPresent(artwork -> artworks.put(lease.token(), artwork));
        return read;
    }

    /// Forgets every card that is not open any more.
    public void keepOnly(PrintState state) {
        artworks.keySet().removeIf(token -> state.lease(token).isEmpty());
    }

    public static Optional<Artwork> read(String json) {
        try {
            return Optional.of(Wire.readBody(Artwork.class, json));
        } catch (WireException e) {
            return Optional.empty();
        }
    }
}
