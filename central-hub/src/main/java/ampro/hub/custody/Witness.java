package ampro.hub.custody;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a restored database must not forget, in a file of its own beside it: the highest term,
/// every card identity that was drawn, and every one that was revoked. Only ever appended to, a
/// line at a time; a line is on the disk when the call returns. A line that a power cut has torn is
/// cut off: nobody was told of it.
///
/// ```
/// term 2
/// drawn 1 7K3M9QWETY2345HX 9PX2…       identities for grants of term 1
/// revoked 7K3M9QWETY2345HX …
/// ```
public final class Witness implements AutoCloseable {
    private static final Pattern LINE =
            Pattern.compile("(term [0-9]{1,18})|(drawn [0-9]{1,18}( [^ ]+)+)|(revoked( [^ ]+)+)");

    private final FileChannel file;
    private final Set<String> revoked = new LinkedHashSet<>();
    private final List<Drawn> drawn = new ArrayList<>();
    private long term;
    private boolean broken;

    private record Drawn(long term, List<String> cards) {}

    public Witness(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        String text = Files.readString(path, StandardCharsets.ISO_8859_1); // any byte may be torn
        int whole = text.lastIndexOf('\n') + 1;
        text.substring(0, whole).lines().forEach(this::remember);
        file.truncate(whole);
        file.position(whole);
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
                                    Long.parseLong(words.get(1)), words.subList(2, words.size())));
            default -> revoked.addAll(words.subList(1, words.size()));
        }
    }

    /// The highest term that was ever begun; 0 where none was.
    public synchronized long term() {
        return term;
    }

    synchronized void begin(long newTerm) {
        append("term " + newTerm);
    }

    synchronized void draw(long inTerm, List<String> cards) {
        append("drawn " + inTerm + " " + String.join(" ", cards));
    }

    /// Every identity that was drawn for grants of terms before this one and is not revoked.
    synchronized Set<String> drawnBefore(long laterTerm) {
        Set<String> cards = new LinkedHashSet<>();
        drawn.stream()
                .filter(each -> each.term() < laterTerm)
                .forEach(each -> cards.addAll(each.cards()));
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

    /// A line stands whole or not at all: the next one would be read as its end. After a sync that
    /// failed nobody knows what the disk holds, and nothing more is written.
    private void append(String line) {
        try {
            if (broken) {
                throw new IOException("it failed before");
            }
            broken = true;
            write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("the witness cannot be written", e);
        }
        broken = false;
        remember(line);
    }

    private void write(ByteBuffer bytes) throws IOException {
        long end = file.position();
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            file.truncate(end);
            broken = false; // a full disk has room again some time
            throw e;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
