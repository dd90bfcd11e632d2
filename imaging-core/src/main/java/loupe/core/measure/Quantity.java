package loupe.core.measure;

/// A number that was measured, with what is needed to judge it.
///
/// @param kind what it is, with its formula
/// @param value the number, in [#unit]
/// @param unit UCUM `mm`, `mm2`, `deg`, or that of an axis of an ultrasound region; `px` and `px2` where nothing says how large
///     pixels are
/// @param error the number is right within plus or minus this, in [#unit], if every end was put within half a pixel diagonal of
///     its place; a bound, not a deviation
/// @param scale where the spacing comes from
public record Quantity(Kind kind, double value, String unit, double error, Scale scale) {
    /// What is measured. With h half a pixel diagonal, each says how its error follows.
    public enum Kind {
        /// Of a line or along a polyline: the sum of the Euclidean lengths of its pieces.
        LENGTH("sum |p[i+1] - p[i]|", "2 h a piece"),
        /// The longer of two lines at a right angle (RECIST 1.1).
        LONG_AXIS("|p1 - p0|", "2 h"),
        /// The shorter of two lines at a right angle (RECIST 1.1).
        SHORT_AXIS("|p1 - p0|", "2 h"),
        /// Between two arms, 0 to 180 degrees.
        ANGLE("atan2(|a x b|, a . b)", "asin(2 h / |a|) + asin(2 h / |b|)"),
        /// Between two lines, 0 to 90 degrees (Cobb 1948).
        COBB_ANGLE("min(atan2(|a x b|, a . b), 180 - the same)", "asin(2 h / |a|) + asin(2 h / |b|)"),
        /// What the Cobb angle leaves of 180 degrees.
        COBB_OBTUSE("180 - Cobb angle", "asin(2 h / |a|) + asin(2 h / |b|)"),
        /// Inside the outline as drawn: pi a b of an ellipse, shoelace (Newell) of corners, half the integral of p x dp of a
        /// spline.
        AREA(
                "pi a b; |sum p[i] x p[i+1]| / 2; |integral p x dp| / 2",
                "h perimeter + pi h^2 (1.25 h of a spline, which moves by so much at most)"),
        /// Voxels that count times the area of one.
        AREA_OF_PIXELS("n voxel area", "as AREA"),
        /// Between the ends of a line, along the rows of an ultrasound region that has no length both ways.
        ACROSS("|column1 - column0| |delta x|", "sqrt(2) |delta x|"),
        /// Between the ends of a line, along the columns of such a region.
        DOWN("|row1 - row0| |delta y|", "sqrt(2) |delta y|"),
        /// What stands at a place of such a region, along its rows.
        AT_ACROSS("reference value + (column - reference column) delta x", "sqrt(1/2) |delta x|"),
        /// What stands at a place of such a region, along its columns.
        AT_DOWN("reference value + (row - reference row) delta y", "sqrt(1/2) |delta y|"),
        /// Length of the outline.
        PERIMETER(
                "sum |p[i+1] - p[i]|; integral |dp|; 4 a E(e)",
                "2 h a straight piece, 8 h of an ellipse, 2 pi h of a circle, 2.3 h a span of a spline");

        private final String formula;
        private final String errorFormula;

        Kind(String formula, String errorFormula) {
            this.formula = formula;
            this.errorFormula = errorFormula;
        }

        /// How the number is worked out.
        public String formula() {
            return formula;
        }

        /// How the error is worked out, h being half a pixel diagonal.
        public String errorFormula() {
            return errorFormula;
        }

        private int dimension() {
            return switch (this) {
                case LENGTH, LONG_AXIS, SHORT_AXIS, PERIMETER, ACROSS, DOWN, AT_ACROSS, AT_DOWN -> 1;
                case AREA, AREA_OF_PIXELS -> 2;
                case ANGLE, COBB_ANGLE, COBB_OBTUSE -> 0;
            };
        }
    }

    /// Checks that both numbers are finite.
    public Quantity {
        if (!Double.isFinite(value) || !(error >= 0 && error < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a quantity must be finite, was " + value + " within " + error);
        }
    }

    /// In the scale's unit, from numbers in the image's coordinates. The scale's own error widens the band:
    /// `k^d ((value + error) (1 + relative error)^d - value)` for dimension d.
    static Quantity of(Kind kind, double value, double error, Scale scale) {
        int d = kind.dimension();
        if (d == 0) {
            return new Quantity(kind, value, "deg", Math.min(error, 180), scale);
        }
        double k = Math.pow(scale.perUnit(), d);
        double wide = (value + error) * Math.pow(1 + scale.relativeError(), d) - value;
        return new Quantity(kind, value * k, scale.lengthUnit() + (d == 2 ? "2" : ""), wide * k, scale);
    }
}
