package loupe.app.viewer;

/// One frame of a study.
///
/// @param sopInstanceUid the object
/// @param frame index of the frame in it, from 0
public record ImagePlace(String sopInstanceUid, int frame) {}
