package loupe.review.edit;

/// Names one segment of one prediction.
///
/// @param predictionId id of the prediction's record
/// @param segmentNumber its Segment Number
public record SegmentRef(String predictionId, int segmentNumber) {}
