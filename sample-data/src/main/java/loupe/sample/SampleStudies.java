package loupe.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Writes the built-in sample studies: a chest CT and a chest film of an invented patient, full of identity.
public final class SampleStudies {

    /// What was written.
    ///
    /// @param ctFiles the CT's slices, feet to head
    /// @param filmFiles the chest film
    /// @param truthFile `truth.json`: lungs volume, nodules and every identity string that was planted; it lies beside the
    ///     studies' folders, so importing `studies()` does not meet it
    /// @param identity every identity string that was planted in attributes, private tags, pixels or file names
    public record Written(List<Path> ctFiles, List<Path> filmFiles, Path truthFile, List<String> identity) {
        /// Copies the lists.
        public Written {
            ctFiles = List.copyOf(ctFiles);
            filmFiles = List.copyOf(filmFiles);
            identity = List.copyOf(identity);
        }
    }

    private SampleStudies() {}

    /// Writes `studies/<name of the patient>/CT…/*.dcm`, `studies/…/film/*.dcm` and `truth.json` under a folder.
    ///
    /// The same seed writes the same bytes.
    ///
    /// @param folder an existing or new folder
    /// @param seed seed of the phantom and the invented identity
    /// @throws IOException if a file cannot be written
    public static Written write(Path folder, long seed) throws IOException {
        throw new IOException("not yet");
    }
}
