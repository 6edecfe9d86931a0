package ampro.hub.custody.ledger;

import java.time.Instant;
import java.util.List;

/// The book at a glance: every blank is in exactly one account.
///
/// @param received what the accounts must sum to
/// @param columns the accounts that hold something somewhere
/// @param underWay transfers of which something is on its way
/// @param differing counts that nobody has accepted
/// @param movements the latest ones
public record BlanksView(
        LedgerFrame frame,
        long received,
        List<Account> accounts,
        List<String> columns,
        List<Row> places,
        List<UnderWay> underWay,
        List<Differing> differing,
        List<MovementView> movements) {

    /// How many are there; `code` of `account.<code>`.
    public record Account(String code, long count) {}

    /// What one place holds, by column.
    public record Row(String place, List<Cell> cells) {}

    /// What one account holds at one place.
    ///
    /// @param unread blanks of which nobody knows yet which they are
    public record Cell(long blanks, long unread) {}

    public record UnderWay(String id, String from, String to, long blanks, Instant since) {}

    public record Differing(String count, String station, Instant at, String by) {}

    public long sum() {
        return accounts.stream().mapToLong(Account::count).sum();
    }

    public boolean balanced() {
        return sum() == received;
    }
}
