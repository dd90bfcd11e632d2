package loupe.core.segment;

import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/// Sets of voxels combined slice by slice; a slice without a voxel is null.
final class SliceSets {
    private SliceSets() {}

    /// A result that equals a slice of either set is that slice and takes no memory.
    static long[][] combined(long[][] one, long[][] other, LongBinaryOperator op) {
        boolean keepsOne = op.applyAsLong(-1, 0) != 0;
        boolean keepsOther = op.applyAsLong(0, -1) != 0;
        long[][] out = new long[one.length][];
        for (int s = 0; s < out.length; s++) {
            long[] a = one[s];
            long[] b = other[s];
            if (a == null || b == null) {
                out[s] = a != null && keepsOne ? a : b != null && keepsOther ? b : null;
            } else if (a == b) {
                out[s] = op.applyAsLong(-1, -1) != 0 ? a : null;
            } else {
                out[s] = merged(a, b, op);
            }
        }
        return out;
    }

    /// Makes no words where all stay as they are in the first.
    private static long @Nullable [] merged(long[] a, long[] b, LongBinaryOperator op) {
        int same = 0;
        while (same < a.length && op.applyAsLong(a[same], b[same]) == a[same]) {
            same++;
        }
        if (same == a.length) {
            return a;
        }
        long[] out = a.clone();
        long any = 0;
        for (int i = 0; i < out.length; i++) {
            out[i] = i < same ? a[i] : op.applyAsLong(a[i], b[i]);
            any |= out[i];
        }
        return any == 0 ? null : out;
    }
}
