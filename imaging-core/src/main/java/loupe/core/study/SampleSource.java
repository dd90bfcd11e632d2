package loupe.core.study;

import java.io.IOException;
import java.nio.file.Path;

/// Writes sample studies to show the program with; found by [java.util.ServiceLoader], so that nothing is compiled
/// against them.
public interface SampleSource {
    /// Writes DICOM files of an invented patient.
    ///
    /// @param folder an existing folder that nobody else uses
    /// @return the folder to import
    /// @throws IOException if a file cannot be written
    Path write(Path folder) throws IOException;
}
