package loupe.core.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDescription;

/// Makes seeds, those written in code and those of real files: `SeedCorpus TARGET FOLDER FILE…` (folders are walked).
public final class SeedCorpus {
    private static final long LARGEST = 64 << 10;

    private final FuzzTarget target;
    private final Path folder;
    private int made;

    private SeedCorpus(FuzzTarget target, Path folder) {
        this.target = target;
        this.folder = folder;
    }

    /// @param arguments target, folder to write into, files or folders of real data
    /// @throws IOException if a file cannot be read or written
    public static void main(String[] arguments) throws IOException {
        FuzzTarget t = FuzzTarget.valueOf(arguments[0].replace('-', '_').toUpperCase(java.util.Locale.ROOT));
        SeedCorpus corpus = new SeedCorpus(t, Files.createDirectories(Path.of(arguments[1])));
        for (byte[] drawn : Seeds.of(t)) {
            corpus.seed(drawn);
        }
        for (String root : List.of(arguments).subList(2, arguments.length)) {
            try (Stream<Path> all = Files.walk(Path.of(root))) {
                for (Path p : all.filter(Files::isRegularFile).sorted().toList()) {
                    corpus.from(p);
                }
            }
        }
    }

    private void from(Path file) throws IOException {
        if (Files.size(file) > 16 << 20) {
            return;
        }
        byte[] whole = Files.readAllBytes(file);
        try {
            DicomFile f = DicomReader.usual().read(file);
            switch (target) {
                case CURSOR -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    out.write(0);
                    DicomWriter.write(f.data(), TransferSyntax.EXPLICIT_LE, out);
                    seed(out.toByteArray());
                }
                case RLE, JPEG, JPEG_EXTENDED, JPEG_LOSSLESS, JPEG_LS, JPEG_2000 -> stream(f);
                case FILE, DICOMDIR, SEG, SR -> seed(whole);
                case WHOLE_FRAMES -> seed(Arrays.copyOf(whole, whole.length / 4 * 3));
                case NIFTI, VOI -> {}
            }
        } catch (DicomException e) {
            if (target == FuzzTarget.FILE) {
                seed(whole);
            }
        }
        if (target == FuzzTarget.NIFTI && file.toString().endsWith(".nii.gz")) {
            nifti(whole);
        }
    }

    /// A real header over few voxels.
    private void nifti(byte[] packed) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] head = in.readNBytes(352 + 8 * 256);
            ByteBuffer dim = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            for (int axis = 1; axis <= 3; axis++) {
                dim.putShort(40 + 2 * axis, (short) (axis == 3 ? 4 : 8));
            }
            seed(head);
        }
    }

    private void stream(DicomFile f) throws IOException {
        if (!f.syntax().encapsulated() || !EncodedFrames.present(f.data())) {
            return;
        }
        EncodedFrames frames = EncodedFrames.of(f.data(), f.syntax());
        PixelDescription p = frames.description();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(FuzzTarget.describing(p));
        out.write(frames.bytes(0).toArray(ValueLayout.JAVA_BYTE));
        seed(out.toByteArray());
    }

    private void seed(byte[] bytes) throws IOException {
        if (bytes.length <= LARGEST) {
            try (OutputStream out = Files.newOutputStream(folder.resolve("seed-" + made++))) {
                out.write(bytes);
            }
        }
    }
}
