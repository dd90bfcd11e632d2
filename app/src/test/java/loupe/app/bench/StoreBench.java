package loupe.app.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import loupe.app.wiring.Places;
import loupe.app.wiring.Workplace;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.image.Volume;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.review.session.StudyImages;
import loupe.store.keys.KdfCost;

/// Times a CT read through the encrypted store: `StoreBench FOLDER SLICES SIDE`. The store is made by one process; another
/// one, started by this with the argument `open`, reads it, so that peak memory is its own.
public final class StoreBench {
    private static final String PASSPHRASE = "bench only, thrown away";

    private StoreBench() {}

    /// @param a folder, slices and pixels a side; or `open` and a folder
    /// @throws IOException if files cannot be written or the store fails
    /// @throws InterruptedException if interrupted
    public static void main(String[] a) throws IOException, InterruptedException {
        if (a[0].equals("open")) {
            open(Path.of(a[1]));
            return;
        }
        Path folder = Path.of(a[0]);
        write(Files.createDirectories(folder.resolve("ct")), Integer.parseInt(a[1]), Integer.parseInt(a[2]));
        long from = System.nanoTime();
        try (Workplace w = Workplace.create(opening(folder), PASSPHRASE.toCharArray())) {
            w.importing().run(List.of(folder.resolve("ct")), JobContext.unattended());
        }
        System.out.printf(Locale.ROOT, "imported in %.1f s%n", (System.nanoTime() - from) / 1e9);
        Process p = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                        StoreBench.class.getName(), "open", folder.toString())
                .inheritIO()
                .start();
        System.exit(p.waitFor());
    }

    private static Workplace.Opening opening(Path folder) {
        Places places = new Places(folder.resolve("device"), folder.resolve("log"), folder.resolve("store"));
        return new Workplace.Opening(folder.resolve("store"), places, "bench", KdfCost.production(), 0);
    }

    private static void open(Path folder) throws IOException {
        try (Workplace w = Workplace.open(opening(folder), PASSPHRASE.toCharArray())) {
            String study = w.store().studies().getFirst().studyUid();
            long from = System.nanoTime();
            StudyImages images = StudyImages.of(w.store(), study);
            Stack stack = images.series().getFirst().stacks().getFirst();
            double indexed = (System.nanoTime() - from) / 1e9;
            SliceRef middle = stack.slices().get(stack.slices().size() / 2);
            images.picture(middle.sopInstanceUid(), middle.frame());
            double first = (System.nanoTime() - from) / 1e9;
            try (Volume v = images.volume(stack, JobContext.unattended())) {
                double all = (System.nanoTime() - from) / 1e9;
                double peak = peak();
                System.out.printf(Locale.ROOT,
                        "figure: CT of %d slices through the store: first image %.2f s (bar 1), indexed %.2f s (bar 10),"
                                + " all decoded %.1f s, peak %.2f times raw (bar 3) %s%n",
                        stack.slices().size(), first, indexed, all, peak / v.bytes(),
                        first <= 1 && indexed <= 10 && peak <= 3.0 * v.bytes() ? "ok" : "ABOVE");
            }
        }
    }

    /// Peak resident memory of this process, in bytes.
    ///
    /// @throws IOException if the system does not tell
    public static double peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmHWM"))
                .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /// Draws a CT of noise-free texture as files of a slice each.
    ///
    /// @throws IOException if they cannot be written
    public static void write(Path folder, int slices, int side) throws IOException {
        write(folder, slices, side, (x, y, s) -> y % 97 + (x + s) % 31 - 24);
    }

    /// Draws a CT of a chest, as files of a slice each.
    ///
    /// @throws IOException if they cannot be written
    public static void writeChest(Path folder, int slices, int side) throws IOException {
        write(folder, slices, side, (x, y, s) -> BenchChest.hu(x, y, s, side));
    }

    /// The value of a voxel in HU.
    private interface Voxels {
        int at(int column, int row, int slice);
    }

    private static void write(Path folder, int slices, int side, Voxels values) throws IOException {
        byte[] pixels = new byte[2 * side * side];
        for (int s = 0; s < slices; s++) {
            for (int i = 0; i < side * side; i++) {
                int v = 1024 + values.at(i % side, i / side, s);
                pixels[2 * i] = (byte) v;
                pixels[2 * i + 1] = (byte) (v >> 8);
            }
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(s + ".dcm")), 1 << 16)) {
                DicomWriter.writeFile(slice(s, side, pixels.clone()), TransferSyntax.EXPLICIT_LE, out);
            }
        }
    }

    private static DataSet slice(int s, int side, byte[] pixels) {
        return picture(side, side, pixels)
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.77" + s)
                .put(Tag.StudyInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.2")
                .put(Tag.FrameOfReferenceUID, Vr.UI, "2.25.3")
                .put(Tag.PatientID, Vr.LO, "BENCH")
                .put(Tag.PatientName, Vr.PN, "Bench^Nobody")
                .put(Tag.StudyDate, Vr.DA, "20240101")
                .put(Tag.Modality, Vr.CS, "CT")
                .put(Tag.BodyPartExamined, Vr.CS, "CHEST")
                .put(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "AXIAL")
                .put(Tag.InstanceNumber, Vr.IS, "" + s)
                .put(Tag.ImagePositionPatient, Vr.DS, "0", "0", "" + s)
                .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                .put(Tag.PixelSpacing, Vr.DS, "0.7", "0.7")
                .put(Tag.SliceThickness, Vr.DS, "1")
                .put(Tag.RescaleSlope, Vr.DS, "1")
                .put(Tag.RescaleIntercept, Vr.DS, "-1024")
                .build();
    }

    /// The pixels of an image of 12 bits in 16 and what describes them.
    public static DataSet.Builder picture(int columns, int rows, byte[] pixels) {
        return DataSet.builder()
                .put(Tag.SamplesPerPixel, Vr.US, 1)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, rows)
                .put(Tag.Columns, Vr.US, columns)
                .put(Tag.BitsAllocated, Vr.US, 16)
                .put(Tag.BitsStored, Vr.US, 12)
                .put(Tag.HighBit, Vr.US, 11)
                .put(Tag.PixelRepresentation, Vr.US, 0)
                .put(Tag.PixelData, Vr.OW, pixels);
    }
}
