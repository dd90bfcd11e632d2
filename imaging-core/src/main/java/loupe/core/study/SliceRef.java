package loupe.core.study;

import loupe.core.geometry.ImagePlane;

/// One frame that is a slice of a stack.
///
/// @param sopInstanceUid the object
/// @param frame index of the frame in it, from 0
/// @param plane where it lies
public record SliceRef(String sopInstanceUid, int frame, ImagePlane plane) {}
