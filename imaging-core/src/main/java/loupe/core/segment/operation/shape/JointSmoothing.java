package loupe.core.segment.operation.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.block.SliceBytes;
import loupe.core.work.JobContext;
import loupe.core.work.SharedLoop;

/// Several segments made smooth together: every voxel goes to the one, or to none, whose blurred mask is the greatest there, so that no
/// gap and no overlap comes between neighbours. Where two are as great, to the one that has it now, else to the first.
public final class JointSmoothing {
    private static final int CHUNK = 16;
    private static final float EQUAL = 1e-5f;

    private final VoxelGrid grid;
    private final List<SmoothPart> parts;

    private JointSmoothing(VoxelGrid grid, List<SmoothPart> parts) {
        this.grid = grid;
        this.parts = parts;
    }

    /// The masks made smooth, in their order; none of them overlaps another.
    ///
    /// @param masks on one grid, at most 250; where they overlap, the first counts as having the voxel
    /// @param sigmaMm standard deviation of the Gaussian, above 0, at most 100
    /// @throws loupe.core.work.CancelledException if stopped
    public static List<Mask> of(List<Mask> masks, double sigmaMm, JobContext job) {
        if (!(sigmaMm > 0 && sigmaMm <= 100) || masks.size() > 250) {
            throw new IllegalArgumentException("sigmaMm must lie in 0 to 100, masks be at most 250");
        }
        if (masks.isEmpty()) {
            throw new IllegalArgumentException("there is no mask");
        }
        VoxelGrid grid = masks.getFirst().grid();
        List<SmoothPart> parts = new ArrayList<>();
        Mask taken = Mask.empty(grid);
        for (Mask mask : masks) {
            parts.add(SmoothPart.of(mask.andNot(taken), sigmaMm));
            taken = taken.or(mask);
        }
        return taken.isEmpty() ? List.copyOf(masks) : new JointSmoothing(grid, parts).smoothed(job);
    }

    private List<Mask> smoothed(JobContext job) {
        VoxelBox box = parts.stream().flatMap(p -> p.box().stream()).reduce(VoxelBox::with).orElseThrow();
        List<Mask.Builder> out = parts.stream().map(p -> Mask.builder(grid)).toList();
        for (int from = box.first().slice(); from <= box.last().slice(); from += CHUNK) {
            int first = from;
            int last = Math.min(box.last().slice(), from + CHUNK - 1);
            parts.forEach(p -> p.prepare(first, last, job));
            SharedLoop.quietly(first, last, job, s -> slice(s, box, out));
            job.progress(last - box.first().slice() + 1L, box.slices(), "slices");
        }
        return out.stream().map(Mask.Builder::build).toList();
    }

    private void slice(int s, VoxelBox box, List<Mask.Builder> out) {
        float[][] values = new float[parts.size()][];
        float[] best = new float[box.columns() * box.rows()];
        Arrays.fill(best, 1);
        for (int m = 0; m < values.length; m++) {
            values[m] = parts.get(m).slice(s);
            parts.get(m).each(box, values[m], (at, value) -> best[at] -= value);
        }
        byte[] winner = new byte[best.length];
        for (int m = 0; m < values.length; m++) {
            byte own = (byte) (m + 1);
            byte[] now = new byte[best.length];
            if (values[m].length > 0) {
                SliceBytes.read(parts.get(m).mask(), box, s, now);
            }
            parts.get(m).each(box, values[m], (at, value) -> {
                float lead = value - best[at];
                if (lead > EQUAL || lead > -EQUAL && now[at] != 0) {
                    best[at] = value;
                    winner[at] = own;
                }
            });
        }
        write(s, box, winner, out);
    }

    private static void write(int s, VoxelBox box, byte[] winner, List<Mask.Builder> out) {
        byte[] bytes = new byte[winner.length];
        for (int m = 0; m < out.size(); m++) {
            boolean any = false;
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (winner[i] == (byte) (m + 1) ? 1 : 0);
                any |= bytes[i] != 0;
            }
            if (any) {
                SliceBytes.write(bytes, box, s, out.get(m));
            }
        }
    }
}
