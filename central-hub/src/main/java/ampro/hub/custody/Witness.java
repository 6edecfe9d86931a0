package ampro.hub.custody;

import ampro.hub.store.CrashPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a restored database must not forget, in a file of its own beside it: the highest term,
/// every token that may have been given with every card identity that was drawn, and every one that
/// was revoked. A line at a time, each with its sum (see [WitnessFile]).
///
/// ```
/// term 2 =…
/// drawn 1 100 7K3M9QWETY2345HX 9PX2… =…   identities for the tokens 1.101, 1.102 …
/// revoked 7K3M9QWETY2345HX … =…
/// ```
public final class Witness implements AutoCloseable {
    private static final Pattern LINE =
            Pattern.compile(
                    "(term [0-9]{1,18})|(drawn [0-9]{1,18} [0-9]{1,18}( \\S+)+)|(revoked( \\S+)+)");

    private final WitnessFile file;
    private final Runnable broken;
    private final Set<String> revoked = new LinkedHashSet<>();
    private final List<Drawn> drawn = new ArrayList<>();
    private long term;

    /// The cards of as many tokens after `begun`.
    private record Drawn(long term, long begun, List<String> cards) {
        long lastToken() {
            return begun + cards.size();
        }
    }

    public Witness(Path path) throws IOException {
        this(path, () -> {});
    }

    /// `broken` is told when a sync has failed: only a new start can read what the disk holds.
    public Witness(Path path, Runnable broken) throws IOException {
        this.broken = broken;
        file = new WitnessFile(path);
        file.found().forEach(this::remember);
    }

    private void remember(String line) {
        List<String> words = List.of(line.split(" ", -1));
        if (!LINE.matcher(line).matches()) {
            throw new IllegalStateException("the witness has a line " + words.getFirst());
        }
        switch (words.getFirst()) {
            case "term" -> term = Math.max(term, Long.parseLong(words.get(1)));
            case "drawn" ->
                    drawn.add(
                            new Drawn(
                                    Long.parseLong(words.get(1)),
                                    Long.parseLong(words.get(2)),
                                    words.subList(3, words.size())));
            default -> revoked.addAll(words.subList(1, words.size()));
        }
    }

    /// How many identities it knows of cards that may be anywhere.
    synchronized long cards() {
        return drawn.stream().mapToLong(each -> each.cards().size()).sum();
    }

    /// The highest term that was ever begun; 0 where none was.
    public synchronized long term() {
        return term;
    }

    synchronized void begin(long newTerm) {
        append("term " + newTerm);
    }

    /// These cards are for the tokens after `begun`, a number that the database has by now.
    synchronized void draw(long inTerm, long begun, List<String> cards) {
        append("drawn %d %d %s".formatted(inTerm, begun, String.join(" ", cards)));
    }

    /// The number that a database which is not older than this witness has reached.
    synchronized long begun() {
        return drawn.isEmpty() ? 0 : drawn.getLast().begun();
    }

    /// No token up to this one is given again.
    synchronized long lastToken() {
        return drawn.isEmpty() ? 0 : drawn.getLast().lastToken();
    }

    /// Every identity that was drawn before the block in use and is not revoked.
    synchronized Set<String> drawnEarlier() {
        return unrevoked(drawn.stream().limit(Math.max(0, drawn.size() - 1)));
    }

    /// Every identity that was drawn for grants of terms before this one and is not revoked.
    synchronized Set<String> drawnBefore(long laterTerm) {
        return unrevoked(drawn.stream().filter(each -> each.term() < laterTerm));
    }

    private Set<String> unrevoked(Stream<Drawn> blocks) {
        Set<String> cards = new LinkedHashSet<>();
        blocks.forEach(each -> cards.addAll(each.cards()));
        cards.removeAll(revoked);
        return cards;
    }

    synchronized void revoke(Collection<String> cards) {
        List<String> fresh = cards.stream().filter(card -> !revoked.contains(card)).toList();
        if (!fresh.isEmpty()) {
            append("revoked " + String.join(" ", fresh));
        }
    }

    synchronized boolean isRevoked(String card) {
        return revoked.contains(card);
    }

    /// Identities that are no licence, wherever a card with one turns up.
    public synchronized Set<String> revoked() {
        return Set.copyOf(revoked);
    }

    /// What could not be read back is not written.
    private void append(String line) {
        if (!LINE.matcher(line).matches()) {
            throw new IllegalArgumentException("not a line of the witness: " + line);
        }
        CrashPoint.pass(CrashPoint.BEFORE_WITNESS);
        try {
            file.append(line);
        } catch (UncheckedIOException e) {
            if (file.isBroken()) {
                broken.run();
            }
            throw e;
        }
        CrashPoint.pass(CrashPoint.AFTER_WITNESS);
        remember(line);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
