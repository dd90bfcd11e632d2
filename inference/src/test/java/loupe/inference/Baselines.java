package loupe.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.inference.tensor.Components;
import loupe.sample.chest.ChestPhantom;

/// What needs no training, run beside the models: a threshold with hole filling for lungs, a blob filter for nodules.
final class Baselines {
    record Blob(PatientPoint centre, double score) {}

    private final ChestPhantom phantom;
    private final VoxelGrid grid;
    private final float[] hu;

    Baselines(ChestPhantom phantom) {
        this.phantom = phantom;
        this.grid = phantom.grid();
        this.hu = new float[(int) grid.voxels()];
        for (int s = 0; s < grid.slices(); s++) {
            short[] slice = phantom.slice(s);
            for (int i = 0; i < slice.length; i++) {
                hu[s * slice.length + i] = slice[i];
            }
        }
    }

    /// Below -400 HU, what reaches the sides of the image taken away, the two largest parts kept, holes filled.
    BitSet lungs() {
        BitSet dark = new BitSet();
        for (int i = 0; i < hu.length; i++) {
            if (hu[i] < -400) {
                dark.set(i);
            }
        }
        BitSet kept = new BitSet();
        Components.of(dark, grid).stream().filter(p -> !reachesSide(p)).limit(2).forEach(p -> {
            for (int i : p) {
                kept.set(i);
            }
        });
        return Components.filled(kept, grid);
    }

    private boolean reachesSide(int[] part) {
        return Arrays.stream(part).anyMatch(i -> {
            int c = i % grid.columns();
            int r = i / grid.columns() % grid.rows();
            return c == 0 || r == 0 || c == grid.columns() - 1 || r == grid.rows() - 1;
        });
    }

    Mask mask(BitSet voxels) {
        Mask.Builder mask = Mask.builder(grid);
        voxels.stream().forEach(i -> mask.add(i / grid.voxelsPerSlice(), i % grid.voxelsPerSlice()));
        return mask.build();
    }

    /// Differences of Gaussians at scales of 5 to 20 mm blobs; maxima in space and scale inside the lungs.
    List<Blob> blobs(BitSet lungs) {
        float[] soft = new float[hu.length];
        for (int i = 0; i < hu.length; i++) {
            soft[i] = Math.clamp(hu[i], -900, 100);
        }
        List<Blob> all = new ArrayList<>();
        float[] before = blurred(soft, 1.5);
        for (double sigma : new double[] {2.4, 3.8, 6.1}) {
            float[] after = blurred(soft, sigma);
            float[] difference = new float[hu.length];
            for (int i = 0; i < hu.length; i++) {
                difference[i] = before[i] - after[i];
            }
            maxima(difference, lungs, all);
            before = after;
        }
        all.sort(Comparator.comparingDouble(Blob::score).reversed());
        List<Blob> apart = new ArrayList<>();
        for (Blob b : all) {
            if (apart.size() < 60 && apart.stream().noneMatch(a -> a.centre.distanceMm(b.centre) < 8)) {
                apart.add(b);
            }
        }
        return apart;
    }

    private void maxima(float[] v, BitSet lungs, List<Blob> to) {
        int plane = grid.voxelsPerSlice();
        for (int i = lungs.nextSetBit(0); i >= 0; i = lungs.nextSetBit(i + 1)) {
            int c = i % grid.columns();
            int r = i / grid.columns() % grid.rows();
            int s = i / plane;
            boolean edge = c == 0 || r == 0 || s == 0 || c == grid.columns() - 1 || r == grid.rows() - 1 || s == grid.slices() - 1;
            if (!edge && v[i] > 60 && largest(v, i, plane)) {
                to.add(new Blob(grid.toPatient(c, r, s), v[i]));
            }
        }
    }

    private boolean largest(float[] v, int i, int plane) {
        for (int dz = -plane; dz <= plane; dz += plane) {
            for (int dy = -grid.columns(); dy <= grid.columns(); dy += grid.columns()) {
                for (int dx = -1; dx <= 1; dx++) {
                    if (v[i + dz + dy + dx] > v[i]) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private float[] blurred(float[] in, double sigmaMm) {
        float[] a = along(in, 1, grid.columns(), sigmaMm / grid.columnMm());
        float[] b = along(a, grid.columns(), grid.rows(), sigmaMm / grid.rowMm());
        return along(b, grid.voxelsPerSlice(), grid.slices(), sigmaMm / grid.sliceMm());
    }

    private static float[] along(float[] in, int stride, int count, double sigma) {
        int reach = (int) Math.ceil(2.5 * sigma);
        float[] kernel = new float[2 * reach + 1];
        float sum = 0;
        for (int k = -reach; k <= reach; k++) {
            kernel[k + reach] = (float) Math.exp(-0.5 * k * k / (sigma * sigma));
            sum += kernel[k + reach];
        }
        float[] out = new float[in.length];
        for (int i = 0; i < in.length; i++) {
            int at = i / stride % count;
            float value = 0;
            for (int k = -reach; k <= reach; k++) {
                value += kernel[k + reach] * in[i + (Math.clamp(at + k, 0, count - 1) - at) * stride];
            }
            out[i] = value / sum;
        }
        return out;
    }
}
