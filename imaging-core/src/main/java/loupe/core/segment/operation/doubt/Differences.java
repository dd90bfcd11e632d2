package loupe.core.segment.operation.doubt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import loupe.core.segment.Mask;
import loupe.core.segment.block.ConnectedParts;
import loupe.core.segment.block.Neighbours;
import loupe.core.work.JobContext;

/// The places in which two masks differ: what hangs together (by sides, edges or corners) in one and not in the other.
public final class Differences {
    private Differences() {}

    /// The places, the largest first.
    ///
    /// @param floor which of them count
    /// @throws IllegalArgumentException if the grids differ in size
    /// @throws loupe.core.work.CancelledException if stopped
    public static List<DoubtfulPlace> of(Mask first, Mask second, Floor floor, JobContext job) {
        List<DoubtfulPlace> out = new ArrayList<>();
        out.addAll(places(first.andNot(second), DoubtfulPlace.Kind.ONLY_FIRST, floor, job));
        out.addAll(places(second.andNot(first), DoubtfulPlace.Kind.ONLY_SECOND, floor, job));
        out.sort(Comparator.comparingDouble(p -> -p.weight()));
        return List.copyOf(out.subList(0, Math.min(floor.most(), out.size())));
    }

    /// Which places count.
    ///
    /// @param leastMm3 smaller ones are left out
    /// @param most no more than so many, the heaviest
    public record Floor(double leastMm3, int most) {
        /// Checks both.
        public Floor {
            if (!(leastMm3 >= 0) || most < 1) {
                throw new IllegalArgumentException("leastMm3 must not be negative, most be 1 or more");
            }
        }

        /// What hangs together in a mask and is large enough, the largest first.
        ///
        /// @param atMost no more than so many of them
        List<Mask> parts(Mask mask, long atMost, JobContext job) {
            ConnectedParts parts = ConnectedParts.of(mask, Neighbours.TWENTY_SIX, job);
            int n = 0;
            while (n < parts.count() && n < atMost && parts.voxels(n) * mask.grid().voxelMm3() >= leastMm3) {
                n++;
            }
            return List.of(parts.masks(n));
        }
    }

    private static List<DoubtfulPlace> places(Mask mask, DoubtfulPlace.Kind kind, Floor floor, JobContext job) {
        List<DoubtfulPlace> out = new ArrayList<>();
        for (Mask part : floor.parts(mask, floor.most(), job)) {
            double mm3 = part.count() * mask.grid().voxelMm3();
            out.add(Middle.of(part).place(mm3, mm3, kind));
        }
        return out;
    }
}
