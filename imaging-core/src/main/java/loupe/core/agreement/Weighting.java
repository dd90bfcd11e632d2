package loupe.core.agreement;

/// How much of an agreement two unlike categories of an ordered scale are.
public enum Weighting {
    /// None: a scale without order.
    NONE {
        @Override
        double of(int i, int j, int categories) {
            return i == j ? 1 : 0;
        }
    },
    /// 1 − |i − j| / (k − 1) (Cicchetti & Allison, 1971).
    LINEAR {
        @Override
        double of(int i, int j, int categories) {
            return 1 - Math.abs(i - j) / (categories - 1.0);
        }
    },
    /// 1 − (i − j)² / (k − 1)² (Fleiss & Cohen, 1973).
    QUADRATIC {
        @Override
        double of(int i, int j, int categories) {
            double apart = (i - j) / (categories - 1.0);
            return 1 - apart * apart;
        }
    };

    /// Weight of a pair of categories, 0 to 1.
    abstract double of(int i, int j, int categories);
}
