package loupe.review.quality.book;

/// A part of the population that is sampled by itself.
///
/// @param model `ID@VERSION`
/// @param modality of the series, such as `CT`
/// @param first what the reader said
/// @param population findings in it
/// @param drawn findings drawn
public record SampleStratum(String model, String modality, FindingAnswer first, int population, int drawn) {}
