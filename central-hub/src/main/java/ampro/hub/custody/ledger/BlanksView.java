package ampro.hub.custody.ledger;

import ampro.hub.web.Layout;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every blank is in exactly one account.
///
/// @param received what the accounts must sum to
/// @param movements the latest ones
public record BlanksView(
        Layout layout, long received, List<Account> accounts, List<Movement> movements) {

    /// How many are there; `code` of `account.<code>`.
    public record Account(String code, long count) {}

    public record Movement(
            Instant at, String blanks, String from, String to, String who, @Nullable String why) {}

    public long sum() {
        return accounts.stream().mapToLong(Account::count).sum();
    }

    public boolean balanced() {
        return sum() == received;
    }
}
