package loupe.app.display;

/// The Grayscale Standard Display Function: the luminance at which each just-noticeable difference lies (DICOM PS3.14, 7.1).
final class GrayFunction {
    /// Indices of just-noticeable differences the function is defined for.
    static final int FIRST = 1;

    static final int LAST = 1023;

    private static final double A = -1.3011877;
    private static final double B = -2.5840191e-2;
    private static final double C = 8.0242636e-2;
    private static final double D = -1.0320229e-1;
    private static final double E = 1.3646699e-1;
    private static final double F = 2.8745620e-2;
    private static final double G = -2.5468404e-2;
    private static final double H = -3.1978977e-3;
    private static final double K = 1.2992634e-4;
    private static final double M = 1.3635334e-3;

    private GrayFunction() {}

    /// Luminance of an index, in cd/m²:
    /// log₁₀ L = (a + c·ln j + e·ln²j + g·ln³j + m·ln⁴j) / (1 + b·ln j + d·ln²j + f·ln³j + h·ln⁴j + k·ln⁵j).
    ///
    /// @param index 1 to 1023, also between two of them
    static double luminance(double index) {
        if (index < FIRST || index > LAST) {
            throw new IllegalArgumentException("index must be 1 to 1023, was " + index);
        }
        double l = Math.log(index);
        double above = A + l * (C + l * (E + l * (G + l * M)));
        double below = 1 + l * (B + l * (D + l * (F + l * (H + l * K))));
        return Math.pow(10, above / below);
    }

    /// The index of a luminance, found by halving.
    ///
    /// @param luminance in cd/m², 0.05 to 3993
    static double index(double luminance) {
        double low = FIRST;
        double high = LAST;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (luminance(middle) < luminance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
