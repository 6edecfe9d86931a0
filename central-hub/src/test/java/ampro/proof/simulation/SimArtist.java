package ampro.proof.simulation;

import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.Sensitive;
import ampro.hub.custody.Grants;
import ampro.hub.custody.Job;
import ampro.hub.web.Outcome;

/// Draws cards. What cannot be drawn fails at the hub, or is found out by the station that fetches
/// it; somebody mends it afterwards.
final class SimArtist implements Grants.Artist {
    private int failures;
    private int damages;

    void failNext(int drawings) {
        failures = drawings;
    }

    void damageNext(int fetches) {
        damages = fetches;
    }

    @Override
    public Outcome<Artwork> draw(Job job, String identity) {
        if (failures == 0) {
            return Outcome.done(
                    new Artwork(
                            job.id(),
                            new CardCode(job.licence(), identity),
                            new Sensitive<>("RAKOTO, Haja"),
                            "B",
                            "RlJPTlQ=",
                            "QkFDSw=="));
        }
        failures--;
        if (failures % 2 == 1) {
            throw new IllegalStateException("a glyph is missing"); // never twice in a row
        }
        return Outcome.invalid("portrait", "cannot be read");
    }

    /// As it arrives.
    String fetched(String artwork) {
        if (damages == 0) {
            return artwork;
        }
        damages--;
        return artwork.substring(1);
    }
}
