package loupe.core.agreement;

/// Fisher's F distribution with any positive degrees of freedom, by the incomplete beta function.
final class FisherF {
    private static final int MOST_STEPS = 500;
    private static final double TINY = 1e-300;
    /// Lanczos' coefficients for g = 7, n = 9 (after Godfrey).
    private static final double[] LANCZOS = {
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7
    };

    private FisherF() {}

    /// Probability of at most f.
    static double cdf(double f, double of, double against) {
        return f <= 0 ? 0 : beta(of * f / (of * f + against), of / 2, against / 2);
    }

    /// The f that is not passed with a probability.
    ///
    /// @param probability above 0, below 1
    /// @param of degrees of freedom of the numerator
    /// @param against degrees of freedom of the denominator
    static double quantile(double probability, double of, double against) {
        if (!(probability > 0 && probability < 1 && of > 0 && against > 0)) {
            throw new IllegalArgumentException("a probability between 0 and 1 and positive degrees of freedom are needed");
        }
        double low = 0;
        double high = 1;
        while (cdf(high, of, against) < probability) {
            low = high;
            high *= 2;
        }
        while (true) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                return middle;
            }
            if (cdf(middle, of, against) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /// Regularised incomplete beta function Iₓ(a, b) by its continued fraction (DLMF 8.17.22), evaluated as Lentz did.
    static double beta(double x, double a, double b) {
        if (x >= 1) {
            return 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - beta(1 - x, b, a);
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double h = d;
        for (int m = 1; m <= MOST_STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            h *= d * c;
            if (Math.abs(d * c - 1) < 1e-16) {
                break;
            }
        }
        return front * h;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /// ln Γ(x) for x > 0 (Lanczos, 1964).
    static double logGamma(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x - 1 + i);
        }
        double t = x + 6.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
