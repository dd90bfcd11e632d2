package loupe.deid;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.Assumptions;

/// A head as cubes of a millimetre or more in LPS order: x to the left, y to the back, z upwards.
record Head(int nx, int ny, int nz, double mm, short[] values) {
    private static final Path COLIN = Path.of("/usr/share/mricron/templates");

    short at(int x, int y, int z) {
        return values[(z * ny + y) * nx + x];
    }

    /// Colin27 (`ch2`) or its brain (`ch2bet`) of Debian's mricron-data, which others outlined.
    static Head colin(String name) throws IOException {
        Path file = COLIN.resolve(name + ".nii.gz");
        Assumptions.assumeTrue(Files.exists(file), "Debian's mricron-data is absent");
        byte[] raw;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            raw = in.readAllBytes();
        }
        ByteBuffer b = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        int nx = b.getShort(42);
        int ny = b.getShort(44);
        int nz = b.getShort(46);
        int from = (int) b.getFloat(108);
        short[] v = new short[nx * ny * nz];
        for (int z = 0; z < nz; z++) {
            for (int y = 0; y < ny; y++) {
                for (int x = 0; x < nx; x++) {
                    // NIfTI runs to the right and to the front.
                    v[(z * ny + ny - 1 - y) * nx + nx - 1 - x] = (short) (raw[from + (z * ny + y) * nx + x] & 0xff);
                }
            }
        }
        return new Head(nx, ny, nz, 1, v);
    }

    /// A made head in Hounsfield units: skull and brain as ellipsoids, a nose, a chin, a neck, and a headrest behind.
    static Head phantom() {
        int n = 90;
        short[] v = new short[n * n * n];
        for (int z = 0; z < n; z++) {
            for (int y = 0; y < n; y++) {
                for (int x = 0; x < n; x++) {
                    v[(z * n + y) * n + x] = hounsfield((x - 45) * 3.0, (y - 48) * 3.0, (z - 50) * 3.0);
                }
            }
        }
        return new Head(n, n, n, 3, v);
    }

    /// A made knee in Hounsfield units, cut above and below; its cap stands out as a nose does.
    static Head knee() {
        int n = 90;
        short[] v = new short[n * n * n];
        for (int i = 0; i < v.length; i++) {
            double x = (i % n - 45) * 3.0;
            double y = (i / n % n - 45) * 3.0;
            double z = (i / (n * n) - 45) * 3.0;
            boolean leg = sq(x) + sq(y) < 70 * 70;
            boolean cap = sq(x / 25) + sq((y + 66) / 18) + sq((z + 50) / 30) < 1 || sq(x / 30) + sq((y + 60) / 18) + sq((z - 25) / 40) < 1;
            v[i] = (short) (leg || cap ? 40 : -1000);
        }
        return new Head(n, n, n, 3, v);
    }

    static boolean isPhantomBrain(double x, double y, double z) {
        return sq(x / 65) + sq(y / 82) + sq(z / 60) < 1;
    }

    private static short hounsfield(double x, double y, double z) {
        if (isPhantomBrain(x, y, z)) {
            return 35;
        }
        boolean skull = sq(x / 75) + sq(y / 94) + sq((z + 5) / 75) < 1;
        boolean jaw = z < -40 && sq(x / 55) + sq((y + 25) / 65) < 1 && z > -120;
        boolean nose = z < -30 && z > -75 && Math.abs(x) < 12 && y < -75 && y > -93 - (-30 - z) * 0.4;
        boolean neck = z < -60 && sq(x / 55) + sq((y - 15) / 60) < 1;
        boolean rest = y > 110 && y < 116 && Math.abs(x) < 100;
        return (short) (skull && !(sq(x / 68) + sq(y / 86) + sq((z + 2) / 66) < 1) ? 900
                : skull || jaw || nose || neck ? 40 : rest ? 0 : -1000);
    }

    private static double sq(double a) {
        return a * a;
    }

    /// As a series of CT or MR slices across the body axis, or from side to side.
    List<SourceInstance> series(String modality, boolean sagittal) {
        List<SourceInstance> out = new ArrayList<>();
        for (int s = 0; s < (sagittal ? nx : nz); s++) {
            out.add(new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), slice(modality, sagittal, s)));
        }
        return out;
    }

    private DataSet slice(String modality, boolean sagittal, int s) {
        int columns = sagittal ? ny : nx;
        int rows = sagittal ? nz : ny;
        ByteBuffer pixels = ByteBuffer.allocate(columns * rows * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                pixels.putShort(sagittal ? at(s, c, nz - 1 - r) : at(c, r, s));
            }
        }
        String[] place = sagittal
                ? new String[] {mm(s), "0", mm(nz - 1)}
                : new String[] {"0", "0", mm(s)};
        String[] axes = sagittal
                ? new String[] {"0", "1", "0", "0", "0", "-1"}
                : new String[] {"1", "0", "0", "0", "1", "0"};
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, modality.equals("CT") ? "1.2.840.10008.5.1.4.1.1.2" : "1.2.840.10008.5.1.4.1.1.4")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.7.1." + s)
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.826.0.7.2")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.826.0.7.3")
                .put(Tag.FrameOfReferenceUID, Vr.UI, "1.2.826.0.7.4")
                .put(Tag.Modality, Vr.CS, modality)
                .put(0x00180015, Vr.CS, "HEAD")
                .put(Tag.PatientID, Vr.LO, "H1")
                .put(Tag.SliceThickness, Vr.DS, Double.toString(mm))
                .put(Tag.ImagePositionPatient, Vr.DS, place)
                .put(Tag.ImageOrientationPatient, Vr.DS, axes)
                .put(Tag.PixelSpacing, Vr.DS, Double.toString(mm), Double.toString(mm))
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) rows)
                .put(Tag.Columns, Vr.US, (double) columns)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 16.0)
                .put(Tag.HighBit, Vr.US, 15.0)
                .put(Tag.PixelRepresentation, Vr.US, 1.0)
                .put(Tag.PixelData, Vr.OW, pixels.array())
                .build();
    }

    private String mm(int steps) {
        return Double.toString(steps * mm);
    }

    /// The head as slices of [#series] say it is now.
    Head from(List<DataSet> slices, boolean sagittal) {
        short[] v = new short[values.length];
        int columns = sagittal ? ny : nx;
        for (int s = 0; s < slices.size(); s++) {
            ByteBuffer b = slices.get(s).bytes(Tag.PixelData).orElseThrow().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < b.capacity() / 2; i++) {
                int r = i / columns;
                int c = i % columns;
                int x = sagittal ? s : c;
                int y = sagittal ? c : r;
                int z = sagittal ? nz - 1 - r : s;
                v[(z * ny + y) * nx + x] = b.getShort(2 * i);
            }
        }
        return new Head(nx, ny, nz, mm, v);
    }
}
