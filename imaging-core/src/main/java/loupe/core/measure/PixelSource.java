package loupe.core.measure;

import loupe.core.image.Fidelity;
import loupe.core.image.Volume;

/// Pixels that values are taken from, and how true they are.
///
/// @param volume the pixels; open as long as values are taken
/// @param fidelity what they are; only [Fidelity#COMPLETE] ones give values
public record PixelSource(Volume volume, Fidelity fidelity) {}
