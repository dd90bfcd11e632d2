package loupe.review.intake;

import java.util.List;
import loupe.core.dicom.SourceInstance;

/// What a file turned out to be. Lives in memory only.
public sealed interface Arrival {
    /// A DICOM instance.
    ///
    /// @param source identified, not yet through the door
    /// @param warnings what is odd about the file, without values
    record Instance(SourceInstance source, List<String> warnings) implements Arrival {
        /// Copies the list.
        public Instance {
            warnings = List.copyOf(warnings);
        }
    }

    /// A DICOMDIR; the files it lists come by themselves.
    record Directory() implements Arrival {}

    /// Nothing that can be taken.
    ///
    /// @param sentence what is wrong and what to do; names no path and no value
    record Wrong(String sentence) implements Arrival {}
}
