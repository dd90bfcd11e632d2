package loupe.inference;

import loupe.core.image.Volume;

/// One series as a model sees it: voxels and what decides whether a model may run on them; no identity.
///
/// @param volume the voxels; stays the caller's to close
/// @param seriesUid pseudonymous UID of the series
/// @param modality DICOM modality such as `CT`
/// @param bodyPart DICOM body part in capitals; empty where the series names none
public record Scan(Volume volume, String seriesUid, String modality, String bodyPart) {}
