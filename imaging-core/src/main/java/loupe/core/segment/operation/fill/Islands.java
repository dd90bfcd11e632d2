package loupe.core.segment.operation.fill;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import loupe.core.geometry.Voxel;
import loupe.core.segment.Mask;
import loupe.core.segment.block.ConnectedParts;
import loupe.core.segment.block.Neighbours;
import loupe.core.work.JobContext;

/// The parts of a mask that hang together, and what can be kept or taken of them. Found once, asked often. Immutable.
public final class Islands {
    private final Mask mask;
    private final ConnectedParts parts;

    private Islands(Mask mask, ConnectedParts parts) {
        this.mask = mask;
        this.parts = parts;
    }

    /// Finds them.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    public static Islands of(Mask mask, Neighbours neighbours, JobContext job) {
        return new Islands(mask, ConnectedParts.of(mask, neighbours, job));
    }

    /// How many there are.
    public int count() {
        return parts.count();
    }

    /// Volume of one, the largest first, in cubic millimetres.
    public double mm3(int island) {
        return parts.voxels(island) * mask.grid().voxelMm3();
    }

    /// The largest alone; of equal ones the one that begins on the first slice, row and column. None of an empty mask.
    public Mask largest() {
        return parts.mask(i -> i == 0);
    }

    /// Those of at least a volume.
    public Mask atLeast(double leastMm3) {
        return parts.mask(i -> mm3(i) >= leastMm3);
    }

    /// Those that share a voxel with another mask of the same grid.
    public Mask meeting(Mask other) {
        BitSet met = new BitSet();
        mask.and(other).forEachVoxel((column, row, slice) -> parts.at(new Voxel(column, row, slice)).ifPresent(met::set));
        return parts.mask(met::get);
    }

    /// The one at a voxel alone; all, where none is.
    public Mask only(Voxel at) {
        OptionalInt part = parts.at(at);
        return part.isPresent() ? parts.mask(i -> i == part.getAsInt()) : mask;
    }

    /// All but the one at a voxel.
    public Mask without(Voxel at) {
        OptionalInt part = parts.at(at);
        return part.isPresent() ? parts.mask(i -> i != part.getAsInt()) : mask;
    }

    /// Each as a mask of its own, the largest first.
    ///
    /// @param most no more than so many; the others are left out
    public List<Mask> split(int most) {
        return List.of(parts.masks(Math.min(most, parts.count())));
    }

    /// The island of some voxels at a place, such as a hole in a mask (of `limits.within(mask.inverted())`) or a part of what a threshold
    /// takes; empty where there is none.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    public static Mask at(Mask voxels, Voxel place, Neighbours neighbours, JobContext job) {
        ConnectedParts parts = ConnectedParts.of(voxels, neighbours, job);
        OptionalInt part = parts.at(place);
        return part.isPresent() ? parts.mask(i -> i == part.getAsInt()) : Mask.empty(voxels.grid());
    }
}
