package loupe.core.fuzz;

import java.io.IOException;
import loupe.core.dicom.DicomException;

/// What Jazzer calls; the target is named by the system property `loupe.fuzz`.
public final class Fuzzing {
    private static final FuzzTarget TARGET =
            FuzzTarget.valueOf(System.getProperty("loupe.fuzz", "CURSOR").replace('-', '_').toUpperCase(java.util.Locale.ROOT));

    private Fuzzing() {}

    /// One execution: refused bytes are no finding.
    ///
    /// @throws IOException a finding: only [DicomException] is expected
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        tried(TARGET, bytes);
    }

    /// Gives bytes to a target.
    static void tried(FuzzTarget target, byte[] bytes) throws IOException {
        try {
            target.run(bytes);
        } catch (DicomException e) {
            if (e.getMessage() == null) {
                throw new IllegalStateException("a refusal without a reason", e);
            }
        }
    }
}
