package ampro.hub.custody.acts;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.FeedingRule;
import ampro.hub.link.OutboxStore;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.station.StationStore;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// A site accepts that a box without a guard chip prints while the hub is away: a copied or
/// restored disk would then print a card twice unseen. Accepting and taking back alike need two.
record OfflinePrinting(InstantSource clock) implements Deed {
    static final String ACCEPTED = "accepted";
    static final String YES = "yes";
    static final String NO = "no";

    @Override
    public Outcome<List<Fact>> facts(Handle handle, String id, Map<String, String> said) {
        String accepted = said.getOrDefault(ACCEPTED, "");
        return BoxFile.read(handle, id)
                .then(box -> {
                    StationStore.Row station = box.station();
                    if (!accepted.equals(YES) && !accepted.equals(NO)) {
                        return Outcome.invalid(ACCEPTED, "is yes or no");
                    }
                    if (box.isRetired()) {
                        return Outcome.conflict("retired", id + " is out of service");
                    }
                    if (FeedingRule.GUARDED.word().equals(station.feeding())) {
                        return Outcome.conflict(
                                "guarded", id + " has a guard chip and needs no such risk");
                    }
                    return accepted.equals(YES) == (station.offline() != null)
                            ? Outcome.conflict("no-change", "it is so already")
                            : Outcome.done(
                                    List.of(
                                            new Fact(ACCEPTED, accepted),
                                            BoxFile.incarnation(station)));
                });
    }

    /// The box is told now, and with every hello in which it goes by another rule.
    @Override
    public Outcome<Asking> carryOut(Handle handle, Asking asking, Actor by) {
        boolean isAccepted = YES.equals(asking.said().get(ACCEPTED));
        return BoxFile.read(handle, asking.subject())
                .map(box -> {
                    StationStore.setOffline(handle, box.id(), isAccepted ? asking.id() : null);
                    OutboxStore.put(
                            handle, box.id(), new Down.Offline(isAccepted), clock.instant());
                    return asking;
                });
    }
}
