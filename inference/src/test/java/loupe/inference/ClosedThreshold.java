package loupe.inference;

import java.util.Arrays;
import java.util.BitSet;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.inference.tensor.Components;

/// The classical way to outline lungs: below -400 HU, not the air around the body, the two largest parts, closed by a
/// ball of 8 mm, holes filled.
final class ClosedThreshold {
    private static final double BALL_MM = 8;

    private final VoxelGrid grid;
    private final float[] hu;

    ClosedThreshold(Volume volume) {
        this.grid = volume.grid();
        this.hu = new float[(int) grid.voxels()];
        float[] slice = new float[grid.voxelsPerSlice()];
        for (int s = 0; s < grid.slices(); s++) {
            volume.slice(s, slice);
            System.arraycopy(slice, 0, hu, s * slice.length, slice.length);
        }
    }

    Mask lungs() {
        BitSet dark = new BitSet();
        for (int i = 0; i < hu.length; i++) {
            if (hu[i] < -400) {
                dark.set(i);
            }
        }
        BitSet kept = new BitSet();
        Components.of(dark, grid).stream().filter(p -> !reachesSide(p)).limit(2)
                .forEach(p -> Arrays.stream(p).forEach(kept::set));
        BitSet closed = Components.filled(eroded(grown(kept)), grid);
        Mask.Builder mask = Mask.builder(grid);
        closed.stream().forEach(i -> mask.add(i / grid.voxelsPerSlice(), i % grid.voxelsPerSlice()));
        return mask.build();
    }

    private boolean reachesSide(int[] part) {
        return Arrays.stream(part).anyMatch(i -> {
            int c = i % grid.columns();
            int r = i / grid.columns() % grid.rows();
            return c == 0 || r == 0 || c == grid.columns() - 1 || r == grid.rows() - 1;
        });
    }

    private BitSet grown(BitSet in) {
        BitSet out = new BitSet();
        in.stream().forEach(i -> around(i, out));
        return out;
    }

    private BitSet eroded(BitSet in) {
        BitSet outside = new BitSet();
        outside.set(0, hu.length);
        outside.andNot(in);
        BitSet grown = grown(outside);
        BitSet out = new BitSet();
        out.set(0, hu.length);
        out.andNot(grown);
        return out;
    }

    private void around(int at, BitSet to) {
        int c = at % grid.columns();
        int r = at / grid.columns() % grid.rows();
        int s = at / grid.voxelsPerSlice();
        int nc = (int) (BALL_MM / grid.columnMm());
        int nr = (int) (BALL_MM / grid.rowMm());
        int ns = (int) (BALL_MM / grid.sliceMm());
        for (int k = -ns; k <= ns; k++) {
            for (int j = -nr; j <= nr; j++) {
                for (int i = -nc; i <= nc; i++) {
                    double mm = Math.hypot(Math.hypot(i * grid.columnMm(), j * grid.rowMm()), k * grid.sliceMm());
                    if (mm <= BALL_MM && grid.contains(c + i, r + j, s + k)) {
                        to.set(((s + k) * grid.rows() + r + j) * grid.columns() + c + i);
                    }
                }
            }
        }
    }
}
