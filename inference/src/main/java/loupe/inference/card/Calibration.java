package loupe.inference.card;

/// Turns a model's probability into one that holds: of results given p, a share p is right. A straight line on the
/// log-odds (Platt 1999), fitted on validation phantoms.
///
/// A detection's calibration is about the confidence of its findings; any other model's is about its voxels. Limits on a card
/// are on the model's own scale, before calibration.
///
/// @param slope factor of the log-odds, above 0
/// @param intercept what is added
public record Calibration(double slope, double intercept) {
    private static final double NEAREST = 1e-6;

    /// Leaves probabilities as they are.
    public static final Calibration NONE = new Calibration(1, 0);

    /// Checks the slope.
    public Calibration {
        if (!(slope > 0) || !Double.isFinite(intercept)) {
            throw new IllegalArgumentException("slope must be above 0 and intercept finite");
        }
    }

    /// The calibrated probability; rises with the model's own, so that nothing changes its rank.
    ///
    /// @param p the model's own, 0 to 1
    public double apply(double p) {
        if (equals(NONE)) {
            return Math.clamp(p, 0, 1);
        }
        double q = Math.clamp(p, NEAREST, 1 - NEAREST);
        return 1 / (1 + Math.exp(-(slope * Math.log(q / (1 - q)) + intercept)));
    }

    /// The model's own probability that calibrates to this.
    public double invert(double calibrated) {
        if (equals(NONE)) {
            return calibrated;
        }
        double q = Math.clamp(calibrated, NEAREST, 1 - NEAREST);
        return 1 / (1 + Math.exp(-(Math.log(q / (1 - q)) - intercept) / slope));
    }
}
