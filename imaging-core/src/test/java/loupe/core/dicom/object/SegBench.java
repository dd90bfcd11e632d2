package loupe.core.dicom.object;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.series.Headers;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.Stack;

/// Times opening a large segmentation: `SegBench write FILE SEGMENTS SLICES SIDE`, then `SegBench open FILE` in a process
/// of its own, which prints time and peak memory against the file's size.
public final class SegBench {
    private static final Code CODE = new Code("85756007", "SCT", "Tissue");

    private SegBench() {}

    /// @param a what to do
    /// @throws IOException if the file cannot be written or read
    public static void main(String[] a) throws IOException {
        if (a[0].equals("write")) {
            write(Path.of(a[1]), Integer.parseInt(a[2]), Integer.parseInt(a[3]), Integer.parseInt(a[4]));
            return;
        }
        Path file = Path.of(a[1]);
        long from = System.nanoTime();
        DicomFile f = DicomReader.usual().read(file);
        Segmentation s = SegFile.of(f.data(), f.syntax()).segmentation();
        double seconds = (System.nanoTime() - from) / 1e9;
        long peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmHWM"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
        double raw = Files.size(file);
        System.out.printf(Locale.ROOT, "figure: SEG of %d segments, %d slices, %.0f MB: %.2f s (bar 5), peak %.2f times raw (bar 2) %s%n",
                s.segments().size(), s.grid().slices(), raw / 1e6, seconds, peak / raw,
                seconds <= 5 && peak <= 2 * raw ? "ok" : "ABOVE");
    }

    private static void write(Path file, int segments, int slices, int side) throws IOException {
        List<DataSet> headers = IntStream.range(0, slices).mapToObj(i -> header(i, side)).toList();
        Stack stack = Headers.series(headers).getFirst().stacks().getFirst();
        List<Segment> all = new ArrayList<>();
        for (int n = 1; n <= segments; n++) {
            Mask.Builder m = Mask.builder(stack.grid());
            for (int s = 0; s < slices; s++) {
                for (int i = 0; i < side; i++) {
                    m.add((n * 3 + i) % side, i, s);
                }
            }
            all.add(new Segment(n, "s" + n, CODE, CODE, 0x808080, m.build()));
        }
        DataSet d = SegWriter.write(ExportedObjectsTest.object("2.25.4"), new Segmentation(stack.grid(), all), stack,
                new SegWriter.Source("1.2.840.10008.5.1.4.1.1.2", "2.25.2", false), SegAuthorship.automatic("bench", segments));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
        }
    }

    private static DataSet header(int slice, int side) {
        return DataSet.builder()
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.5" + slice)
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.2")
                .put(Tag.StudyInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.FrameOfReferenceUID, Vr.UI, "2.25.3")
                .put(Tag.Columns, Vr.US, side)
                .put(Tag.Rows, Vr.US, side)
                .put(Tag.PixelSpacing, Vr.DS, "0.7", "0.7")
                .put(Tag.SliceThickness, Vr.DS, "1")
                .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                .put(Tag.ImagePositionPatient, Vr.DS, "0", "0", "" + slice)
                .build();
    }
}
