package loupe.review.dashboard;

import java.util.List;

/// A number and the studies it was counted in.
///
/// @param count how many; of findings there may be several in a study
/// @param studies pseudonymous Study Instance UIDs, each once, in order of import
public record Cases(int count, List<String> studies) {
    /// None.
    public static final Cases NONE = new Cases(0, List.of());

    /// Copies the list.
    public Cases {
        studies = List.copyOf(studies);
    }
}
