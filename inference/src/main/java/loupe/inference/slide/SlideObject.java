package loupe.inference.slide;

import loupe.core.geometry.PatientPoint;

/// Something small a model counted on a slide.
///
/// @param centre in the slide's millimetres
/// @param areaUm2 its area in square micrometres
/// @param confidence mean probability of its pixels, 0 to 1
public record SlideObject(PatientPoint centre, double areaUm2, double confidence) {}
