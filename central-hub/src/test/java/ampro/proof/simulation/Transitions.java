package ampro.proof.simulation;

import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.station.job.Lease;
import ampro.station.job.Runner;
import ampro.station.store.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts what leases become at one station, for the coverage of the proof.
final class Transitions {
    private final Map<Token, LeaseState> known = new HashMap<>();
    private final World world;
    private final Runner runner;
    private final Database database;

    Transitions(World world, Runner runner, Database database) {
        this.world = world;
        this.runner = runner;
        this.database = database;
    }

    /// Called after every change.
    void count() {
        for (Lease lease : runner.state().leases()) {
            count(known.put(lease.token(), lease.state()), lease.state().word());
        }
        for (Token token : List.copyOf(known.keySet())) {
            if (runner.state().lease(token).isEmpty()) {
                count(known.remove(token), settled(token));
            }
        }
    }

    private void count(@Nullable LeaseState from, String to) {
        if (from != null && !from.word().equals(to)) {
            world.count("lease " + from.word() + ">" + to);
        }
    }

    private String settled(Token token) {
        return database.read(handle ->
                handle.createQuery("select state from lease where term = :term and n = :n")
                        .bind("term", token.term())
                        .bind("n", token.n())
                        .mapTo(String.class)
                        .one());
    }
}
