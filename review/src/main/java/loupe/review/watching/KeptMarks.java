package loupe.review.watching;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.core.measure.Annotation;
import loupe.review.edit.ReviewState;

/// What readers marked as findings and still hold for some.
final class KeptMarks {
    private KeptMarks() {}

    /// Ids of drawings that are findings, and of readers' segments with voxels that nobody rejected.
    static Set<String> of(ReviewState state) {
        Stream<String> drawn = state.annotations().stream().filter(a -> a.missed().isPresent()).map(Annotation::id);
        Stream<String> outlined = state.findings().stream()
                .filter(f -> f.drawnByReader() && !f.emptied() && !f.rejected())
                .map(f -> f.finding().id().value());
        return Stream.concat(drawn, outlined).collect(Collectors.toUnmodifiableSet());
    }
}
