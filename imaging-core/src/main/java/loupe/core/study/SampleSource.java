package loupe.core.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import loupe.core.work.JobContext;

/// Writes sample studies to show the program with; found by [java.util.ServiceLoader], so that nothing is compiled
/// against them.
public interface SampleSource {
    /// Writes DICOM files of an invented patient.
    ///
    /// @param folder an existing folder that nobody else uses
    /// @param job told how far it is; its cancel ends it within 200 ms
    /// @return the folders to import, that which is read fastest first
    /// @throws IOException if a file cannot be written
    /// @throws loupe.core.work.CancelledException if cancelled; what was written so far stays
    List<Path> write(Path folder, JobContext job) throws IOException;
}
