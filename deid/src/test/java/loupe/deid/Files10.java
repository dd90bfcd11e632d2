package loupe.deid;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.TransferSyntax;

/// Part 10 bytes in and out.
final class Files10 {
    private Files10() {}

    static byte[] write(DataSet data, TransferSyntax syntax) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.writeFile(data, syntax, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] write(DeidentifiedInstance d) {
        return write(d.data(), d.syntax());
    }

    static SourceInstance read(byte[] bytes) {
        try {
            DicomFile f = DicomReader.usual().read(MemorySegment.ofArray(bytes));
            return new SourceInstance(f.syntax(), f.meta(), f.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The bytes with a deflated data set inflated.
    static byte[] inflated(byte[] file, TransferSyntax syntax) {
        if (!syntax.deflated()) {
            return file;
        }
        int metaLength = file[140] & 0xff | (file[141] & 0xff) << 8;
        int from = 144 + metaLength;
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(file, from, file.length - from);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(file, 0, from);
            byte[] chunk = new byte[1 << 16];
            for (int n = inflater.inflate(chunk); n > 0; n = inflater.inflate(chunk)) {
                out.write(Arrays.copyOf(chunk, n), 0, n);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }
}
