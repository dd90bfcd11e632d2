package loupe.core.segment;

import java.util.List;
import loupe.core.geometry.VoxelGrid;

/// Segments on one grid; they may overlap.
///
/// @param grid the grid all masks lie on
/// @param segments in rising order of number, 1 to n without gaps
public record Segmentation(VoxelGrid grid, List<Segment> segments) {
    /// Checks numbers and grids.
    public Segmentation {
        segments = List.copyOf(segments);
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).number() != i + 1) {
                throw new IllegalArgumentException("segments must be numbered 1 to n without gaps");
            }
            if (!segments.get(i).mask().grid().equals(grid)) {
                throw new IllegalArgumentException("segment " + (i + 1) + " lies on another grid");
            }
        }
    }

    /// The segment with a number.
    public Segment segment(int number) {
        return segments.get(number - 1);
    }

    /// This segmentation with one segment's voxels replaced.
    public Segmentation with(int number, Mask mask) {
        return new Segmentation(
                grid,
                segments.stream().map(s -> s.number() == number ? s.withMask(mask) : s).toList());
    }
}
