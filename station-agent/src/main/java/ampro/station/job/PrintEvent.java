package ampro.station.job;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can happen to the print machine: from the hub, from the printer, from people.
public sealed interface PrintEvent {
    record Welcomed(Token promise) implements PrintEvent {}

    /// Everything below this term is void.
    record Fenced(long term) implements PrintEvent {}

    record ConnectionLost() implements PrintEvent {}

    /// `card` is the identity that the card will carry.
    record Granted(String job, Token token, String card, String address, String sha256)
            implements PrintEvent {}

    record Revoked(String job, Token token) implements PrintEvent {}

    /// The artwork is here and is the one that was granted; `code` is the hash of its symbol's
    /// text.
    record ArtworkReady(Token token, String code) implements PrintEvent {}

    record ArtworkRefused(Token token, String why) implements PrintEvent {}

    /// The hub has committed this lease's INTENT.
    record IntentAcked(Token token) implements PrintEvent {}

    /// The hub has committed this lease's INTENT, and does not mean the card any more.
    record IntentRefused(Token token) implements PrintEvent {}

    /// The printer stands still and says this.
    record Settled(Observation seen) implements PrintEvent {}

    /// The front is in the printer's memory, nothing was fed, and the printer is fit to feed.
    record Staged(Token token, Observation seen) implements PrintEvent {}

    /// Staging was not possible; nothing was fed.
    record NotStaged(Token token, Problem problem) implements PrintEvent {}

    /// All panels were answered for, the card is still inside.
    record Made(Token token, Observation seen) implements PrintEvent {}

    record CardLeft(Token token, Observation seen) implements PrintEvent {}

    /// The unfinished card has left into the reject box.
    record Rejected(Token token, Observation seen) implements PrintEvent {}

    /// The pause after a refused staging is over.
    record Retry() implements PrintEvent {}

    /// An order after INTENT was refused or not answered.
    record OrderFailed(Token token, Problem problem) implements PrintEvent {}

    /// A signed-in person compared the card, scanned it and its blank.
    record FoundGood(Token token, String blank, String actor) implements PrintEvent {}

    /// As [FoundGood]; its blank is null where the number cannot be read.
    record FoundSpoiled(Token token, @Nullable String blank, String why, String actor)
            implements PrintEvent {}

    /// Two people have answered the one question.
    record Adjudicated(Token token, Answer answer, String actor, String second)
            implements PrintEvent {}

    /// One person has answered it; a second one is asked at the hub.
    record Answered(Token token, Answer answer, String actor) implements PrintEvent {}

    /// The second person has confirmed this answer at the hub.
    record Confirmed(Token token, Facts answer, String second) implements PrintEvent {}

    /// Two people say that the printer, or its board, was changed: what it is now counts from here.
    record Rebaselined(String actor, String second) implements PrintEvent {}

    /// What was found. `also` are further blanks of a double feed, spoiled by it.
    record Answer(Decision decision, @Nullable String blank, String why, List<String> also) {
        public Answer {
            also = List.copyOf(also);
        }
    }
}
