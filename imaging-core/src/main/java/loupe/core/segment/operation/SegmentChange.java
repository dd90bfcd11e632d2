package loupe.core.segment.operation;

import loupe.core.segment.MaskDelta;

/// What a gesture flips in one segment.
///
/// @param segment number of the segment
/// @param delta its voxels that flip
public record SegmentChange(int segment, MaskDelta delta) {}
