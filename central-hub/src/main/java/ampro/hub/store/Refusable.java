package ampro.hub.store;

/// An answer that may be a refusal. A command that answers one is rolled back: nothing of it
/// happened.
public interface Refusable {
    boolean isRefused();
}
