package loupe.inference;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import loupe.inference.card.Calibration;

/// Fits the straight line of log-odds under which what was seen is likeliest: Platt's targets, which are never quite 0 or 1
/// (Platt 1999), and Newton's method (Lin, Lin and Weng 2007).
final class PlattFit {
    private static final double NEAREST = 1e-6;
    private static final int ROUNDS = 100;

    private final double[] odds;
    private final double[] target;

    private PlattFit(List<ShownFindings.One> seen) {
        long right = seen.stream().filter(ShownFindings.One::right).count();
        double yes = (right + 1.0) / (right + 2.0);
        double no = 1.0 / (seen.size() - right + 2.0);
        odds = seen.stream().mapToDouble(o -> {
            double p = Math.clamp(o.confidence(), NEAREST, 1 - NEAREST);
            return Math.log(p / (1 - p));
        }).toArray();
        target = seen.stream().mapToDouble(o -> o.right() ? yes : no).toArray();
    }

    /// The line that fits.
    ///
    /// @throws IllegalArgumentException if what was seen does not rise with the model's probability
    static Calibration of(List<ShownFindings.One> seen) {
        PlattFit fit = new PlattFit(seen);
        double[] line = {1, 0};
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = fit.better(line);
            if (next == line) {
                break;
            }
            line = next;
        }
        return new Calibration(line[0], line[1]);
    }

    /// A Newton step, halved until it is no worse; the same array where none is better.
    private double[] better(double[] line) {
        double[] down = new double[2];
        double aa = 1e-9;
        double ab = 0;
        double bb = 1e-9;
        for (int i = 0; i < odds.length; i++) {
            double p = 1 / (1 + Math.exp(-(line[0] * odds[i] + line[1])));
            double weight = p * (1 - p);
            down[0] += (target[i] - p) * odds[i];
            down[1] += target[i] - p;
            aa += weight * odds[i] * odds[i];
            ab += weight * odds[i];
            bb += weight;
        }
        double determinant = aa * bb - ab * ab;
        double a = (bb * down[0] - ab * down[1]) / determinant;
        double b = (aa * down[1] - ab * down[0]) / determinant;
        double now = loss(line);
        for (double step = 1; step > 1e-9; step /= 2) {
            double[] next = {line[0] + step * a, line[1] + step * b};
            if (loss(next) < now - 1e-12) {
                return next;
            }
        }
        return line;
    }

    private double loss(double[] line) {
        double sum = 0;
        for (int i = 0; i < odds.length; i++) {
            double z = line[0] * odds[i] + line[1];
            sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - target[i] * z;
        }
        return sum;
    }

    /// What was seen, each phantom's findings calibrated by a line fitted on the others: no finding is measured by a line it
    /// took part in.
    static List<ShownFindings.One> leavingOneOut(List<ShownFindings.One> seen) {
        Set<Long> seeds = new TreeSet<>(seen.stream().map(ShownFindings.One::seed).toList());
        return seeds.stream().flatMap(seed -> {
            Calibration others = of(seen.stream().filter(o -> o.seed() != seed).toList());
            return seen.stream().filter(o -> o.seed() == seed).map(o -> o.calibrated(others));
        }).toList();
    }
}
