package loupe.core.study;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.VoxelGrid;

/// Parallel slices that form a volume, in rising order along the slice normal.
///
/// @param grid where the voxels lie; the slice step is the mean step from first to last slice
/// @param slices one frame a slice
/// @param warnings what a reader of distances must know
public record Stack(VoxelGrid grid, List<SliceRef> slices, Set<Warning> warnings) {
    /// What is odd about a stack's geometry.
    public enum Warning {
        /// Slice distances differ by more than 1 % of the mean (or 0.01 mm): distances across slices are wrong.
        IRREGULAR_SPACING,
        /// A gap of about a whole number of slice steps: slices are missing.
        MISSING_SLICES,
        /// The stack leans: the slice step is more than 0.5 degrees off the normal (gantry tilt).
        TILTED,
        /// A slice between the first and the last lies beside the line between them, by more than a twentieth of a pixel (or
        /// 0.01 mm): what is drawn across slices is sheared there.
        SHIFTED_SLICES,
        /// Slices of several acquisitions, echoes, times or diffusion weightings lie between one another.
        INTERLEAVED_PASSES,
        /// A single film: it lies nowhere in the patient, and what lay behind one another is one pixel.
        PROJECTION
    }

    /// Copies the collections.
    public Stack {
        slices = List.copyOf(slices);
        warnings = warnings.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(warnings));
        if (slices.size() != grid.slices()) {
            throw new IllegalArgumentException("a stack needs one slice a grid slice");
        }
    }

    /// A single film on the plane of its slice; its one slice step of a millimetre means nothing.
    public static Stack film(SliceRef film) {
        ImagePlane p = film.plane();
        VoxelGrid grid = new VoxelGrid(
                p.columns(), p.rows(), 1, p.origin(), p.alongRow().times(p.columnMm()), p.alongColumn().times(p.rowMm()),
                p.normal(), p.frameOfReferenceUid());
        return new Stack(grid, List.of(film), Set.of(Warning.PROJECTION));
    }

    /// Whether voxels counted on the grid give true volumes: not on a film, nor where slices lie elsewhere than the grid says.
    /// A leaning stack's volumes hold, for its slice step leans with it.
    public boolean volumesHold() {
        return Collections.disjoint(
                warnings, Set.of(Warning.PROJECTION, Warning.IRREGULAR_SPACING, Warning.MISSING_SLICES, Warning.SHIFTED_SLICES));
    }

    /// Whether this is a single film, which has areas and no volumes.
    public boolean isFilm() {
        return warnings.contains(Warning.PROJECTION);
    }
}
