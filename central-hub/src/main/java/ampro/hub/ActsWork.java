package ampro.hub;

import ampro.hub.custody.Jobs;
import ampro.hub.custody.Recovery;
import ampro.hub.custody.acts.Acts;
import ampro.hub.custody.acts.ActsPages;
import ampro.hub.custody.acts.ActsRoutes;
import ampro.hub.custody.acts.RecoveryViews;
import ampro.hub.staff.Staff;
import ampro.hub.store.Database;
import ampro.hub.web.Layout;
import ampro.hub.web.Routes;
import ampro.hub.web.Words;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/// Puts together what needs two people, and what everybody must know of a recovery.
record ActsWork(Acts acts, Recovery recovery, RecoveryViews recovering) {

    static ActsWork of(Database database, Jobs jobs, Recovery recovery, InstantSource clock) {
        return new ActsWork(
                new Acts(database, jobs, recovery, clock),
                recovery,
                new RecoveryViews(database, recovery));
    }

    Function<Words, List<Layout.Banner>> banners() {
        return recovering::banners;
    }

    void add(Routes routes, Database database, Staff staff) {
        new ActsRoutes(acts, recovery).add(routes);
        new ActsPages(database, acts, staff, recovering).add(routes);
    }
}
