package loupe.deid.risk;

import java.util.random.RandomGenerator;

/// Noise of the discrete Laplace and the discrete Gaussian distribution, drawn from uniform integers alone: no floating
/// point number takes part, so nothing leaks through its last bits (Canonne, Kamath, Steinke: The Discrete Gaussian for
/// Differential Privacy, 2020, algorithms 1 to 3). Not thread-safe unless its generator is.
public final class ExactNoise {
    private final RandomGenerator random;

    /// @param random a cryptographically strong generator
    public ExactNoise(RandomGenerator random) {
        this.random = random;
    }

    private boolean oneIn(long numerator, long denominator) {
        return random.nextLong(denominator) < numerator;
    }

    /// True with probability e to the power of -numerator/denominator.
    boolean expMinus(long numerator, long denominator) {
        if (numerator < 0 || denominator < 1) {
            throw new IllegalArgumentException("the exponent must be a fraction of at least 0");
        }
        for (long whole = numerator / denominator; whole > 0; whole--) {
            if (!expMinusFraction(1, 1)) {
                return false;
            }
        }
        return expMinusFraction(numerator % denominator, denominator);
    }

    /// The same for fractions of at most 1.
    private boolean expMinusFraction(long numerator, long denominator) {
        long k = 1;
        while (oneIn(numerator, Math.multiplyExact(denominator, k))) {
            k++;
        }
        return k % 2 == 1;
    }

    /// A whole number y with probability proportional to e to the power of -|y| · epsilon.
    ///
    /// @param epsilon as an exact fraction
    public long laplace(Epsilon epsilon) {
        long s = epsilon.numerator();
        long t = epsilon.denominator();
        while (true) {
            long u = random.nextLong(t);
            if (!expMinus(u, t)) {
                continue;
            }
            long v = 0;
            while (expMinusFraction(1, 1)) {
                v++;
            }
            long y = (u + t * v) / s;
            boolean negative = random.nextBoolean();
            if (!negative || y != 0) {
                return negative ? -y : y;
            }
        }
    }

    /// A whole number y with probability proportional to e to the power of -y² / (2 · variance).
    ///
    /// @param variance numerator of the variance parameter, at least 1
    /// @param over its denominator, at least 1
    public long gaussian(long variance, long over) {
        if (variance < 1 || over < 1) {
            throw new IllegalArgumentException("the variance must be a fraction above 0");
        }
        long t = (long) Math.floor(Math.sqrt((double) variance / over)) + 1;
        while (true) {
            long y = laplace(new Epsilon(1, t));
            long away = Math.subtractExact(Math.multiplyExact(Math.multiplyExact(Math.abs(y), over), t), variance);
            long numerator = Math.multiplyExact(away, away);
            long denominator = Math.multiplyExact(Math.multiplyExact(2 * variance, over), t * t);
            if (expMinus(numerator, denominator)) {
                return y;
            }
        }
    }
}
