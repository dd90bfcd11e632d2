package loupe.review.quality.book;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// What was done about an item so far, as kept. The judgement comes before the first answer is shown, and is never changed.
///
/// @param by account name of who took it
/// @param since when it was last taken in hand, UTC
/// @param judged the blind judgement
/// @param reader the score of the reader, given once their answer was shown
/// @param arbitrated what another person settled
public record ItemWork(
        String by, Instant since, Optional<Judgement> judged, Optional<ReaderScore> reader, Optional<Arbitration> arbitrated) {
    /// A judgement of the finding as the model put it, blind to what the reader said.
    ///
    /// @param answer what the QA reviewer says of it
    /// @param model score of the model
    /// @param at when, UTC
    /// @param minutes spent; empty where not known
    public record Judgement(FindingAnswer answer, Radpeer model, Instant at, OptionalDouble minutes) {}

    /// The score of the reader.
    ///
    /// @param score of what the reader said
    /// @param minutes spent after the judgement; empty where not known
    public record ReaderScore(Radpeer score, OptionalDouble minutes) {}

    /// What another person settled.
    ///
    /// @param by account name
    /// @param reader the reader's score, where it was in question
    /// @param model the model's score, where it was in question
    /// @param minutes spent; empty where not known
    public record Arbitration(String by, Optional<Radpeer> reader, Optional<Radpeer> model, OptionalDouble minutes) {}

    /// What somebody has just taken in hand.
    public static ItemWork taken(String by, Instant at) {
        return new ItemWork(by, at, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The same, taken in hand anew.
    public ItemWork takenAgain(Instant at) {
        return new ItemWork(by, at, judged, reader, arbitrated);
    }

    /// With the blind judgement.
    public ItemWork with(Judgement judgement) {
        return new ItemWork(by, judgement.at, Optional.of(judgement), reader, arbitrated);
    }

    /// With the score of the reader.
    public ItemWork with(ReaderScore score) {
        return new ItemWork(by, since, judged, Optional.of(score), arbitrated);
    }

    /// With what another person settled.
    public ItemWork with(Arbitration settled) {
        return new ItemWork(by, since, judged, reader, Optional.of(settled));
    }

    /// Whether both scores are given.
    public boolean scored() {
        return reader.isPresent();
    }

    /// Whether the reader's score is one that another person settles.
    public boolean readerInQuestion() {
        return reader.filter(r -> r.score.arbitrated()).isPresent();
    }

    /// Whether the model's score is one.
    public boolean modelInQuestion() {
        return scored() && judged.filter(j -> j.model.arbitrated()).isPresent();
    }

    /// Whether another person is to settle it.
    public boolean waits() {
        return arbitrated.isEmpty() && (readerInQuestion() || modelInQuestion());
    }

    /// The reader's score that stands; empty before it is given.
    public Optional<Radpeer> finalReader() {
        return arbitrated.flatMap(Arbitration::reader).or(() -> reader.map(ReaderScore::score));
    }

    /// The model's score that stands; empty before both are given.
    public Optional<Radpeer> finalModel() {
        return scored() ? arbitrated.flatMap(Arbitration::model).or(() -> judged.map(Judgement::model)) : Optional.empty();
    }

    /// Minutes spent in all; empty where the judgement's or the score's are not known. Arbitration counts as far as somebody said so.
    public OptionalDouble minutes() {
        OptionalDouble first = judged.map(Judgement::minutes).orElse(OptionalDouble.empty());
        OptionalDouble second = reader.map(ReaderScore::minutes).orElse(OptionalDouble.empty());
        double third = arbitrated.map(a -> a.minutes.orElse(0)).orElse(0.0);
        return first.isPresent() && second.isPresent()
                ? OptionalDouble.of(first.getAsDouble() + second.getAsDouble() + third)
                : OptionalDouble.empty();
    }
}
