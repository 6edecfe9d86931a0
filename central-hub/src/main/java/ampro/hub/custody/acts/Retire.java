package ampro.hub.custody.acts;

import ampro.hub.custody.Retirement;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The box goes out of service when it is in custody, none of its jobs is open, and no blank is
/// booked at it any more.
record Retire(Retirement retirement, InstantSource clock) implements Deed {
    @Override
    public Outcome<List<Fact>> facts(Handle handle, String id, Map<String, String> said) {
        return BoxFile.read(handle, id)
                .then(box ->
                        box.isReadyToRetire()
                                ? Outcome.done(box.facts())
                                : Outcome.conflict("not-ready", missing(box)));
    }

    private static String missing(BoxFile box) {
        String id = box.station().id();
        if (box.isRetired()) {
            return id + " is out of service already";
        }
        if (box.takenIn() == null) {
            return "two people take the box of " + id + " into custody first";
        }
        return "%s still has %d open jobs and blanks booked as %s: settle those, count and book these"
                .formatted(id, box.open().jobs().size(), box.open().blanks());
    }

    @Override
    public Outcome<Asking> carryOut(Handle handle, Asking asking, Actor by) {
        return BoxFile.read(handle, asking.subject())
                .map(box -> {
                    retirement.retire(handle, box.id(), clock.instant());
                    return asking;
                });
    }
}
