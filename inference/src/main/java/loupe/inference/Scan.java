package loupe.inference;

import java.util.Set;
import loupe.core.image.Volume;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.inference.input.Likeness;
import loupe.inference.input.Looks;

/// One series as a model sees it: voxels and what decides whether a model may run on them; no identity.
///
/// @param volume the voxels; stays the caller's to close
/// @param seriesUid pseudonymous UID of the series
/// @param modality DICOM modality such as `CT`
/// @param bodyPart DICOM body part in capitals; empty where the series names none
/// @param oddities what is odd about where its slices lie
/// @param blackedPixels pixels de-identification blacked out in its slices
/// @param looks what is known of how the voxels look
public record Scan(
        Volume volume,
        String seriesUid,
        String modality,
        String bodyPart,
        Set<Stack.Warning> oddities,
        long blackedPixels,
        Looks looks) {
    /// Copies the set.
    public Scan {
        oddities = Set.copyOf(oddities);
    }

    /// A scan of regular slices nobody has looked at yet.
    public Scan(Volume volume, String seriesUid, String modality, String bodyPart) {
        this(volume, seriesUid, modality, bodyPart, Set.of(), 0, new Looks());
    }

    /// The same scan with what is odd about where its slices lie.
    public Scan lying(Set<Stack.Warning> odd) {
        return new Scan(volume, seriesUid, modality, bodyPart, odd, blackedPixels, looks);
    }

    /// The same scan, in whose slices de-identification blacked pixels out.
    public Scan blacked(long pixels) {
        return new Scan(volume, seriesUid, modality, bodyPart, oddities, pixels, looks);
    }

    /// How it looks, remembered.
    ///
    /// @param side samples along each axis of the thumbnail
    /// @param scaled whether to scale by quantiles
    public Likeness likeness(int side, boolean scaled, JobContext job) {
        return looks.of(volume, side, scaled, job);
    }
}
