package ampro.station.touch;

/// What every form carries beside its own fields: the session's token against forged requests and
/// one key per rendered form, so that a double tap is one command.
public record FormView(String action, String token, String idempotency) {}
