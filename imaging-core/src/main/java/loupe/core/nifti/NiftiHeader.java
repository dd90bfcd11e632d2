package loupe.core.nifti;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;

/// The fields of a NIfTI header that place and scale its values (nifti1.h, nifti2.h).
///
/// @param order byte order of all numbers in the file
/// @param columns voxels along the first axis
/// @param rows voxels along the second
/// @param slices voxels along the third
/// @param volumes volumes one after the other (the fourth axis), at least 1
/// @param secondsApart seconds from one volume to the next; 0 where the fourth axis is no time
/// @param type datatype code
/// @param dataAt offset of the first voxel
/// @param slope factor of stored values; 1 where the header says none
/// @param intercept what is added to them
/// @param affine three rows of four: voxel index to millimetres in RAS+
record NiftiHeader(
        ByteOrder order,
        int columns,
        int rows,
        int slices,
        int volumes,
        double secondsApart,
        int type,
        long dataAt,
        double slope,
        double intercept,
        double[][] affine) {

    /// Where the fields of a version lie.
    private enum Version {
        ONE(348, 40, 2, 70, 76, 4, 108, 112, 123, 252, 256, 268, 280),
        TWO(540, 16, 8, 12, 104, 8, 168, 176, 500, 344, 352, 376, 400);

        final int size;
        final int dim;
        final int dimBytes;
        final int type;
        final int spacing;
        final int realBytes;
        final int dataAt;
        final int slope;
        final int units;
        final int codes;
        final int quaternion;
        final int offset;
        final int affine;

        Version(int... at) {
            size = at[0];
            dim = at[1];
            dimBytes = at[2];
            type = at[3];
            spacing = at[4];
            realBytes = at[5];
            dataAt = at[6];
            slope = at[7];
            units = at[8];
            codes = at[9];
            quaternion = at[10];
            offset = at[11];
            affine = at[12];
        }
    }

    /// Reads one field after the other.
    private record Fields(MemorySegment bytes, Version version, ByteOrder order) {
        long whole(int at, int size) {
            return switch (size) {
                case 2 -> bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), at);
                case 4 -> bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), at);
                default -> bytes.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), at);
            };
        }

        double real(int at, int index) {
            return version.realBytes == 4
                    ? bytes.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), at + 4L * index)
                    : bytes.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), at + 8L * index);
        }

        int dim(int i) throws NiftiException {
            long v = whole(version.dim + i * version.dimBytes, version.dimBytes);
            if (v < 0 || v > 65_535) {
                throw new NiftiException("a NIfTI dimension is out of range");
            }
            return (int) v;
        }

        int units() {
            boolean last = version == Version.TWO && order == ByteOrder.BIG_ENDIAN;
            return bytes.get(ValueLayout.JAVA_BYTE, version.units + (last ? 3 : 0));
        }

        int code(int i) {
            int size = version == Version.ONE ? 2 : 4;
            return (int) whole(version.codes + i * size, size);
        }
    }

    static NiftiHeader of(MemorySegment bytes) throws NiftiException {
        Fields f = fields(bytes);
        Version v = f.version;
        int axes = f.dim(0);
        if (axes < 1 || axes > 7) {
            throw new NiftiException("a NIfTI volume has 1 to 7 dimensions");
        }
        for (int i = 5; i <= axes; i++) {
            if (f.dim(i) > 1) {
                throw new NiftiException("NIfTI with more than four dimensions is not read");
            }
        }
        double slope = f.real(v.slope, 0);
        boolean scaled = slope != 0 && Double.isFinite(slope) && Double.isFinite(f.real(v.slope, 1));
        double at = v == Version.ONE ? f.real(v.dataAt, 0) : f.whole(v.dataAt, 8);
        if (!(at >= v.size && at <= bytes.byteSize())) {
            throw new NiftiException("the NIfTI data lies outside of the file");
        }
        return new NiftiHeader(
                f.order,
                f.dim(1),
                axes > 1 ? f.dim(2) : 1,
                axes > 2 ? f.dim(3) : 1,
                axes > 3 ? Math.max(1, f.dim(4)) : 1,
                secondsApart(f),
                (int) f.whole(v.type, 2),
                (long) at,
                scaled ? slope : 1,
                scaled ? f.real(v.slope, 1) : 0,
                affine(f));
    }

    /// The step of the fourth axis where its unit is one of time (codes 8, 16 and 24 of nifti1.h).
    private static double secondsApart(Fields f) {
        double unit =
                switch (f.units() & 0x38) {
                    case 8 -> 1;
                    case 16 -> 1e-3;
                    case 24 -> 1e-6;
                    default -> 0;
                };
        double step = f.real(f.version.spacing, 4) * unit;
        return Double.isFinite(step) && step > 0 ? step : 0;
    }

    private static Fields fields(MemorySegment bytes) throws NiftiException {
        for (Version v : Version.values()) {
            for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
                if (bytes.byteSize() >= v.size
                        && bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), 0) == v.size) {
                    int magic = v == Version.ONE ? 344 : 4;
                    if (bytes.get(ValueLayout.JAVA_BYTE, magic) != 'n' || bytes.get(ValueLayout.JAVA_BYTE, magic + 1) != '+') {
                        throw new NiftiException("a NIfTI header without its data in the same file is not read");
                    }
                    return new Fields(bytes, v, order);
                }
            }
        }
        throw new NiftiException("this is not a NIfTI file");
    }

    /// Method 3 (sform), else method 2 (qform), else method 1 (spacing only) of nifti1.h, in millimetres.
    private static double[][] affine(Fields f) {
        Version v = f.version;
        double unit =
                switch (f.units() & 7) {
                    case 1 -> 1000;
                    case 3 -> 0.001;
                    default -> 1;
                };
        double[][] m = f.code(1) > 0 ? sform(f) : f.code(0) > 0 ? qform(f) : spacing(f);
        for (double[] row : m) {
            for (int i = 0; i < 4; i++) {
                row[i] *= unit;
            }
        }
        return m;
    }

    private static double[][] sform(Fields f) {
        double[][] m = new double[3][4];
        for (int i = 0; i < 12; i++) {
            m[i / 4][i % 4] = f.real(f.version.affine, i);
        }
        return m;
    }

    private static double[][] spacing(Fields f) {
        double[][] m = new double[3][4];
        for (int i = 0; i < 3; i++) {
            m[i][i] = f.real(f.version.spacing, i + 1);
        }
        return m;
    }

    private static double[][] qform(Fields f) {
        double b = f.real(f.version.quaternion, 0);
        double c = f.real(f.version.quaternion, 1);
        double d = f.real(f.version.quaternion, 2);
        double a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
        double[][] r = {
            {a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)},
            {2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)},
            {2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c}
        };
        double handed = f.real(f.version.spacing, 0) < 0 ? -1 : 1;
        double[][] m = new double[3][4];
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                m[i][k] = r[i][k] * f.real(f.version.spacing, k + 1) * (k == 2 ? handed : 1);
            }
            m[i][3] = f.real(f.version.offset, i);
        }
        return m;
    }

    /// The grid in LPS: NIfTI's first two axes point right and to the front, so both change sign.
    VoxelGrid grid() throws NiftiException {
        try {
            return new VoxelGrid(
                    columns,
                    rows,
                    slices,
                    new PatientPoint(-affine[0][3], -affine[1][3], affine[2][3]),
                    step(0),
                    step(1),
                    step(2),
                    "");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new NiftiException("the NIfTI header places no grid in space");
        }
    }

    private PatientVector step(int axis) {
        return new PatientVector(-affine[0][axis], -affine[1][axis], affine[2][axis]);
    }
}
