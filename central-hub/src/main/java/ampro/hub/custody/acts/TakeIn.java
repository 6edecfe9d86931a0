package ampro.hub.custody.acts;

import ampro.hub.custody.Retirement;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The box is switched off and in custody. From then on what it says does nothing, so that what
/// people settle in its place cannot be contradicted by it.
record TakeIn(Retirement retirement) implements Deed {
    static final String PLACE = "place";

    /// Characters that say where the box is.
    private static final int PLACE_MAX = 100;

    @Override
    public Outcome<List<Fact>> facts(Handle handle, String id, Map<String, String> said) {
        String place = said.getOrDefault(PLACE, "").strip();
        return BoxFile.read(handle, id)
                .then(box -> {
                    if (box.isRetired()) {
                        return Outcome.conflict("retired", id + " is out of service already");
                    }
                    if (box.takenIn() != null) {
                        return Outcome.conflict(
                                "taken-in", "the box of " + id + " is in custody already");
                    }
                    return place.isEmpty() || place.length() > PLACE_MAX
                            ? Outcome.invalid(PLACE, "says where the box is locked away")
                            : Outcome.done(
                                    List.of(
                                            BoxFile.incarnation(box.station()),
                                            new Fact(PLACE, place)));
                });
    }

    @Override
    public Outcome<Asking> carryOut(Handle handle, Asking asking, Actor by) {
        return BoxFile.read(handle, asking.subject())
                .map(box -> {
                    retirement.takeIn(handle, box.id());
                    return asking;
                });
    }
}
