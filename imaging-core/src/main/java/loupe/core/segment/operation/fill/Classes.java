package loupe.core.segment.operation.fill;

/// A histogram parted after one bin after the other; sums of both classes by shares of the whole.
final class Classes {
    private final double[] share;
    private final double mean;
    private final double squares;
    private final double logs;
    private int bin = -1;
    private double low;
    private double sumLow;
    private double squaresLow;
    private double logsLow;

    Classes(long[] counts) {
        double all = 0;
        for (long c : counts) {
            all += c;
        }
        this.share = new double[counts.length];
        double first = 0;
        double second = 0;
        double log = 0;
        for (int i = 0; i < counts.length; i++) {
            share[i] = all > 0 ? counts[i] / all : 0;
            first += i * share[i];
            second += share[i] * share[i];
            log += log(share[i]);
        }
        this.mean = first;
        this.squares = second;
        this.logs = log;
    }

    /// The bin that holds the first value, for histograms that cannot be parted.
    static int only(long[] counts) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                return i;
            }
        }
        return 0;
    }

    private static double log(double p) {
        return p > 0 ? p * Math.log(p) : 0;
    }

    /// Goes to the next place that leaves both classes something.
    boolean next() {
        while (++bin < share.length) {
            double p = share[bin];
            low += p;
            sumLow += bin * p;
            squaresLow += p * p;
            logsLow += log(p);
            if (low > 0 && high() > 1e-12) {
                return true;
            }
        }
        return false;
    }

    int bin() {
        return bin;
    }

    double low() {
        return low;
    }

    double high() {
        return 1 - low;
    }

    double meanLow() {
        return sumLow / low;
    }

    double meanHigh() {
        return (mean - sumLow) / high();
    }

    double squaresLow() {
        return squaresLow;
    }

    double squaresHigh() {
        return squares - squaresLow;
    }

    double entropyLow() {
        return Math.log(low) - logsLow / low;
    }

    double entropyHigh() {
        return Math.log(high()) - (logs - logsLow) / high();
    }
}
