package loupe.core.segment.operation.shape;

import java.util.ArrayList;
import java.util.List;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.block.SliceBytes;
import loupe.core.segment.block.SliceLoop;
import loupe.core.work.JobContext;

/// Several segments made smooth together: every voxel goes to the one, or to none, whose blurred mask is the greatest there, so that no
/// gap and no overlap comes between neighbours. Where two are as great, to the first that has it now, else to the first.
public final class JointSmoothing {
    private static final int CHUNK = 16;

    private final List<Mask> masks;
    private final Mask all;
    private final VoxelBox box;
    private final List<Blur> blurs = new ArrayList<>();

    private JointSmoothing(List<Mask> masks, Mask all, VoxelBox box, double sigmaMm) {
        this.masks = masks;
        this.all = all;
        this.box = box;
        masks.forEach(m -> blurs.add(new Blur(m, box, sigmaMm)));
        blurs.add(new Blur(all, box, sigmaMm));
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
        Mask all = masks.stream().reduce(Mask::or).orElseThrow(() -> new IllegalArgumentException("no mask"));
        if (all.isEmpty()) {
            return List.copyOf(masks);
        }
        Kernel reach = Kernel.reaching(4 * sigmaMm, all.grid());
        VoxelBox box = all.box().orElseThrow().widened(reach.columns(), reach.rows(), reach.slices(), all.grid());
        return new JointSmoothing(masks, all, box, sigmaMm).smoothed(job);
    }

    private List<Mask> smoothed(JobContext job) {
        List<Mask.Builder> out = new ArrayList<>();
        masks.forEach(m -> out.add(Mask.builder(all.grid())));
        for (int from = box.first().slice(); from <= box.last().slice(); from += CHUNK) {
            int to = Math.min(box.last().slice(), from + CHUNK - 1);
            int first = from;
            blurs.forEach(b -> b.prepare(first, to, job));
            SliceLoop.quietly(from, to, job, s -> slice(s, out));
            job.progress(to - box.first().slice() + 1L, box.slices(), "slices");
        }
        return out.stream().map(Mask.Builder::build).toList();
    }

    private void slice(int s, List<Mask.Builder> out) {
        int n = box.columns() * box.rows();
        byte[] now = new byte[n];
        byte[] bytes = new byte[n];
        for (int m = masks.size() - 1; m >= 0; m--) {
            SliceBytes.read(masks.get(m), box, s, bytes);
            for (int i = 0; i < n; i++) {
                now[i] = bytes[i] != 0 ? (byte) (m + 1) : now[i];
            }
        }
        byte[] winner = winners(s, now);
        for (int m = 0; m < masks.size(); m++) {
            for (int i = 0; i < n; i++) {
                bytes[i] = (byte) (winner[i] == (byte) (m + 1) ? 1 : 0);
            }
            SliceBytes.write(bytes, box, s, out.get(m));
        }
    }

    /// Number of the mask from 1, or 0 for none.
    private byte[] winners(int s, byte[] now) {
        float[] best = blurs.getLast().slice(s);
        byte[] winner = new byte[best.length];
        for (int i = 0; i < best.length; i++) {
            best[i] = 1 - best[i];
        }
        for (int m = 0; m < masks.size(); m++) {
            float[] values = blurs.get(m).slice(s);
            byte own = (byte) (m + 1);
            for (int i = 0; i < best.length; i++) {
                float lead = values[i] - best[i];
                if (lead > 1e-5f || lead > -1e-5f && now[i] == own) {
                    best[i] = values[i];
                    winner[i] = own;
                }
            }
        }
        return winner;
    }
}
