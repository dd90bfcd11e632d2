package loupe.inference.slide;

import loupe.core.geometry.PatientPoint;
import loupe.core.slide.FeatureOutline;

/// Something small a model counted on a slide.
///
/// @param centre in the slide's millimetres
/// @param areaUm2 its area in square micrometres
/// @param confidence mean probability of its pixels, 0 to 1
/// @param outline along the pixels the model looked at, in pixels of the finest level
public record SlideObject(PatientPoint centre, double areaUm2, double confidence, FeatureOutline outline) {}
