package ampro.hub.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LabelData;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.application.Status;
import ampro.hub.custody.Job;
import ampro.hub.custody.acts.Act;
import ampro.hub.staff.Role;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Parcels from the printed card to the hand-over, with their labels.
@Tag("store")
@OnBothDatabases
class ParcelsTest {
    private static final Actor SENDER = Bench.person("naina", Role.SHIPPING);
    private static final Actor DESK = Bench.person("lova", Role.COLLECTION);

    private final Bench bench;
    private final Box box;

    ParcelsTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
        box = bench.box("tnr-01", 5);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aParcelTakesEveryPrintedCardOfItsSiteOnce() {
        Job first = printed("tnr-01-1");
        Job second = printed("tnr-01-2");
        ParcelStore.Row parcel = bench.parcels.pack(Bench.SITE, SENDER).orThrow();
        assertThat(parcel.status()).isEqualTo("pending");
        assertThat(bench.parcels.contents(parcel.sscc()).cards())
                .extracting(ParcelStore.Packed::application)
                .containsExactly(first.application(), second.application());
        assertRefused("nothing-to-pack", bench.parcels.pack(Bench.SITE, SENDER));
        assertRefused("nothing-to-pack", bench.parcels.pack("TMM", SENDER));
        printed("tnr-01-3");
        assertThat(bench.parcels.pack(Bench.SITE, SENDER).orThrow().sscc())
                .isNotEqualTo(parcel.sscc());
    }

    @Test
    void theLabelIsAskedOfOneStationAndServedToItAlone() throws WireException {
        String sscc = packed();
        ParcelStore.Label label = bench.labels.ask(sscc, box.id(), SENDER).orThrow();
        Down.Label asked = bench.last(Down.Label.class);
        assertThat(asked.token()).isEqualTo(label.token());
        String data = bench.labels.data(label.token(), Actor.station("tnr-01")).orThrow();
        assertThat(EventChain.sha256(data)).isEqualTo(asked.sha256());
        LabelData words = Wire.readBody(LabelData.class, data);
        assertThat(words.sscc()).isEqualTo(sscc);
        assertThat(words.cards()).isEqualTo(1);
        assertThat(words.to()).containsExactly("Antananarivo", "12 Rue A", "101 Tana");
        for (Actor other : List.of(Actor.station("tnr-02"), SENDER)) {
            assertThat(bench.labels.data(label.token(), other).isRefused()).isTrue();
        }
        assertThat(bench.labels.data("label-99", Actor.station("tnr-01")).isRefused()).isTrue();
    }

    @Test
    void anUncertainLabelIsAskedForAgainUnderANewToken() {
        String sscc = packed();
        String token = bench.labels.ask(sscc, box.id(), SENDER).orThrow().token();
        bench.take(labelled(token, "unknown"));
        String again = bench.last(Down.Label.class).token();
        assertThat(again).isNotEqualTo(token);
        bench.take(labelled(token, "printed"));
        assertThat(label(sscc)).as("the old token no longer counts").isEqualTo("asked");
        assertRefused("no-label", bench.parcels.dispatch(sscc, SENDER));
        bench.take(labelled(again, "printed"));
        assertThat(label(sscc)).isEqualTo("printed");
    }

    @Test
    void theNewestLabelCountsEvenWithinOneMillisecond() {
        String sscc = packed();
        for (int i = 0; i < 12; i++) {
            String token = bench.labels.ask(sscc, box.id(), SENDER).orThrow().token();
            assertThat(Objects.requireNonNull(bench.parcels.contents(sscc).label()).token())
                    .as("label %d", i + 1)
                    .isEqualTo(token);
        }
    }

    @Test
    void aLabelIsPrintedOnlyByTheStationThatWasAsked() {
        Box other = bench.box("tnr-02", 1);
        String sscc = packed();
        String token = bench.labels.ask(sscc, box.id(), SENDER).orThrow().token();
        bench.take(other.claim(EventType.LABEL, null, null, facts(token, "printed")));
        assertThat(label(sscc)).isEqualTo("asked");
    }

