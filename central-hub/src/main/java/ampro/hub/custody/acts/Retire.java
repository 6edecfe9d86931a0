package ampro.hub.custody.acts;

import ampro.hub.custody.Retirement;
import ampro.hub.custody.ledger.StationReturn;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// The box goes out of service when it is in custody and none of its jobs is open. Two people have
/// counted what lies in it: that comes back to the vault, and what the count misses is lost.
record Retire(Retirement retirement, InstantSource clock) implements Deed {
    static final String BLANKS = "counted_blanks";
    static final String REJECTS = "counted_rejects";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    @Override
    public Outcome<List<Fact>> facts(Handle handle, String id, Map<String, String> said) {
        return BoxFile.read(handle, id)
                .then(box ->
                        box.isReadyToRetire()
                                ? counted(said).map(counted -> facts(box, counted))
                                : Outcome.conflict("not-ready", missing(box)));
    }

    private static List<Fact> facts(BoxFile box, StationReturn.Counted counted) {
        List<Fact> facts = new ArrayList<>(box.facts());
        facts.add(new Fact(BLANKS, Long.toString(counted.blanks())));
        facts.add(new Fact(REJECTS, Long.toString(counted.rejects())));
        return facts;
    }

    private static Outcome<StationReturn.Counted> counted(Map<String, String> said) {
        return number(said, BLANKS)
                .then(blanks ->
                        number(said, REJECTS)
                                .map(rejects -> new StationReturn.Counted(blanks, rejects)));
    }

    private static Outcome<Long> number(Map<String, String> said, String name) {
        String text = said.getOrDefault(name, "").strip();
        return NUMBER.matcher(text).matches()
                ? Outcome.done(Long.parseLong(text))
                : Outcome.invalid(name, "is how many two people counted");
    }

    private static String missing(BoxFile box) {
        String id = box.station().id();
        if (box.isRetired()) {
            return id + " is out of service already";
        }
        if (box.takenIn() == null) {
            return "two people take the box of " + id + " into custody first";
        }
        return "%s still has %d open jobs: find their cards first, or prove that nothing was fed"
                .formatted(id, box.open().jobs().size());
    }

    @Override
    public Outcome<Asking> carryOut(Handle handle, Asking asking, Actor by) {
        return BoxFile.read(handle, asking.subject())
                .then(box ->
                        counted(asking.said())
                                .then(counted ->
                                        StationReturn.book(
                                                handle,
                                                box.id().value(),
                                                counted,
                                                asking.id(),
                                                by,
                                                clock.instant()))
                                .map(more -> {
                                    retirement.retire(handle, box.id(), clock.instant());
                                    return asking;
                                }));
    }
}
