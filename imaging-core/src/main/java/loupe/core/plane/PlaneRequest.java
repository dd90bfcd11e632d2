package loupe.core.plane;

import loupe.core.image.Fidelity;
import loupe.core.image.Sampler.Interpolation;

/// What a [PlaneSampler] is asked for.
///
/// @param slab the plane and how thick to look
/// @param raster the pixels wanted on it
/// @param reading how values come about
public record PlaneRequest(Slab slab, Raster raster, Reading reading) {
    /// How values come about.
    ///
    /// @param interpolation how values between voxel centres come about; a slab's preview takes the nearest voxels whatever is asked
    /// @param outside value of pixels that lie wholly outside the volume, in the volume's unit
    /// @param step 1 for every pixel; n for one sample in the middle of every n x n pixels, given to all of them
    public record Reading(Interpolation interpolation, float outside, int step) {
        /// Checks the step.
        public Reading {
            if (step < 1 || step > 64) {
                throw new IllegalArgumentException("step must be 1 to 64, was " + step);
            }
        }
    }

    /// Every pixel by trilinear interpolation.
    public static PlaneRequest full(Slab slab, Raster raster, float outside) {
        return new PlaneRequest(slab, raster, new Reading(Interpolation.LINEAR, outside, 1));
    }

    /// The same at a coarser step, for while something moves.
    public PlaneRequest preview(int step) {
        return new PlaneRequest(slab, raster, new Reading(reading.interpolation, reading.outside, step));
    }

    /// What the pixels are at best: a preview where the step is coarse.
    public Fidelity fidelity() {
        return reading.step > 1 ? Fidelity.PREVIEW : Fidelity.COMPLETE;
    }
}
