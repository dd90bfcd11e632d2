package loupe.core.nifti;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;

/// Writes NIfTI-1 single files, packed by gzip (`.nii.gz`, nifti1.h): voxels in the grid's own order, placed by sform and, where the
/// grid's steps stand at right angles, by qform too, in millimetres. No field of the header that holds text is filled but the magic:
/// nothing in the file says whose the image is. Stateless; safe for any thread.
public final class NiftiWriter {
    private static final int HEADER = 352;
    private static final int UINT8 = 2;
    private static final int INT16 = 4;
    private static final int FLOAT32 = 16;
    private static final int UINT16 = 512;
    private static final int LONGEST = Short.MAX_VALUE;
    private static final int MILLIMETRES = 2;
    private static final short SCANNER = 1;
    /// Cosine up to which two steps are taken for standing at right angles.
    private static final double SQUARE = 1e-4;

    private NiftiWriter() {}

    /// Writes a volume. Samples stay as they are stored, with one factor and addend, where all slices share them and they are
    /// exact in single precision; else the values themselves are written as single-precision numbers.
    ///
    /// @param file made; must not be there
    /// @throws NiftiException if the grid has more than 32,767 voxels on an axis
    /// @throws IOException if the file is there or cannot be written
    public static void volume(Volume volume, Path file) throws IOException {
        int type = stored(volume);
        VoxelGrid grid = volume.grid();
        try (OutputStream out = packed(file)) {
            float slope = type == FLOAT32 ? 1 : (float) volume.slope(0);
            float intercept = type == FLOAT32 ? 0 : (float) volume.intercept(0);
            out.write(header(grid, type, slope, intercept));
            int n = grid.voxelsPerSlice();
            float[] values = type == FLOAT32 ? new float[n] : new float[0];
            ByteBuffer slice = ByteBuffer.allocate(n * (type == FLOAT32 ? 4 : 2)).order(ByteOrder.LITTLE_ENDIAN);
            for (int s = 0; s < grid.slices(); s++) {
                slice.clear();
                if (type == FLOAT32) {
                    volume.slice(s, values);
                    slice.asFloatBuffer().put(values);
                } else {
                    MemorySegment.copy(volume.samples(), ValueLayout.JAVA_SHORT, 2L * s * n, MemorySegment.ofBuffer(slice),
                            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0, n);
                }
                out.write(slice.array());
            }
        }
    }

    /// Writes a mask: 1 inside, 0 outside.
    ///
    /// @param file made; must not be there
    /// @throws NiftiException if the grid has more than 32,767 voxels on an axis
    /// @throws IOException if the file is there or cannot be written
    public static void mask(Mask mask, Path file) throws IOException {
        VoxelGrid grid = mask.grid();
        try (OutputStream out = packed(file)) {
            out.write(header(grid, UINT8, 1, 0));
            byte[] slice = new byte[grid.voxelsPerSlice()];
            for (int s = 0; s < grid.slices(); s++) {
                Arrays.fill(slice, (byte) 0);
                mask.forEachRun(s, (start, length) -> Arrays.fill(slice, start, start + length, (byte) 1));
                out.write(slice);
            }
        }
    }

