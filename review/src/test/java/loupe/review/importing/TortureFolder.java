package loupe.review.importing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// A folder of odd files among good ones, the same each time: what crashed readers, what is too large, what is no file at all.
final class TortureFolder {
    /// Good studies, of two slices each.
    static final int GOOD = 50;

    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String SC = "1.2.840.10008.5.1.4.1.1.7";

    private final Path folder;
    private final Random random = new Random(12);
    private final List<String> mustBeNamed = new ArrayList<>();
    private int next;

    private TortureFolder(Path folder) {
        this.folder = folder;
    }

    /// What was made.
    ///
    /// @param named names of files that cannot be taken
    record Made(List<String> named, int files) {}

    /// Only the good studies.
    static void good(Path folder) throws IOException {
        TortureFolder t = new TortureFolder(Files.createDirectories(folder));
        for (int study = 0; study < GOOD; study++) {
            for (int slice = 1; slice <= 2; slice++) {
                t.write("good-%03d-%d.dcm".formatted(study * 7 % GOOD, slice), file(ct(study, slice).build()));
            }
        }
    }

    /// The good studies and everything odd.
    ///
    /// @param bombMebibytes what bombs grow to
    /// @param seeds files to make damaged copies of, besides the generated ones
    static Made all(Path folder, int bombMebibytes, List<Path> seeds) throws Exception {
        good(folder);
        TortureFolder t = new TortureFolder(folder);
        t.oddPixels();
        t.oddIdentity();
        t.oddNumbers();
        t.noDicom();
        t.bombs(bombMebibytes);
        t.noPlainFiles();
        t.damaged(file(ct(900, 1).build()), 160);
        for (Path seed : seeds) {
            t.damaged(Files.readAllBytes(seed), 4);
        }
        try (Stream<Path> all = Files.list(folder)) {
            return new Made(t.mustBeNamed, (int) all.count());
        }
    }

