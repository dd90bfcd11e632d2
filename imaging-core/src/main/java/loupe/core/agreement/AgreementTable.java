package loupe.core.agreement;

import java.util.List;

/// What two judges said of the same things: how often the first said category i and the second j. Immutable.
///
/// Cells may be no whole numbers: a weighted sample's, scaled to its effective number of things.
public final class AgreementTable {
    private final double[][] cells;
    private final double[] first;
    private final double[] second;
    private final double total;

    private AgreementTable(double[][] cells) {
        int k = cells.length;
        if (k < 2) {
            throw new IllegalArgumentException("a table must have at least 2 categories, had " + k);
        }
        this.cells = new double[k][];
        this.first = new double[k];
        this.second = new double[k];
        double sum = 0;
        for (int i = 0; i < k; i++) {
            if (cells[i].length != k) {
                throw new IllegalArgumentException("a table must have as many columns as rows");
            }
            this.cells[i] = cells[i].clone();
            for (int j = 0; j < k; j++) {
                if (!(cells[i][j] >= 0) || Double.isInfinite(cells[i][j])) {
                    throw new IllegalArgumentException("a cell must be a count, was " + cells[i][j]);
                }
                first[i] += cells[i][j];
                second[j] += cells[i][j];
                sum += cells[i][j];
            }
        }
        this.total = sum;
    }

    /// A table of counts, a row for each category of the first judge.
    public static AgreementTable of(double[][] cells) {
        return new AgreementTable(cells);
    }

    /// A pair of answers.
    ///
    /// @param first category of the first judge, from 0
    /// @param second category of the second judge, from 0
    /// @param weight how many things it stands for; 1 in a sample of equal chances
    public record Pair(int first, int second, double weight) {}

    /// The table of pairs, scaled to their effective number (Σ w)² / Σ w², which is their count where all weigh alike.
    public static AgreementTable of(List<Pair> pairs, int categories) {
        double all = 0;
        double squares = 0;
        for (Pair p : pairs) {
            all += p.weight;
            squares += p.weight * p.weight;
        }
        double scale = squares == 0 ? 0 : all / squares;
        double[][] cells = new double[categories][categories];
        for (Pair p : pairs) {
            cells[p.first][p.second] += p.weight * scale;
        }
        return new AgreementTable(cells);
    }

    /// Two categories out of these: those up to the last given, and the others.
    ///
    /// @param last last category of the first kind, from 0
    public AgreementTable split(int last) {
        double[][] two = new double[2][2];
        for (int i = 0; i < cells.length; i++) {
            for (int j = 0; j < cells.length; j++) {
                two[i <= last ? 0 : 1][j <= last ? 0 : 1] += cells[i][j];
            }
        }
        return new AgreementTable(two);
    }

    /// How many things.
    public double total() {
        return total;
    }

    /// Cohen's κ (Educational and Psychological Measurement 20:37, 1960).
    public Kappa kappa() {
        return kappa(Weighting.NONE);
    }

    /// Weighted κ (Cohen, Psychological Bulletin 70:213, 1968).
    public Kappa kappa(Weighting weighting) {
        int k = cells.length;
        double[] rows = new double[k];
        double[] columns = new double[k];
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double w = weighting.of(i, j, k);
                rows[i] += w * second[j] / total;
                columns[j] += w * first[i] / total;
                observed += w * cells[i][j] / total;
                expected += w * first[i] * second[j] / (total * total);
            }
        }
        double kappa = (observed - expected) / (1 - expected);
        double spread = 0;
        double nullSpread = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double w = weighting.of(i, j, k);
                double off = w - (rows[i] + columns[j]) * (1 - kappa);
                double nullOff = w - (rows[i] + columns[j]);
                spread += cells[i][j] / total * off * off;
                nullSpread += first[i] * second[j] / (total * total) * nullOff * nullOff;
            }
        }
        double least = kappa - expected * (1 - kappa);
        double scale = (1 - expected) * Math.sqrt(total);
        return new Kappa(
                kappa, observed, expected, root(spread - least * least) / scale, root(nullSpread - expected * expected) / scale);
    }

    /// Rounding may leave a variance of 0 a little below it.
    private static double root(double variance) {
        return Math.sqrt(variance < 0 ? 0 : variance);
    }

    /// How often one judge says a category where the other does: 2 nᵢᵢ / (nᵢ. + n.ᵢ). With two categories these are the positive and
    /// the negative agreement (Cicchetti & Feinstein, Journal of Clinical Epidemiology 43:551, 1990), which show what κ hides where
    /// one category is rare. NaN where nobody said it.
    ///
    /// @param category from 0
    public double specificAgreement(int category) {
        return 2 * cells[category][category] / (first[category] + second[category]);
    }

    /// Its 95 % interval: Wilson's of q = nᵢᵢ / (nᵢ. + n.ᵢ − nᵢᵢ), the share of things both called so of those either did, carried over
    /// by 2 q / (1 + q), which rises with q.
    ///
    /// @param category from 0
    public Interval specificInterval(int category) {
        double either = first[category] + second[category] - cells[category][category];
        Interval q = Wilson.of(cells[category][category] / either, either);
        return new Interval(2 * q.low() / (1 + q.low()), 2 * q.high() / (1 + q.high()));
    }
}
