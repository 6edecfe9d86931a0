package ampro.hub.custody.acts;

import ampro.hub.staff.second.Asking;
import ampro.hub.web.ActionView;
import java.util.List;

/// One asking as pages show it: who wants what done to which thing, on what facts, and what the
/// reader may say to it.
///
/// @param who the asker's name
/// @param second the name of who decided; empty while nobody has
/// @param address of the thing
public record AskingRow(
        Asking asking, String who, String second, String address, List<ActionView> actions) {

    public String state() {
        return asking.state().code();
    }
}