    @Test
    void aParcelGoesAndArrivesWithItsCards() {
        Job job = printed("tnr-01-1");
        String sscc = bench.parcels.pack(Bench.SITE, SENDER).orThrow().sscc();
        String token = bench.labels.ask(sscc, box.id(), SENDER).orThrow().token();
        assertRefused("no-label", bench.parcels.dispatch(sscc, SENDER));
        bench.take(labelled(token, "printed"));
        bench.parcels.dispatch(sscc, SENDER).orThrow();
        assertThat(status(job)).isEqualTo(Status.SHIPPED);
        assertRefused("illegal-transition", bench.parcels.dispatch(sscc, SENDER));
        String symbol = "AMPROL1;" + sscc + ";" + token;
        Parcels.Difference none = bench.parcels.receive(symbol, List.of(code(job)), DESK).orThrow();
        assertThat(none).isEqualTo(new Parcels.Difference(sscc, List.of(), List.of()));
        assertThat(status(job)).isEqualTo(Status.READY_FOR_COLLECTION);
        assertRefused(
                "illegal-transition", bench.parcels.receive(symbol, List.of(code(job)), DESK));
    }

    @Test
    void whatIsMissingAndWhatIsTooMuchIsTold() {
        Job there = printed("tnr-01-1");
        Job missing = printed("tnr-01-2");
        String symbol = sent();
        Parcels.Difference difference =
                bench.parcels
                        .receive(
                                symbol,
                                List.of(
                                        code(there),
                                        "AMPRO1;T0100099999;0000000000000000",
                                        "rubbish"),
                                DESK)
                        .orThrow();
        assertThat(difference.missing()).containsExactly(missing.licence());
        assertThat(difference.unexpected())
                .containsExactly("AMPRO1;T0100099999;0000000000000000", "rubbish");
        assertThat(status(there)).isEqualTo(Status.READY_FOR_COLLECTION);
        assertThat(status(missing)).isEqualTo(Status.SHIPPED);
    }

    /// It lay between the folds of the paper.
    @Test
    void aCardThatWasOverlookedIsReceivedWhenItIsFound() {
        Job there = printed("tnr-01-1");
        Job late = printed("tnr-01-2");
        String symbol = sent();
        bench.parcels.receive(symbol, List.of(code(there)), DESK).orThrow();
        Parcels.Difference found =
                bench.parcels.receive(symbol, List.of(code(late)), DESK).orThrow();
        assertThat(found.missing()).isEmpty();
        assertThat(status(late)).isEqualTo(Status.READY_FOR_COLLECTION);
        assertRefused("illegal-transition", bench.parcels.receive(symbol, List.of(), DESK));
    }

    /// Whoever has the parcel's old page open; the new label would lie where the parcel is not.
    @Test
    void aParcelOnItsWayKeepsItsLabel() {
        Job job = printed("tnr-01-1");
        bench.database.write(handle ->
                handle.execute(
                        "update application set site = 'TMM' where id = ?", job.application()));
        String sscc = bench.parcels.pack("TMM", SENDER).orThrow().sscc();
        String token = bench.labels.ask(sscc, box.id(), SENDER).orThrow().token();
        bench.take(labelled(token, "printed"));
        bench.parcels.dispatch(sscc, SENDER).orThrow();
        assertRefused("label-elsewhere", bench.labels.ask(sscc, box.id(), SENDER));
        StationId there = new StationId("tmm-01");
        bench.stations.enrol(there, "TMM", Actor.HUB).orThrow();
        assertThat(bench.labels.ask(sscc, there, SENDER).orThrow().station()).isEqualTo("tmm-01");
    }

    @Test
    void anOldLabelReceivesNothing() {
        printed("tnr-01-1");
        String symbol = sent();
        assertRefused("old-label", bench.parcels.receive(symbol + "x", List.of(), DESK));
        assertRefused("invalid", bench.parcels.receive("AMPRO1;x;y", List.of(), DESK));
        assertRefused(
                "not-found",
                bench.parcels.receive("AMPROL1;306141410000000017;label-1", List.of(), DESK));
    }

