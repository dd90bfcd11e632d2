package loupe.core.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.core.Peer;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.TransferSyntax;
import loupe.core.image.Frame;

/// Independent programs that encode and decode pixels.
final class Oracle {
    private Oracle() {}

    /// Runs a program that turns one file into another, and gives the second.
    static Path converted(Path in, String... command) throws IOException {
        return converted(in, in.resolveSibling(in.getFileName() + "." + command[0] + ".out"), command);
    }

    /// Runs a program that turns one file into a named other.
    static Path converted(Path in, Path out, String... command) throws IOException {
        Files.deleteIfExists(out);
        List<String> all = new ArrayList<>(List.of(command));
        all.add(in.toString());
        all.add(out.toString());
        Peer.Answer answer = Peer.run(all);
        assertThat(answer.exit()).as(answer.output()).isZero();
        assertThat(out).exists();
        return out;
    }

    /// Writes a data set uncompressed.
    static Path write(DataSet data, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }

    /// One frame of a file, decoded by the code under test.
    static Frame frame(Path file, int index) throws IOException {
        DicomFile f = DicomReader.usual().read(file);
        return PixelDecoder.decode(f.data(), f.syntax(), index);
    }

    /// Greatest difference between two frames' samples, which must be of one shape.
    static double difference(Frame a, Frame b) {
        assertThat(a.columns()).isEqualTo(b.columns());
        assertThat(a.rows()).isEqualTo(b.rows());
        assertThat(a.samplesPerPixel()).isEqualTo(b.samplesPerPixel());
        assertThat(a.format()).isEqualTo(b.format());
        double most = 0;
        long n = (long) a.columns() * a.rows() * a.samplesPerPixel();
        for (long i = 0; i < n; i++) {
            most = Math.max(most, Math.abs(a.sample(i) - b.sample(i)));
        }
        return most;
    }

    /// Bytes of a frame's samples.
    static byte[] bytes(Frame f) {
        MemorySegment m = f.samples();
        return m.toArray(ValueLayout.JAVA_BYTE);
    }
}