    private static OutputStream packed(Path file) throws IOException {
        return new BufferedOutputStream(
                new GZIPOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16), 1 << 16);
    }

    private static int stored(Volume v) {
        if (v.sampleType() == Volume.SampleType.FLOAT32) {
            return FLOAT32;
        }
        double slope = v.slope(0);
        double intercept = v.intercept(0);
        boolean exact = (float) slope == slope && (float) intercept == intercept && slope != 0;
        for (int s = 1; exact && s < v.grid().slices(); s++) {
            exact = v.slope(s) == slope && v.intercept(s) == intercept;
        }
        if (!exact) {
            return FLOAT32;
        }
        return v.sampleType() == Volume.SampleType.INT16 ? INT16 : UINT16;
    }

    /// The 348 bytes of the header and four that say no extension follows.
    private static byte[] header(VoxelGrid g, int type, float slope, float intercept) throws NiftiException {
        if (Math.max(g.columns(), Math.max(g.rows(), g.slices())) > LONGEST) {
            throw new NiftiException("NIfTI-1 holds 32,767 voxels on an axis at most");
        }
        PatientVector[] steps = {ras(g.columnStep()), ras(g.rowStep()), ras(g.sliceStep())};
        PatientPoint o = g.origin();
        double[] offset = {-o.xMm(), -o.yMm(), o.zMm()};
        boolean mirrored = steps[0].cross(steps[1]).dot(steps[2]) < 0;
        ByteBuffer b = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, 348);
        short[] dim = {3, (short) g.columns(), (short) g.rows(), (short) g.slices(), 1, 1, 1, 1};
        for (int i = 0; i < dim.length; i++) {
            b.putShort(40 + 2 * i, dim[i]);
        }
        b.putShort(70, (short) type);
        b.putShort(72, (short) (type == UINT8 ? 8 : type == FLOAT32 ? 32 : 16));
        b.putFloat(76, mirrored ? -1 : 1);
        for (int i = 0; i < 3; i++) {
            b.putFloat(80 + 4 * i, (float) steps[i].lengthMm());
        }
        b.putFloat(108, HEADER);
        b.putFloat(112, slope);
        b.putFloat(116, intercept);
        b.put(123, (byte) MILLIMETRES);
        if (square(steps)) {
            b.putShort(252, SCANNER);
            double[] q = quaternion(steps[0].unit(), steps[1].unit(), steps[2].unit().times(mirrored ? -1 : 1));
            for (int i = 0; i < 3; i++) {
                b.putFloat(256 + 4 * i, (float) q[i + 1]);
                b.putFloat(268 + 4 * i, (float) offset[i]);
            }
        }
        b.putShort(254, SCANNER);
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 3; i++) {
                b.putFloat(280 + 16 * row + 4 * i, (float) part(steps[i], row));
            }
            b.putFloat(292 + 16 * row, (float) offset[row]);
        }
        b.put(344, "n+1\0".getBytes(StandardCharsets.US_ASCII));
        return b.array();
    }

    /// DICOM counts to the left and to the back, NIfTI to the right and to the front.
    private static PatientVector ras(PatientVector lps) {
        return new PatientVector(-lps.xMm(), -lps.yMm(), lps.zMm());
    }

    private static double part(PatientVector v, int row) {
        return row == 0 ? v.xMm() : row == 1 ? v.yMm() : v.zMm();
    }

    private static boolean square(PatientVector[] steps) {
        PatientVector a = steps[0].unit();
        PatientVector b = steps[1].unit();
        PatientVector c = steps[2].unit();
        return Math.abs(a.dot(b)) < SQUARE && Math.abs(a.dot(c)) < SQUARE && Math.abs(b.dot(c)) < SQUARE;
    }

    /// The turn whose columns are three unit vectors, as (a, b, c, d) with a >= 0 (nifti1_io.c, nifti_mat44_to_quatern): the largest of
    /// the four is taken from the diagonal, the others from it.
    private static double[] quaternion(PatientVector x, PatientVector y, PatientVector z) {
        double[][] r = {{x.xMm(), y.xMm(), z.xMm()}, {x.yMm(), y.yMm(), z.yMm()}, {x.zMm(), y.zMm(), z.zMm()}};
        double[] square = {
            1 + r[0][0] + r[1][1] + r[2][2], 1 + r[0][0] - r[1][1] - r[2][2], 1 - r[0][0] + r[1][1] - r[2][2], 1 - r[0][0] - r[1][1] + r[2][2]
        };
        int largest = 0;
        for (int i = 1; i < 4; i++) {
            largest = square[i] > square[largest] ? i : largest;
        }
        double m = Math.sqrt(square[largest]) / 2;
        double f = 1 / (4 * m);
        double[] q =
                switch (largest) {
                    case 0 -> new double[] {m, (r[2][1] - r[1][2]) * f, (r[0][2] - r[2][0]) * f, (r[1][0] - r[0][1]) * f};
                    case 1 -> new double[] {(r[2][1] - r[1][2]) * f, m, (r[0][1] + r[1][0]) * f, (r[0][2] + r[2][0]) * f};
                    case 2 -> new double[] {(r[0][2] - r[2][0]) * f, (r[0][1] + r[1][0]) * f, m, (r[1][2] + r[2][1]) * f};
                    default -> new double[] {(r[1][0] - r[0][1]) * f, (r[0][2] + r[2][0]) * f, (r[1][2] + r[2][1]) * f, m};
                };
        return q[0] < 0 ? new double[] {-q[0], -q[1], -q[2], -q[3]} : q;
    }
}