    @Test
    void onlyTheLiveCardIsHandedOverAndOnlyThenTheLicenceIsActive() {
        Job job = printed("tnr-01-1");
        assertRefused("illegal-transition", bench.handOvers.handOver(code(job), "passport", DESK));
        String symbol = sent();
        bench.parcels.receive(symbol, List.of(code(job)), DESK).orThrow();
        assertThat(licence(job)).isEqualTo("pending_collection");
        Actor elsewhere = new Actor("x", "x", "collection", DESK.permissions(), "TMM", null);
        assertRefused("forbidden", bench.handOvers.handOver(code(job), "passport", elsewhere));
        String other = new CardCode(job.licence(), "0000000000000000").text();
        assertRefused("card-not-live", bench.handOvers.handOver(other, "passport", DESK));
        assertRefused("invalid", bench.handOvers.handOver(code(job), " ", DESK));
        assertRefused("invalid", bench.handOvers.handOver("rubbish", "passport", DESK));
        bench.handOvers.handOver(code(job), "passport", DESK).orThrow();
        assertThat(status(job)).isEqualTo(Status.COMPLETED);
        assertThat(licence(job)).isEqualTo("active");
        assertRefused("illegal-transition", bench.handOvers.handOver(code(job), "passport", DESK));
        assertThat(bench.column("select count(*) from hand_over")).isEqualTo("1");
    }

    @Test
    @Tag("FM-62")
    void aCardThatWasReplacedAndTurnsUpAfterAllIsNoLicence() {
        Job there = printed("tnr-01-1");
        Job late = printed("tnr-01-2");
        String symbol = sent();
        String asked =
                bench.acts
                        .ask(Act.REPRINT, late.id(), Map.of(), "the parcel is late", Bench.MIRA)
                        .orThrow()
                        .id();
        bench.acts.approve(asked, Bench.person("noro", Role.MANAGER)).orThrow();
        assertThat(status(late)).isEqualTo(Status.QUEUED_FOR_PRINTING);
        Parcels.Difference difference =
                bench.parcels.receive(symbol, List.of(code(there), code(late)), DESK).orThrow();
        assertThat(difference.unexpected()).containsExactly(code(late));
        assertThat(difference.missing()).isEmpty();
        assertThat(status(there)).isEqualTo(Status.READY_FOR_COLLECTION);
        assertThat(status(late)).isEqualTo(Status.QUEUED_FOR_PRINTING);
        assertRefused("card-not-live", bench.handOvers.handOver(code(late), "passport", DESK));
    }

    private String packed() {
        printed("tnr-01-1");
        return bench.parcels.pack(Bench.SITE, SENDER).orThrow().sscc();
    }

    /// Packs and sends what is printed; returns the symbol of the parcel's label.
    private String sent() {
        String sscc = bench.parcels.pack(Bench.SITE, SENDER).orThrow().sscc();
        String token = bench.labels.ask(sscc, box.id(), SENDER).orThrow().token();
        bench.take(labelled(token, "printed"));
        bench.parcels.dispatch(sscc, SENDER).orThrow();
        return "AMPROL1;" + sscc + ";" + token;
    }

    private Job printed(String blank) {
        Job queued = bench.queued();
        bench.grants.grantAll();
        Job job = bench.job(queued);
        bench.take(box.claim(EventType.INTENT, job));
        bench.take(box.claim(EventType.EJECTED, job));
        bench.take(box.claim(EventType.GOOD, job, Box.blank(blank)));
        return bench.job(job);
    }

    private ampro.firmware.wire.Message<ampro.firmware.wire.Up> labelled(
            String token, String result) {
        return box.claim(EventType.LABEL, null, null, facts(token, result));
    }

    private static Facts facts(String token, String result) {
        return Facts.label(token, result, null);
    }

    private static String code(Job job) {
        return new CardCode(job.licence(), Objects.requireNonNull(job.lease()).card()).text();
    }

    private Status status(Job job) {
        return bench.applications.find(job.application()).orThrow().status();
    }

    private String licence(Job job) {
        return bench.column("select status from licence where number = '" + job.licence() + "'");
    }

    private String label(String sscc) {
        return Objects.requireNonNull(bench.parcels.contents(sscc).label()).status();
    }

    private static void assertRefused(String code, Outcome<?> outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
