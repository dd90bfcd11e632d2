package loupe.core.segment.operation.shape;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.block.FlatDistance;
import loupe.core.segment.block.SliceBytes;
import loupe.core.work.JobContext;
import loupe.core.work.SharedLoop;

/// The voxels of a box within a distance of a mask's voxels (or of those outside it). Distances are made slice by slice and joined over
/// the slices within reach, so that memory holds some slices, not the box.
final class NearMask {
    private static final int CHUNK = 16;

    private final Mask mask;
    private final byte marked;
    private final VoxelBox box;
    private final VoxelGrid grid;
    private final double most2;
    private final double apartMm;
    private final double leanRight;
    private final double leanDown;
    private final int reach;
    private final FlatDistance flat;
    private final Mask.Builder out;
    private final Map<Integer, float[]> made = new HashMap<>();

    NearMask(Mask mask, boolean inside, VoxelBox box, double mm) {
        this.mask = mask;
        this.marked = (byte) (inside ? 1 : 0);
        this.box = box;
        this.grid = mask.grid();
        this.most2 = mm * mm * (1 + 1e-6) + 1e-9;
        PatientVector step = grid.sliceStep();
        this.apartMm = Math.abs(step.dot(grid.normal()));
        this.leanRight = settled(step.dot(grid.columnStep().unit()));
        this.leanDown = settled(step.dot(grid.rowStep().unit()));
        this.reach = (int) Math.min(grid.slices(), Math.floor(mm / apartMm + 1e-6));
        this.flat = new FlatDistance(box.columns(), box.rows(), grid.columnMm(), grid.rowMm());
        this.out = Mask.builder(grid);
    }

    private double settled(double lean) {
        return Math.abs(lean) < 1e-6 * grid.sliceMm() ? 0 : lean;
    }

    Mask voxels(JobContext job) {
        int last = box.last().slice();
        for (int from = box.first().slice(); from <= last; from += CHUNK) {
            int to = Math.min(last, from + CHUNK - 1);
            chunk(from, to, job);
            job.progress(to - box.first().slice() + 1L, box.slices(), "slices");
        }
        return out.build();
    }

    private void chunk(int from, int to, JobContext job) {
        if (upright()) {
            made.keySet().removeIf(s -> s < from - reach);
            Map<Integer, float[]> more = new ConcurrentHashMap<>();
            int first = Math.max(box.first().slice(), from - reach);
            int end = Math.min(box.last().slice(), to + reach);
            SharedLoop.quietly(first, end, job, s -> {
                if (!made.containsKey(s)) {
                    more.put(s, distances(s, 0, 0));
                }
            });
            made.putAll(more);
        }
        SharedLoop.quietly(from, to, job, s -> slice(s, job));
    }

    private boolean upright() {
        return leanRight == 0 && leanDown == 0;
    }

    /// Squared distances on a slice; empty where nothing is marked.
    private float[] distances(int slice, double rightMm, double downMm) {
        byte[] bytes = new byte[box.columns() * box.rows()];
        boolean any = SliceBytes.read(mask, box, slice, bytes);
        if (marked == 0) {
            any = false;
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= 1;
                any |= bytes[i] != 0;
            }
        }
        float[] out = new float[any ? bytes.length : 0];
        if (any) {
            flat.squared(bytes, rightMm, downMm, out);
        }
        return out;
    }

    private void slice(int s, JobContext job) {
        float[] least = new float[box.columns() * box.rows()];
        Arrays.fill(least, FlatDistance.ENDLESS);
        int first = Math.max(box.first().slice(), s - reach);
        int last = Math.min(box.last().slice(), s + reach);
        for (int t = first; t <= last; t++) {
            int off = t - s;
            float[] there = upright()
                    ? made.getOrDefault(t, new float[0])
                    : distances(t, -off * leanRight, -off * leanDown);
            float more = (float) (off * apartMm * off * apartMm);
            for (int i = 0; i < there.length; i++) {
                least[i] = Math.min(least[i], there[i] + more);
            }
            job.checkCancelled();
        }
        byte[] near = new byte[least.length];
        for (int i = 0; i < near.length; i++) {
            near[i] = (byte) (least[i] <= most2 ? 1 : 0);
        }
        SliceBytes.write(near, box, s, out);
    }
}
