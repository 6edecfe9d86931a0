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

/// The box is gone. If it is heard again before the second person allows this, the facts have
/// changed and it is not lost.
record BoxLost(Retirement retirement, InstantSource clock) implements Deed {
    @Override
    public Outcome<List<Fact>> facts(Handle handle, String id, Map<String, String> said) {
        return BoxFile.read(handle, id)
                .then(box ->
                        box.isRetired()
                                ? Outcome.conflict("retired", id + " is out of service already")
                                : Outcome.done(box.facts()));
    }

    @Override
    public Outcome<Asking> carryOut(Handle handle, Asking asking, Actor by) {
        return BoxFile.read(handle, asking.subject())
                .map(box -> {
                    retirement.lose(handle, box.id(), asking.id(), by, clock.instant());
                    return asking;
                });
    }
}
