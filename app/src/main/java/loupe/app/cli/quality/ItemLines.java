package loupe.app.cli.quality;

import java.io.PrintStream;
import java.util.Locale;
import loupe.core.finding.Finding;
import loupe.core.finding.Measurement;
import loupe.review.quality.BlindItem;
import loupe.review.quality.FirstAnswer;

/// An item of a sample as lines for people and as a value for JSON.
final class ItemLines {
    private ItemLines() {}

    /// What JSON shows of an item.
    ///
    /// @param item its name; empty where nothing is left
    /// @param study number of the study
    /// @param modality of the series
    /// @param series pseudonymous UID
    /// @param finding id within the study
    /// @param label as the model put it
    /// @param score of the model, 0 to 1
    /// @param first what the reader said; empty before the judgement
    record Shown(
            String item, int study, String modality, String series, String finding, String label, double score, String first) {}

    static Shown json(BlindItem i, int study) {
        Finding f = i.finding();
        return new Shown(
                i.item().toString(), study, i.modality(), f.seriesUid(), f.id().value(), f.label(), f.confidence(),
                i.shown().map(a -> a.answer().name()).orElse(""));
    }

    static void print(PrintStream out, BlindItem i, int study) {
        Finding f = i.finding();
        out.printf(
                Locale.ROOT, "item %s: study %d, %s, finding %s: %s, model score %.2f (%s@%s)%n", i.item(), study, i.modality(), f.id(),
                f.label(), f.confidence(), f.provenance().modelId(), f.provenance().modelVersion());
        out.printf(
                Locale.ROOT, "  centre %.1f, %.1f, %.1f mm of the patient%n", f.centre().xMm(), f.centre().yMm(), f.centre().zMm());
        for (Measurement m : f.measurements()) {
            out.printf(Locale.ROOT, "  %s %.1f %s%n", m.concept().meaning(), m.value(), m.unit().value());
        }
        if (i.shown().isEmpty()) {
            out.println("  judge it: loupe quality score " + i.item()
                    + " --verdict ACCEPTED|EDITED|REJECTED --model 1|2a|2b|3a|3b");
        } else {
            answer(out, i.shown().get());
            out.println("  score the reader: loupe quality score " + i.item() + " --reader 1|2a|2b|3a|3b");
        }
    }

    /// What the reader said, beside what the QA reviewer said.
    static void answer(PrintStream out, FirstAnswer a) {
        out.println("  the reader: " + word(a.answer()) + a.reason().map(r -> " (" + r.meaning() + ")").orElse("")
                + "; the QA reviewer, blind: " + word(a.judged()) + ", model " + a.model().word());
        a.target().ifPresent(t -> out.println("  in the targeted queue because " + t.words()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
