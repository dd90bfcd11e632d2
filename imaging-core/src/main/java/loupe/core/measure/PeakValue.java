package loupe.core.measure;

import java.util.ArrayList;
import java.util.List;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;

/// The greatest mean of a ball of one cubic centimetre whose centre is a voxel of a lesion (SUVpeak; PERCIST 1.0, Wahl 2009).
public sealed interface PeakValue {
    /// Radius of a ball of 1000 mm3.
    double RADIUS_MM = Math.cbrt(3000 / (4 * Math.PI));

    /// The peak.
    ///
    /// @param value mean in the ball; a voxel counts by the share of it that lies in the ball (of 4 x 4 x 4 places in it)
    /// @param unit unit of the values; for SUV the volume must hold SUV, or the value be multiplied by the factor
    /// @param centre middle of the ball
    record Found(double value, String unit, Voxel centre) implements PeakValue {}

    /// The lesion has no voxel, or no ball around one lies wholly in the volume.
    record NoBall() implements PeakValue {}

    /// The pixels are not fit to give a number.
    record Refused(VoxelValues.Reason why) implements PeakValue {}

    /// Looks around every voxel of the lesion; balls that leave the volume or hold a voxel without a number are left out.
    ///
    /// @param lesion on the volume's grid
    /// @param job asked after every slice whether to stop
    /// @throws IllegalArgumentException if the lesion lies on another grid
    static PeakValue of(Mask lesion, PixelSource pixels, JobContext job) {
        if (!lesion.grid().equals(pixels.volume().grid())) {
            throw new IllegalArgumentException("the lesion must lie on the volume's grid");
        }
        return pixels.refusal().<PeakValue>map(Refused::new).orElseGet(() -> search(lesion, pixels.volume(), job));
    }

    private static PeakValue search(Mask lesion, Volume volume, JobContext job) {
        VoxelGrid g = lesion.grid();
        List<Part> ball = ball(g);
        PeakValue best = new NoBall();
        double most = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < g.slices(); s++) {
            job.checkCancelled();
            for (int i = 0; !lesion.isEmpty(s) && i < g.voxelsPerSlice(); i++) {
                if (lesion.contains(s, i)) {
                    Voxel centre = new Voxel(i % g.columns(), i / g.columns(), s);
                    double mean = mean(volume, ball, centre);
                    if (mean > most) {
                        most = mean;
                        best = new Found(mean, volume.unit(), centre);
                    }
                }
            }
        }
        return best;
    }

    /// NaN where the ball leaves the volume.
    private static double mean(Volume volume, List<Part> ball, Voxel centre) {
        double sum = 0;
        double share = 0;
        for (Part p : ball) {
            int c = centre.column() + p.column;
            int r = centre.row() + p.row;
            int s = centre.slice() + p.slice;
            if (!volume.grid().contains(c, r, s)) {
                return Double.NaN;
            }
            sum += p.share * volume.value(c, r, s);
            share += p.share;
        }
        return sum / share;
    }

    /// A voxel of the ball, from its middle, and how much of it lies in the ball.
    record Part(int column, int row, int slice, double share) {}

    private static List<Part> ball(VoxelGrid g) {
        int c = reach(g, g.rowStep().cross(g.sliceStep()).lengthMm());
        int r = reach(g, g.columnStep().cross(g.sliceStep()).lengthMm());
        int s = reach(g, g.columnStep().cross(g.rowStep()).lengthMm());
        List<Part> out = new ArrayList<>();
        for (int k = -s; k <= s; k++) {
            for (int j = -r; j <= r; j++) {
                for (int i = -c; i <= c; i++) {
                    int in = places(g, i, j, k);
                    if (in > 0) {
                        out.add(new Part(i, j, k, in / 64.0));
                    }
                }
            }
        }
        return out;
    }

    /// Layers the ball can reach to each side, a layer's distance being the voxel's volume by its face.
    private static int reach(VoxelGrid g, double face) {
        return (int) Math.ceil(RADIUS_MM * face / g.voxelMm3() + 0.5);
    }

    private static int places(VoxelGrid g, int column, int row, int slice) {
        int in = 0;
        for (int i = 0; i < 64; i++) {
            PatientVector v = g.columnStep().times(column + ((i & 3) - 1.5) / 4)
                    .plus(g.rowStep().times(row + ((i >> 2 & 3) - 1.5) / 4))
                    .plus(g.sliceStep().times(slice + ((i >> 4) - 1.5) / 4));
            if (v.dot(v) <= RADIUS_MM * RADIUS_MM) {
                in++;
            }
        }
        return in;
    }
}
