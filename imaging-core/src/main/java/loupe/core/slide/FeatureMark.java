package loupe.core.slide;

import java.util.Optional;

/// What became of a feature since it came.
///
/// @param there whether it is still there
/// @param classification the class a reader gave it; empty where it has the one it came with
public record FeatureMark(boolean there, Optional<String> classification) {
    /// As it came.
    public static final FeatureMark AS_IT_CAME = new FeatureMark(true, Optional.empty());

    /// Taken away.
    public static final FeatureMark DELETED = new FeatureMark(false, Optional.empty());

    /// Given a class.
    public static FeatureMark classified(String name) {
        return new FeatureMark(true, Optional.of(name));
    }
}
