package loupe.core.segment.region;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;

/// A place in the patient that a gesture marks. Which voxels lie in it follows for any grid, oblique, leaning or of unequal steps,
/// by one rule: the voxel's centre lies in it, within 1e-6 mm. Along the normal of a plane whole layers count, as in measuring: those
/// whose box, as thick as the sum of its steps along the normal, overlaps the slab; on a slab of no thickness the layer that holds the
/// plane, of two that meet there the higher.
public sealed interface EditRegion {
    /// The voxels of a grid in it; only the region's box is walked.
    ///
    /// @throws IllegalArgumentException if it was drawn on a plane of another frame of reference than the grid's
    Mask voxels(VoxelGrid grid);

    /// The voxels of the region's layers (of the whole grid for a ball) that are not in it.
    default Mask outside(VoxelGrid grid) {
        return layers(grid).andNot(voxels(grid));
    }

    /// The voxels of the layers the region reaches.
    Mask layers(VoxelGrid grid);

    /// A disc led over a plane: what lies within a radius of the way, straight from sample to sample, through a slab. The voxels
    /// the way goes through count too, so that the smallest brush marks what is under it. However densely one way is sampled, it
    /// is the same region.
    ///
    /// @param plane the plane it is drawn on
    /// @param trail places passed, dropped square onto the plane; at least one
    /// @param radiusMm positive
    /// @param thicknessMm of the slab, half on either side of the plane; 0 for the one layer that holds the plane
    record DiscStroke(Plane plane, List<PatientPoint> trail, double radiusMm, double thicknessMm) implements EditRegion {
        /// Copies and checks.
        public DiscStroke {
            trail = checked(trail, radiusMm);
            requireThickness(thicknessMm);
        }

        @Override
        public Mask voxels(VoxelGrid grid) {
            return new DiscRows(grid, this).mask();
        }

        @Override
        public Mask layers(VoxelGrid grid) {
            return SlabLayers.of(grid, plane, -thicknessMm / 2, thicknessMm / 2);
        }

        /// The last piece of the way alone: a stroke's voxels are its former voxels and those of its last piece.
        public DiscStroke lastPiece() {
            return new DiscStroke(plane, lastOf(trail), radiusMm, thicknessMm);
        }
    }

    /// A ball led through the patient: what lies within a radius of the way, straight from sample to sample. Of the voxels the way
    /// goes through and of the sampling as for a disc.
    ///
    /// @param trail places passed; at least one
    /// @param radiusMm positive
    record BallStroke(List<PatientPoint> trail, double radiusMm) implements EditRegion {
        /// Copies and checks.
        public BallStroke {
            trail = checked(trail, radiusMm);
        }

        @Override
        public Mask voxels(VoxelGrid grid) {
            return new BallRows(grid, this).mask();
        }

        @Override
        public Mask layers(VoxelGrid grid) {
            return Mask.empty(grid).inverted();
        }

        /// The last piece of the way alone: a stroke's voxels are its former voxels and those of its last piece.
        public BallStroke lastPiece() {
            return new BallStroke(lastOf(trail), radiusMm);
        }
    }

    /// An outline drawn on a plane, carried along the plane's normal.
    ///
    /// @param plane the plane it is drawn on
    /// @param outline in the plane's millimetres
    /// @param nearMm where the slab begins along the plane's normal (which goes away from who looks); may be endless
    /// @param farMm where it ends, not less; equal to `nearMm` for the one layer that holds that place
    record Prism(Plane plane, FlatOutline outline, double nearMm, double farMm) implements EditRegion {
        /// Checks the slab.
        public Prism {
            if (!(nearMm <= farMm && nearMm < Double.POSITIVE_INFINITY && farMm > Double.NEGATIVE_INFINITY)) {
                throw new IllegalArgumentException("a slab must reach from near to far, was " + nearMm + " to " + farMm);
            }
        }

        /// Through everything, in front of the plane and behind it.
        public static Prism endless(Plane plane, FlatOutline outline) {
            return new Prism(plane, outline, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }

        /// Through a slab, half on either side of the plane.
        ///
        /// @param thicknessMm 0 for the one layer that holds the plane
        public static Prism symmetric(Plane plane, FlatOutline outline, double thicknessMm) {
            requireThickness(thicknessMm);
            return new Prism(plane, outline, -thicknessMm / 2, thicknessMm / 2);
        }

        @Override
        public Mask voxels(VoxelGrid grid) {
            return new PrismRows(grid, this).mask();
        }

        @Override
        public Mask layers(VoxelGrid grid) {
            return SlabLayers.of(grid, plane, nearMm, farMm);
        }
    }

    private static List<PatientPoint> checked(List<PatientPoint> trail, double radiusMm) {
        if (trail.isEmpty()) {
            throw new IllegalArgumentException("a stroke needs a place to begin");
        }
        if (!(radiusMm > 0 && radiusMm <= 1e6)) {
            throw new IllegalArgumentException("radiusMm must be a positive length, was " + radiusMm);
        }
        return List.copyOf(trail);
    }

    private static void requireThickness(double mm) {
        if (!(mm >= 0 && mm < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("thicknessMm must be a length or 0, was " + mm);
        }
    }

    private static List<PatientPoint> lastOf(List<PatientPoint> trail) {
        return trail.subList(Math.max(0, trail.size() - 2), trail.size());
    }
}
