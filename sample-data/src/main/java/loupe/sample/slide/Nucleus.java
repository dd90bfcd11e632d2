package loupe.sample.slide;

/// One cell nucleus of the truth: an ellipse on the slide.
///
/// @param xUm centre, micrometres from the left edge
/// @param yUm centre, micrometres from the upper edge
/// @param longUm half the longer axis
/// @param shortUm half the shorter axis
/// @param angle of the longer axis to the right, in radians, turning to the bottom
/// @param kind what cell it belongs to
public record Nucleus(double xUm, double yUm, double longUm, double shortUm, double angle, Kind kind) {
    /// What a nucleus belongs to.
    public enum Kind {
        /// Round, pale and large, in glands and tumour.
        EPITHELIAL,
        /// Spindle-shaped along the fibres.
        STROMAL,
        /// Small, round and dark.
        LYMPHOID
    }

    /// Position on the ellipse's own scale: below 1 inside, 1 on its edge.
    double scaled(double x, double y) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double u = ((x - xUm) * c + (y - yUm) * s) / longUm;
        double v = ((y - yUm) * c - (x - xUm) * s) / shortUm;
        return Math.sqrt(u * u + v * v);
    }
}
