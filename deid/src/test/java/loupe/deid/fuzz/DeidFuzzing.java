package loupe.deid.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.core.dicom.DicomException;

/// What Jazzer calls; the target is named by the system property `loupe.fuzz`. Run by itself it writes a target's seeds.
public final class DeidFuzzing {
    private static final DeidFuzzTarget TARGET = DeidFuzzTarget.named(System.getProperty("loupe.fuzz", "door"));

    private DeidFuzzing() {}

    /// One execution: refused bytes are no finding.
    ///
    /// @throws IOException a finding: only [DicomException] is expected
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        tried(TARGET, bytes);
    }

    /// Gives bytes to a target.
    static void tried(DeidFuzzTarget target, byte[] bytes) throws IOException {
        try {
            target.run(bytes);
        } catch (DicomException e) {
            if (e.getMessage() == null) {
                throw new IllegalStateException("a refusal without a reason", e);
            }
        }
    }

    /// @param arguments target and the folder its seeds go into
    /// @throws IOException if one cannot be written
    public static void main(String[] arguments) throws IOException {
        List<byte[]> seeds = DeidSeeds.of(DeidFuzzTarget.named(arguments[0]));
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        for (int i = 0; i < seeds.size(); i++) {
            try (OutputStream out = Files.newOutputStream(folder.resolve("seed-" + i))) {
                out.write(seeds.get(i));
            }
        }
    }
}
