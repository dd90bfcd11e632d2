package loupe.core.segment.operation.fill;

/// Ways to part the low values of a histogram from the high. Bins are equal; a method sees their counts alone.
public enum ThresholdMethod {
    /// Greatest variance between both classes (Otsu, A threshold selection method from gray-level histograms, 1979).
    OTSU {
        @Override
        int lastLow(long[] counts) {
            return best(counts, m -> m.low() * m.high() * square(m.meanHigh() - m.meanLow()));
        }
    },
    /// Half way between the means of both classes (Ridler and Calvard, Picture thresholding using an iterative selection method,
    /// 1978); the lowest such place.
    ISODATA {
        @Override
        int lastLow(long[] counts) {
            Classes m = new Classes(counts);
            while (m.next()) {
                double off = (m.meanLow() + m.meanHigh()) / 2 - m.bin();
                if (off >= 0 && off < 1) {
                    return m.bin();
                }
            }
            return Classes.only(counts);
        }
    },
    /// Farthest below the line from the peak to the end of the longer tail (Zack, Rogers and Latt, 1977).
    TRIANGLE {
        @Override
        int lastLow(long[] counts) {
            return Triangle.lastLow(counts);
        }
    },
    /// Greatest correlation (Yen, Chang and Chang, A new criterion for automatic multilevel thresholding, 1995).
    YEN {
        @Override
        int lastLow(long[] counts) {
            return best(counts, m -> 2 * Math.log(m.low() * m.high()) - Math.log(m.squaresLow() * m.squaresHigh()));
        }
    },
    /// Greatest sum of both classes' entropies (Kapur, Sahoo and Wong, 1985).
    MAXIMUM_ENTROPY {
        @Override
        int lastLow(long[] counts) {
            return best(counts, m -> m.entropyLow() + m.entropyHigh());
        }
    },
    /// Two values that keep the first three moments (Tsai, Moment-preserving thresholding, 1985).
    MOMENTS {
        @Override
        int lastLow(long[] counts) {
            return Moments.lastLow(counts);
        }
    },
    /// Least fuzziness by Shannon's function (Huang and Wang, Image thresholding by minimizing the measures of fuzziness, 1995).
    HUANG {
        @Override
        int lastLow(long[] counts) {
            return Fuzziness.lastLow(counts);
        }
    };

    /// The last bin of the low class; 0 where one bin holds all.
    abstract int lastLow(long[] counts);

    /// What is the greatest at the place sought.
    @FunctionalInterface
    private interface Criterion {
        double at(Classes classes);
    }

    /// The first place with the greatest criterion, among those that leave both classes something.
    private static int best(long[] counts, Criterion criterion) {
        Classes m = new Classes(counts);
        double most = Double.NEGATIVE_INFINITY;
        int at = Classes.only(counts);
        while (m.next()) {
            double value = criterion.at(m);
            if (value - most > 1e-12 * Math.abs(value)) {
                most = value;
                at = m.bin();
            }
        }
        return at;
    }

    private static double square(double x) {
        return x * x;
    }
}
