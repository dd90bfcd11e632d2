package loupe.app.viewer.picture;

import loupe.core.image.Fidelity;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;

/// A series sampled where the pixels of another one's image lie.
///
/// @param image its values there; NaN where it has none
/// @param page what is known of it besides: unit, windows, what was lost or blacked in the slices it takes values from
/// @param ownWindow the window to open with
/// @param clearUpTo values up to it are not drawn unless a person says otherwise; minus infinity where all are
/// @param fidelity how true the pixels are
public record UpperPicture(RasterImage.Gray image, Page page, ValueWindow ownWindow, double clearUpTo, Fidelity fidelity) {}
