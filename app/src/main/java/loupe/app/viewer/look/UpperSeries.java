package loupe.app.viewer.look;

import loupe.core.study.Stack;

/// A series that can be laid over another.
///
/// @param seriesUid pseudonymous UID
/// @param title number, modality and description
/// @param stack its slices, as a volume
public record UpperSeries(String seriesUid, String title, Stack stack) {}
