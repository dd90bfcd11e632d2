package loupe.review.exporting;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.TransferSyntax;

/// Where DICOM objects are written to, and read back from before they count.
@FunctionalInterface
interface ObjectDrafts {
    /// Writes an object as a file and reads the file.
    ///
    /// @param name such as `seg-1.dcm`
    /// @return what was read back
    /// @throws IOException if it cannot be written or read
    DataSet put(String name, DataSet object) throws IOException;

    /// Files in a folder.
    static ObjectDrafts in(Path folder) {
        return (name, object) -> {
            Path file = folder.resolve(name);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                DicomWriter.writeFile(object, TransferSyntax.EXPLICIT_LE, out);
            }
            return DicomReader.usual().read(file).data();
        };
    }

    /// Memory alone: nothing of an object lies on disk.
    static ObjectDrafts inMemory() {
        return (name, object) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.writeFile(object, TransferSyntax.EXPLICIT_LE, out);
            return DicomReader.usual().read(MemorySegment.ofArray(out.toByteArray())).data();
        };
    }
}
