package loupe.core.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Agreement beyond chance of several judges, the same number on each thing but not the same ones (Fleiss, Psychological Bulletin
/// 76:378, 1971).
///
/// @param value κ: 1 where all agree, 0 where as often as by chance
/// @param standardError of κ with the things as a sample, for intervals (linearised: Gwet, Psychometrika 73:407, 2008)
/// @param nullStandardError of κ where it truly is 0, for tests (Fleiss, Nee & Landis, Psychological Bulletin 86:974, 1979)
/// @param categories κ of each category against all others; NaN where nobody said it
public record FleissKappa(double value, double standardError, double nullStandardError, List<Double> categories) {
    /// Copies the list.
    public FleissKappa {
        categories = List.copyOf(categories);
    }

    /// Out of counts.
    ///
    /// @param counts a row a thing: how many judges said each category; at least 2 things, at least 2 judges, as many on each
    public static FleissKappa of(int[][] counts) {
        int n = counts.length;
        int judges = judges(counts);
        double[] p = shares(counts, judges);
        double chance = 0;
        double spread = 0;
        double skew = 0;
        for (double q : p) {
            chance += q * q;
            spread += q * (1 - q);
            skew += q * (1 - q) * (1 - 2 * q);
        }
        double observed = 0;
        for (int[] row : counts) {
            observed += pairs(row, judges) / n;
        }
        double kappa = (observed - chance) / (1 - chance);
        double squares = 0;
        for (int[] row : counts) {
            double own = (pairs(row, judges) - chance) / (1 - chance);
            double ownChance = 0;
            for (int j = 0; j < p.length; j++) {
                ownChance += p[j] * row[j] / judges;
            }
            double off = own - 2 * (1 - kappa) * (ownChance - chance) / (1 - chance) - kappa;
            squares += off * off;
        }
        double nullError = Math.sqrt(2 * (spread * spread - skew)) / (spread * Math.sqrt((double) n * judges * (judges - 1)));
        return new FleissKappa(kappa, Math.sqrt(squares / n / (n - 1)), nullError, categories(counts, p, judges));
    }

    /// The 95 % interval, cut at −1 and 1.
    public Interval interval() {
        return Interval.around(value, standardError, -1, 1);
    }

    private static int judges(int[][] counts) {
        if (counts.length < 2) {
            throw new IllegalArgumentException("at least 2 things must be judged, were " + counts.length);
        }
        int judges = Arrays.stream(counts[0]).sum();
        for (int[] row : counts) {
            boolean wrong = row.length != counts[0].length || Arrays.stream(row).sum() != judges;
            if (wrong || judges < 2 || Arrays.stream(row).anyMatch(c -> c < 0)) {
                throw new IllegalArgumentException("each thing must be judged by as many, at least 2");
            }
        }
        return judges;
    }

    private static double[] shares(int[][] counts, int judges) {
        double[] p = new double[counts[0].length];
        for (int[] row : counts) {
            for (int j = 0; j < p.length; j++) {
                p[j] += row[j] / ((double) counts.length * judges);
            }
        }
        return p;
    }

    /// Share of pairs of judges that agree on a thing.
    private static double pairs(int[] row, int judges) {
        double same = 0;
        for (int c : row) {
            same += (double) c * (c - 1);
        }
        return same / ((double) judges * (judges - 1));
    }

    private static List<Double> categories(int[][] counts, double[] p, int judges) {
        List<Double> out = new ArrayList<>();
        for (int j = 0; j < p.length; j++) {
            double apart = 0;
            for (int[] row : counts) {
                apart += (double) row[j] * (judges - row[j]);
            }
            out.add(1 - apart / (counts.length * (double) judges * (judges - 1) * p[j] * (1 - p[j])));
        }
        return out;
    }
}
