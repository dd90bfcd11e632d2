package loupe.core.segment.operation.shape;

import loupe.core.segment.Mask;
import loupe.core.work.JobContext;

/// A mask made hollow: a shell of a thickness whose inner, middle or outer surface the mask's surface is.
public enum Shell {
    /// The shell lies around the mask; none of the mask stays.
    INSIDE_SURFACE,
    /// Half of it lies in the mask, half around it.
    MEDIAL_SURFACE,
    /// The shell lies in the mask.
    OUTSIDE_SURFACE;

    /// The shell.
    ///
    /// @param thicknessMm above 0, at most 100
    /// @throws loupe.core.work.CancelledException if stopped
    public Mask of(Mask mask, double thicknessMm, JobContext job) {
        if (!(thicknessMm > 0)) {
            throw new IllegalArgumentException("thicknessMm must be a positive length, was " + thicknessMm);
        }
        return switch (this) {
            case INSIDE_SURFACE -> Margin.grown(mask, thicknessMm, job).andNot(mask);
            case OUTSIDE_SURFACE -> mask.andNot(Margin.shrunk(mask, thicknessMm, job));
            case MEDIAL_SURFACE -> Margin.grown(mask, thicknessMm / 2, job)
                    .andNot(Margin.shrunk(mask, thicknessMm / 2, job));
        };
    }
}
