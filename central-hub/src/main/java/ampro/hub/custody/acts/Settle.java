package ampro.hub.custody.acts;

import ampro.firmware.wire.Facts;
import ampro.hub.custody.Job;
import ampro.hub.custody.JobStore;
import ampro.hub.custody.Lease;
import ampro.hub.custody.Retirement;
import ampro.hub.custody.ledger.LedgerStore;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// A job of a box in custody: two people found its card, with its blank or with a number that
/// nobody can read, or that nothing was fed.
record Settle(Retirement retirement) implements Deed {
    static final String FOUND = "found";
    static final String BLANK = "blank";
    static final String CARD = "card_found";
    static final String UNREAD = "card_unread";
    static final String NOT_FED = "not_fed";

    /// What people choose from.
    static final List<String> FINDINGS = List.of(NOT_FED, CARD, UNREAD);

    @Override
    public Outcome<List<Fact>> facts(Handle handle, String id, Map<String, String> said) {
        return JobStore.found(handle, id).then(job -> facts(handle, job, said));
    }

    private static Outcome<List<Fact>> facts(Handle handle, Job job, Map<String, String> said) {
        Lease lease = job.lease();
        if (lease == null || !job.status().isOpen()) {
            return Outcome.conflict("settled", "%s is %s".formatted(job.id(), job.status().code()));
        }
        return BoxFile.read(handle, lease.station())
                .then(box ->
                        box.takenIn() == null
                                ? Outcome.conflict(
                                        "not-in-custody",
                                        "the box of %s is not in custody: it may still print"
                                                .formatted(lease.station()))
                                : finding(handle, said))
                .map(finding -> {
                    List<Fact> facts = new ArrayList<>(finding);
                    facts.add(new Fact("state", job.status().code()));
                    facts.add(new Fact("station", lease.station()));
                    facts.add(new Fact("card", lease.card()));
                    return facts;
                });
    }

    private static Outcome<List<Fact>> finding(Handle handle, Map<String, String> said) {
        String what = said.getOrDefault(FOUND, "");
        String blank = said.getOrDefault(BLANK, "").strip();
        if (!FINDINGS.contains(what)) {
            return Outcome.invalid(FOUND, "is one of " + String.join(", ", FINDINGS));
        }
        if (!what.equals(CARD)) {
            return Outcome.done(List.of(new Fact(FOUND, what)));
        }
        if (LedgerStore.accountOf(handle, blank).isEmpty()) {
            return Outcome.invalid(
                    BLANK, "is the scanned blank of that card, as the book knows it");
        }
        return LedgerStore.usedUpAs(handle, blank)
                .<Outcome<List<Fact>>>map(account ->
                        Outcome.conflict(
                                "blank-used",
                                "blank %s is booked as %s: another card is made of it"
                                        .formatted(blank, account)))
                .orElseGet(
                        () -> Outcome.done(List.of(new Fact(FOUND, CARD), new Fact(BLANK, blank))));
    }

    @Override
    public Outcome<Asking> carryOut(Handle handle, Asking asking, Actor by) {
        Job job = JobStore.find(handle, asking.subject()).orElseThrow();
        Map<String, String> said = asking.said();
        boolean isFed = !NOT_FED.equals(said.get(FOUND));
        retirement.settle(
                handle,
                job,
                Facts.decided(
                        CARD.equals(said.get(FOUND)) ? said.get(BLANK) : null,
                        isFed ? "found-in-custody" : null,
                        isFed ? "spoiled" : "not_fed",
                        asking.askedBy(),
                        by.id()),
                by);
        return Outcome.done(asking);
    }
}
