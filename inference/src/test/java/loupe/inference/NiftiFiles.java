package loupe.inference;

import java.io.ByteArrayInputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import loupe.core.image.Volume;
import loupe.core.nifti.NiftiReader;

/// Reads packed NIfTI files.
final class NiftiFiles {
    private NiftiFiles() {}

    static Volume volume(Path file) throws Exception {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return NiftiReader.volume(MemorySegment.ofArray(in.readAllBytes()));
        }
    }
}
