package loupe.core.segment.operation.doubt;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.Voxel;

/// A place to look at.
///
/// @param voxel the voxel to show
/// @param at its centre
/// @param mm3 volume of the voxels that hang together there
/// @param weight what places are ordered by, the greatest first; in cubic millimetres times doubt
/// @param kind why it is one
public record DoubtfulPlace(Voxel voxel, PatientPoint at, double mm3, double weight, Kind kind) {
    /// Why a place is to be looked at.
    public enum Kind {
        /// Only the first mask has it.
        ONLY_FIRST,
        /// Only the second mask has it.
        ONLY_SECOND,
        /// The border there is in doubt.
        BORDER
    }
}
