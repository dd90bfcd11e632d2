package loupe.review.quality;

/// How far a sample or queue is. It says nothing of what readers answered.
///
/// @param number of the sample
/// @param targeted whether it is a targeted queue
/// @param population findings it was drawn from
/// @param items in it
/// @param judged items somebody judged blind
/// @param scored items with both scores
/// @param waiting items with a score that another person is to settle
public record SampleProgress(int number, boolean targeted, int population, int items, int judged, int scored, int waiting) {}
