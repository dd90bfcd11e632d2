package loupe.core.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.core.Peer;
import loupe.core.Shared;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.image.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every public file has its outcome in `public-files.tsv`: pixels equal to those another program decodes, nothing to
/// show, or a refusal for the stated reason.
class PublicPixelsTest {
    private static final List<String> FOLDERS =
            List.of("data/pydicom", "data/wg04", "data/dcmqi", "data/ct_dicom_totalseg", "data/wsi_cmu1");
    private static final Set<String> LOSSY = Set.of(
            TransferSyntax.JPEG_BASELINE, TransferSyntax.JPEG_EXTENDED, TransferSyntax.JPEG_2000);

    @TempDir Path folder;

    private static Map<String, Path> files() throws IOException {
        Map<String, Path> out = new TreeMap<>();
        for (String f : FOLDERS) {
            Path root = Shared.path(f);
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(Files::isRegularFile)
                        .forEach(p -> out.put(f.substring(5) + "/" + root.relativize(p), p));
            }
        }
        return out;
    }

    private static Map<String, String> table() throws IOException {
        try (InputStream in = PublicPixelsTest.class.getResourceAsStream("public-files.tsv")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(l -> !l.startsWith("#"))
                    .map(l -> l.split("\t"))
                    .collect(Collectors.toMap(l -> l[0], l -> l[1]));
        }
    }

    @Test
    void each_public_file_has_the_outcome_the_table_states() throws IOException {
        Map<String, Path> files = files();
        Map<String, String> stated = table();
        assertThat(new TreeSet<>(stated.keySet())).isEqualTo(new TreeSet<>(files.keySet()));
        List<String> observed = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        Map<String, Path> byPydicom = new TreeMap<>();
        for (Map.Entry<String, Path> e : files.entrySet()) {
            String outcome = stated.get(e.getKey());
            if (outcome.equals("pixels as pydicom")) {
                byPydicom.put(e.getKey(), e.getValue());
            } else {
                observed.add(e.getKey() + "\t" + outcome(e.getValue(), outcome));
                expected.add(e.getKey() + "\t" + outcome);
            }
        }
        Map<String, double[]> values = pydicom(byPydicom);
        byPydicom.forEach((name, path) -> {
            observed.add(name + "\t" + ofPydicom(path, values.getOrDefault(name, new double[0])));
            expected.add(name + "\tpixels as pydicom");
        });
        Files.writeString(Path.of("target/public-files.tsv"), String.join("\n", observed) + "\n");
        assertThat(observed).containsExactlyElementsOf(expected);
    }

    private String outcome(Path file, String stated) throws IOException {
        try {
            DicomFile f = DicomReader.usual().read(file);
            if (!EncodedFrames.present(f.data())) {
                return "no pixels";
            }
            EncodedFrames frames = EncodedFrames.of(f.data(), f.syntax());
            Frame first = PixelDecoder.decode(frames, f.syntax(), 0);
            Frame last = frames.count() == 1 ? first : PixelDecoder.decode(frames, f.syntax(), frames.count() - 1);
            return stated.startsWith("pixels as") ? compared(file, f, stated, first, last) : "pixels";
        } catch (DicomException e) {
            return "refused: " + e.getMessage();
        }
    }

    private String compared(Path file, DicomFile f, String stated, Frame first, Frame last) throws IOException {
        Path out = folder.resolve("peer.dcm");
        Path in = file;
        if (stated.endsWith("in a bare header")) {
            in = folder.resolve("bare.dcm");
            bare(f, in);
        }
        List<String> command = new ArrayList<>(
                switch (stated) {
                    case "pixels as gdcm", "pixels as gdcm, in a bare header" -> List.of("gdcmconv", "--raw");
                    case "pixels as dcmdjpeg, which guesses that RGB is YCbCr" -> List.of("dcmdjpeg", "+cg", "+px");
                    case "pixels as dcmdjpeg" -> List.of("dcmdjpeg", "+cn", "+px");
                    case "pixels as dcmdjpls" -> List.of("dcmdjpls");
                    case "pixels as dcmdrle" -> List.of("dcmdrle");
                    default -> throw new IllegalStateException(stated);
                });
        command.addAll(List.of(in.toString(), out.toString()));
        Files.deleteIfExists(out);
        if (Peer.run(command).exit() != 0) {
            return command.getFirst() + " does not convert it";
        }
        DicomFile peer = DicomReader.usual().read(out);
        int n = EncodedFrames.of(peer.data(), peer.syntax()).count();
        double most = Oracle.difference(first, PixelDecoder.decode(peer.data(), peer.syntax(), 0));
        if (n > 1) {
            most = Math.max(most, Oracle.difference(last, PixelDecoder.decode(peer.data(), peer.syntax(), n - 1)));
        }
        double allowed = LOSSY.contains(f.syntax().uid()) ? 1 : 0;
        return most <= allowed ? stated : "differs by " + most;
    }

    /// Writes only what describes the pixels, for a file whose other attributes gdcm stumbles over.
    private static void bare(DicomFile f, Path file) throws IOException {
        DataSet.Builder b = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.1");
        f.data().elements().stream()
                .filter(e -> e.tag() >>> 16 == 0x28 || e.tag() == Tag.PixelData)
                .forEach(b::put);
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(b.build(), f.syntax(), out);
        }
    }

    private String ofPydicom(Path path, double[] values) {
        try {
            DicomFile f = DicomReader.usual().read(path);
            Frame last = PixelDecoder.decode(
                    f.data(), f.syntax(), EncodedFrames.of(f.data(), f.syntax()).count() - 1);
            int n = last.columns() * last.rows() * last.samplesPerPixel();
            if (n != values.length) {
                return "has " + n + " samples, pydicom " + values.length;
            }
            for (int i = 0; i < n; i++) {
                if (last.sample(i) != values[i]) {
                    return "differs at " + i;
                }
            }
            return "pixels as pydicom";
        } catch (IOException e) {
            return "refused: " + e.getMessage();
        }
    }

    /// The last frame's samples of each file as pydicom and numpy give them.
    private Map<String, double[]> pydicom(Map<String, Path> files) throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add(folder.toString());
        files.values().forEach(p -> arguments.add(p.toString()));
        Peer.Answer answer = Peer.python(
                """
                import sys, warnings, pydicom
                warnings.simplefilter('ignore')
                for i, name in enumerate(sys.argv[2:]):
                    d = pydicom.dcmread(name, force=True)
                    if not hasattr(d.file_meta, 'TransferSyntaxUID'):
                        d.file_meta.TransferSyntaxUID = '1.2.840.10008.1.2'
                    try:
                        a = d.pixel_array
                    except Exception:
                        continue
                    if int(d.get('NumberOfFrames') or 1) > 1:
                        a = a[-1]
                    a.astype('>f8').tofile('%s/%d.bin' % (sys.argv[1], i))
                """,
                arguments.toArray(String[]::new));
        assertThat(answer.exit()).as(answer.output()).isZero();
        Map<String, double[]> out = new TreeMap<>();
        int i = 0;
        for (String name : files.keySet()) {
            Path written = folder.resolve(i++ + ".bin");
            byte[] raw = Files.exists(written) ? Files.readAllBytes(written) : new byte[0];
            double[] values = new double[raw.length / 8];
            java.nio.ByteBuffer.wrap(raw).asDoubleBuffer().get(values);
            out.put(name, values);
        }
        return out;
    }
}