    private static DataSet.Builder ct(int study, int slice) {
        byte[] pixels = new byte[2 * 32 * 32];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 2 == 0 ? i / 64 + study : 0);
        }
        String uid = "1.2.3." + (1000 + study);
        return image(CT, 16, pixels)
                .put(Tag.SOPInstanceUID, Vr.UI, uid + ".5." + slice)
                .put(Tag.StudyInstanceUID, Vr.UI, uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".5")
                .put(Tag.PatientID, Vr.LO, "P" + study)
                .put(Tag.ImagePositionPatient, Vr.DS, "0", "0", Integer.toString(2 * slice))
                .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                .put(Tag.PixelSpacing, Vr.DS, "1", "1");
    }

    private static DataSet.Builder image(String sopClass, int bits, byte[] pixels) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, sopClass)
                .put(Tag.Modality, Vr.CS, sopClass.equals(CT) ? "CT" : "OT")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 32.0)
                .put(Tag.Columns, Vr.US, 32.0)
                .put(Tag.BitsAllocated, Vr.US, (double) bits)
                .put(Tag.BitsStored, Vr.US, (double) bits)
                .put(Tag.HighBit, Vr.US, bits - 1.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OB, pixels);
    }

    private DataSet.Builder odd() {
        String uid = "1.2.4." + ++next;
        return image(SC, 8, new byte[1024])
                .put(Tag.SOPInstanceUID, Vr.UI, uid + ".1")
                .put(Tag.StudyInstanceUID, Vr.UI, uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".2")
                .put(Tag.PatientID, Vr.LO, "Q" + next);
    }

    private static byte[] file(DataSet data) throws IOException {
        return file(data, TransferSyntax.EXPLICIT_LE);
    }

    private static byte[] file(DataSet data, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeFile(data, syntax, out);
        return out.toByteArray();
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    /// Some names come before, some among and some after the good ones'.
    private String name(String kind) {
        return "%s-%03d-%s".formatted("adgoz".charAt(next % 5) + (next % 3 == 0 ? "ood" : ""), ++next, kind);
    }

    private void refused(String kind, byte[] bytes) throws IOException {
        String name = name(kind);
        write(name, bytes);
        mustBeNamed.add(name);
    }

    /// May be taken or not, but must not end anything.
    private void either(String kind, DataSet.Builder odd) throws IOException {
        write(name(kind), file(odd.build()));
    }

    private void oddPixels() throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.setUseCache(false);
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY), "jpg", jpeg);
        for (String syntax : List.of(
                TransferSyntax.JPEG_BASELINE, TransferSyntax.JPEG_2000_LOSSLESS, TransferSyntax.RLE,
                TransferSyntax.JPEG_LS_LOSSLESS, TransferSyntax.JPEG_LOSSLESS_SV1, TransferSyntax.JPEG_EXTENDED)) {
            refused("bits-1", encapsulated(odd().put(Tag.BitsAllocated, Vr.US, 1.0).put(Tag.BitsStored, Vr.US, 1.0)
                    .put(Tag.HighBit, Vr.US, 0.0), syntax, jpeg.toByteArray()));
            refused("garbage", encapsulated(odd(), syntax, new byte[] {1, 2, 3, 4}));
            refused("empty-fragment", encapsulated(odd(), syntax, new byte[0]));
        }
        double[][] sizes = {{0, 32}, {32, 0}, {65535, 65535}, {33, 32}, {32, 4096}};
        for (double[] s : sizes) {
            refused("size", file(odd().put(Tag.Rows, Vr.US, s[0]).put(Tag.Columns, Vr.US, s[1]).build()));
        }
        for (double bits : new double[] {0, 3, 12, 24, 64, 65535}) {
            refused("bits", file(odd().put(Tag.BitsAllocated, Vr.US, bits).build()));
        }
        for (double high : new double[] {0, 9, 200, 65535}) {
            either("high-bit", odd().put(Tag.HighBit, Vr.US, high));
            either("stored", odd().put(Tag.BitsStored, Vr.US, high));
            either("samples", odd().put(Tag.SamplesPerPixel, Vr.US, high));
        }
        for (String frames : List.of("0", "-1", "2147483647", "99999999999", "abc", "")) {
            either("frames", odd().put(Tag.NumberOfFrames, Vr.IS, frames));
        }
        for (double entries : new double[] {-1, 0, 32767}) {
            DataSet.Builder d = odd().put(Tag.PhotometricInterpretation, Vr.CS, "PALETTE COLOR");
            for (int t = 0; t < 3; t++) {
                d.put(Tag.RedPaletteColorLookupTableDescriptor + t, Vr.SS, entries, 0, 16);
            }
            either("palette", d);
        }
        for (String p : List.of("YBR_FULL_422", "YBR_ICT", "HSV", "", "PALETTE COLOR", "RGB")) {
            either("photometric", odd().put(Tag.PhotometricInterpretation, Vr.CS, p));
        }
        for (double o : new double[] {0, 65535, 16}) {
            either("overlay", odd().put(0x60000010, Vr.US, o).put(0x60000011, Vr.US, o).put(0x60000100, Vr.US, 1.0)
                    .put(0x60000102, Vr.US, o).put(0x60003000, Vr.OB, new byte[4]));
        }
        either("no-pixels", odd().put(Tag.PixelData, Vr.OB, new byte[0]));
    }

    private static byte[] encapsulated(DataSet.Builder d, String syntax, byte[] stream) throws IOException {
        byte[] native_ = file(d.put(Tag.PixelData, Vr.OB, new byte[2]).build());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String was = TransferSyntax.EXPLICIT_LE.uid();
        int at = indexOf(native_, was.getBytes(StandardCharsets.US_ASCII));
        String uid = syntax.length() % 2 == 0 ? syntax : syntax + "\0";
        out.write(native_, 0, 140);
        int metaLength = (native_[140] & 0xff | (native_[141] & 0xff) << 8) + uid.length() - (was.length() + was.length() % 2);
        out.write(new byte[] {(byte) metaLength, (byte) (metaLength >> 8), 0, 0});
        out.write(native_, 144, at - 2 - 144);
        out.write(new byte[] {(byte) uid.length(), 0});
        out.write(uid.getBytes(StandardCharsets.US_ASCII));
        int rest = at + was.length() + was.length() % 2;
        out.write(native_, rest, native_.length - rest - 6);
        out.write(new byte[] {-1, -1, -1, -1, -2, -1, 0, -32, 0, 0, 0, 0, -2, -1, 0, -32});
        int n = stream.length + stream.length % 2;
        out.write(new byte[] {(byte) n, (byte) (n >> 8), (byte) (n >> 16), 0});
        out.write(Arrays.copyOf(stream, n));
        out.write(new byte[] {-2, -1, -35, -32, 0, 0, 0, 0});
        return out.toByteArray();
    }

    private static int indexOf(byte[] in, byte[] what) {
        for (int i = 0; i + what.length <= in.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        throw new IllegalStateException("not there");
    }

    private void oddIdentity() throws IOException {
        for (int tag : new int[] {Tag.SOPClassUID, Tag.SOPInstanceUID, Tag.StudyInstanceUID, Tag.SeriesInstanceUID}) {
            byte[] whole = file(odd().build());
            byte[] named = {8, 0, (byte) (tag & 0xff), 0, 'U', 'I'};
            byte[] value = tag >>> 16 == 8 ? named : new byte[] {0x20, 0, (byte) (tag & 0xff), 0, 'U', 'I'};
            // The element under another number: the data set lacks it, the file meta does not.
            whole[indexOf(whole, value) + 2] = (byte) 0xfe;
            write(name("no-uid"), whole);
            either("long-uid", odd().put(tag, Vr.UI, "1.".repeat(500) + "1"));
            either("letters-uid", odd().put(tag, Vr.UI, "not a uid"));
        }
        for (String set : List.of("ISO_IR 999", "ISO 2022 IR 87", "\\ISO 2022 IR 149", "GB18030", "x")) {
            either("charset", odd().put(Tag.SpecificCharacterSet, Vr.CS, set).put(Tag.PatientName, Vr.PN, "A^B=\u001b$B!!=C"));
        }
        either("long-name", odd().put(Tag.PatientName, Vr.PN, "N".repeat(2_000_000)));
        either("dates", odd().put(Tag.StudyDate, Vr.DA, "99999999").put(Tag.StudyTime, Vr.TM, "9999999999"));
    }

    private void oddNumbers() throws IOException {
        String digits = "7".repeat(4_000_000);
        either("4mb-is", odd().put(Tag.InstanceNumber, Vr.IS, digits));
        either("4mb-ds", odd().put(Tag.PixelSpacing, Vr.DS, digits + "\\1"));
        write(name("4mb-implicit"), file(odd().put(Tag.SliceThickness, Vr.DS, digits).build(), TransferSyntax.IMPLICIT_LE));
        write(name("4mb-implicit"), file(odd().put(Tag.SeriesNumber, Vr.IS, "-" + digits).build(), TransferSyntax.IMPLICIT_LE));
        for (String n : List.of("Infinity", "NaN", "1e999999999", "-0", "0\\0", "a\\-120\\-50", "1e-999999999\\1", "\\\\", "1,5")) {
            either("spacing", odd().put(Tag.PixelSpacing, Vr.DS, n));
            either("position", ct(950 + ++next, 1).put(Tag.ImagePositionPatient, Vr.DS, n));
            either("orientation", ct(950 + ++next, 1).put(Tag.ImageOrientationPatient, Vr.DS, n));
            either("window", odd().put(Tag.WindowWidth, Vr.DS, n).put(Tag.WindowCenter, Vr.DS, n));
            either("slope", ct(950 + ++next, 1).put(Tag.RescaleSlope, Vr.DS, n).put(Tag.RescaleIntercept, Vr.DS, n));
        }
    }

    private void noDicom() throws IOException {
        refused("empty", new byte[0]);
        refused("one-byte", new byte[] {1});
        for (int size : new int[] {10, 131, 132, 140, 5000, 200_000}) {
            byte[] noise = new byte[size];
            random.nextBytes(noise);
            refused("noise", noise);
        }
        refused("text.txt", "Dear colleague, …".repeat(40).getBytes(StandardCharsets.UTF_8));
        refused("letter.pdf", "%PDF-1.7 nothing".getBytes(StandardCharsets.US_ASCII));
        byte[] prefix = new byte[132];
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, prefix, 128, 4);
        refused("prefix", prefix);
        byte[] nested = Arrays.copyOf(file(odd().build()), 4_000_000);
        refused("zeros-behind", Arrays.copyOfRange(nested, 0, 200));
        for (int dims : new int[] {0, 3, 7, 99}) {
            byte[] nifti = new byte[400];
            nifti[0] = 92;
            nifti[1] = 1;
            nifti[40] = (byte) dims;
            Arrays.fill(nifti, 42, 56, (byte) 0x7f);
            nifti[70] = 4;
            System.arraycopy("n+1\0".getBytes(StandardCharsets.US_ASCII), 0, nifti, 344, 4);
            refused("volume.nii", nifti);
        }
        refused("sequences", sequences());
        directories();
    }

    /// Each is named, though it is no fault that it is there.
    private void directories() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeDirectory("1.2.4.9", DataSet.builder()
                .put(Tag.DirectoryRecordSequence, List.of())
                .build(), out);
        write(name("DICOMDIR"), out.toByteArray());
        write(name("cut-DICOMDIR"), Arrays.copyOf(out.toByteArray(), out.size() - 4));
    }

    private byte[] sequences() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] start = file(DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, SC)
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.4." + ++next)
                .build());
        out.write(start);
        for (int i = 0; i < 50_000; i++) {
            out.write(new byte[] {8, 0, 0x40, 0x11, 'S', 'Q', 0, 0, -1, -1, -1, -1, -2, -1, 0, -32, -1, -1, -1, -1});
        }
        return out.toByteArray();
    }

    private void bombs(int mebibytes) throws IOException {
        byte[] zeros = new byte[1 << 20];
        String name = name("deflate-bomb");
        byte[] plain = file(odd().build());
        byte[] uid = TransferSyntax.EXPLICIT_LE.uid().getBytes(StandardCharsets.US_ASCII);
        int at = indexOf(plain, uid);
        int metaEnd = 144 + (plain[140] & 0xff);
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            out.write(plain, 0, 140);
            out.write(new byte[] {(byte) (plain[140] + 2), 0, 0, 0});
            out.write(plain, 144, at - 146);
            out.write(new byte[] {22, 0});
            out.write("1.2.840.10008.1.2.1.99".getBytes(StandardCharsets.US_ASCII));
            out.write(plain, at + 20, metaEnd - at - 20);
            DeflaterOutputStream bomb = new DeflaterOutputStream(out, new Deflater(9, true));
            bomb.write(plain, metaEnd, plain.length - metaEnd);
            for (int i = 0; i < mebibytes; i++) {
                bomb.write(zeros);
            }
            bomb.finish();
        }
        mustBeNamed.add(name);
        refused("bomb.zip", zip(out -> zeros(out, mebibytes)));
        refused("nested.zip", zip(a -> inside(a, b -> inside(b, c -> inside(c, d -> d)))));
        ByteArrayOutputStream gz = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gz)) {
            zeros(out, mebibytes);
        }
        refused("bomb.gz", gz.toByteArray());
        refused("cut.gz", Arrays.copyOf(gz.toByteArray(), 1000));
        byte[] zip = zip(out -> zeros(out, 1));
        refused("cut.zip", Arrays.copyOf(zip, zip.length / 2));
        refused("entries.zip", zip(out -> inside(out, o -> o)));
    }

    private static OutputStream zeros(OutputStream out, int mebibytes) {
        try {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < mebibytes; i++) {
                out.write(zeros);
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutputStream inside(OutputStream out, UnaryOperator<OutputStream> what) {
        try {
            out.write(zip(what));
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zip(UnaryOperator<OutputStream> content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("../../IM1"));
            content.apply(out);
            out.closeEntry();
        }
        return bytes.toByteArray();
    }

    private void noPlainFiles() throws Exception {
        mustBeNamed.add("m-shut");
        Files.createDirectory(folder.resolve("m-shut"));
        Files.write(folder.resolve("m-shut/inside"), file(odd().build()));
        Files.setPosixFilePermissions(folder.resolve("m-shut"), PosixFilePermissions.fromString("---------"));
        mustBeNamed.add("m-secret.dcm");
        write("m-secret.dcm", file(odd().build()));
        Files.setPosixFilePermissions(folder.resolve("m-secret.dcm"), PosixFilePermissions.fromString("---------"));
        for (String[] link : new String[][] {{"m-link", "good-000-1.dcm"}, {"m-dangling", "nowhere"}, {"m-loop", "."}, {"m-self", "m-self"}}) {
            Files.createSymbolicLink(folder.resolve(link[0]), Path.of(link[1]));
            mustBeNamed.add(link[0]);
        }
        new ProcessBuilder("mkfifo", folder.resolve("m-pipe").toString()).start().waitFor();
        mustBeNamed.add("m-pipe");
        Files.createDirectory(folder.resolve("m-empty-folder"));
    }

    /// Copies with bytes flipped, lengths made huge and ends cut off.
    private void damaged(byte[] good, int copies) throws IOException {
        for (int i = 0; i < copies; i++) {
            byte[] b = good.clone();
            if (b.length == 0) {
                return;
            }
            int hits = 1 + random.nextInt(12);
            for (int h = 0; h < hits; h++) {
                b[random.nextInt(Math.min(b.length, 4096))] = (byte) random.nextInt(256);
            }
            if (i % 3 == 0) {
                b = Arrays.copyOf(b, random.nextInt(b.length));
            }
            write(name("damaged"), b);
        }
    }
}
