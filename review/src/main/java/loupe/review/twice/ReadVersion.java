package loupe.review.twice;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.core.geometry.PatientPoint;
import loupe.core.measure.Annotation;
import loupe.core.measure.Measure;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.review.twice.ReadFinding.Origin;

/// What one of two readers has at a place, without a word of who it is: no name, no words of theirs, no id of their own.
///
/// @param how how they said so
/// @param model id of the model's finding; empty where they drew it themselves
/// @param kind coded type
/// @param seriesUid pseudonymous UID of the series it lies on
/// @param centre its middle
/// @param mask its outline as voxels; empty where it has none
/// @param shape its outline as drawn on an image; empty where it is none
/// @param on what it was drawn on; empty where it was not drawn
/// @param millilitres volume of the outline; empty where it has none
public record ReadVersion(
        How how, String model, Code kind, String seriesUid, PatientPoint centre, Optional<Mask> mask, Optional<Measure> shape,
        Optional<Annotation.Place> on, OptionalDouble millilitres) {
    /// How a reader said that something is there.
    public enum How {
        /// They let a model's finding stand.
        LET_STAND("the model's finding"),
        /// They outlined it.
        OUTLINED("outlined by the reader"),
        /// They drew it on an image.
        DRAWN("drawn by the reader");

        private final String words;

        How(String words) {
            this.words = words;
        }

        /// Short text for people.
        public String words() {
            return words;
        }
    }

    static ReadVersion of(ReadFinding f) {
        How how = switch (f.from()) {
            case Origin.Model m -> How.LET_STAND;
            case Origin.Own o -> How.OUTLINED;
            case Origin.Drawn d -> How.DRAWN;
        };
        boolean volume = switch (f.from()) {
            case Origin.Model m -> m.found().segment().isPresent() && !m.found().flat();
            case Origin.Own o -> o.outlined().hasVolume();
            case Origin.Drawn d -> false;
        };
        return new ReadVersion(
                how, f.ofModel() ? f.id() : "", f.kind(), f.seriesUid(), f.centre(), f.mask(),
                f.from() instanceof Origin.Drawn d ? Optional.of(d.annotation().measure()) : Optional.empty(),
                f.from() instanceof Origin.Drawn d ? Optional.of(d.annotation().place()) : Optional.empty(),
                volume ? OptionalDouble.of(f.mask().orElseThrow().millilitres()) : OptionalDouble.empty());
    }

    /// In words, such as `Nodule, outlined by the reader, 0.42 ml`.
    public String words() {
        return kind.meaning() + ", " + how.words() + (model.isEmpty() ? "" : " " + model)
                + (millilitres.isPresent() ? String.format(Locale.ROOT, ", %.2f ml", millilitres.getAsDouble()) : "");
    }
}
