package ampro.hub.custody.acts;

import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What an act rests on, and what it does.
interface Deed {
    /// What both people decide on, as it stands now; or why the act is not possible.
    ///
    /// @param id of the job or station
    /// @param said what the asker has told; it is among the facts, under the same names
    Outcome<List<Fact>> facts(Handle handle, String id, Map<String, String> said);

    /// Does it, in the transaction in which the second person allows it.
    Outcome<Asking> carryOut(Handle handle, Asking asking, Actor by);
}
