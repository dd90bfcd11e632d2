package loupe.inference;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import loupe.inference.evaluate.CalibrationError;

/// How far confidences of a few findings are from the share that is right.
///
/// Few findings have an error even if each confidence is exactly right, since ten bins of a handful each never hold the very
/// share; how large that is by chance stands beside.
///
/// @param count how many findings
/// @param equalWidth expected calibration error over ten bins of equal width
/// @param equalCount the same over ten bins of equal counts (give or take one)
/// @param byChance mean of the first error if every confidence were exactly right
/// @param byChanceMost 95 % of such errors lie below this
/// @param bias mean confidence less the share that is right
record CalibrationFigures(
        int count, double equalWidth, double equalCount, double byChance, double byChanceMost, double bias) {
    private static final int BINS = 10;
    private static final int DRAWS = 500;

    static CalibrationFigures of(List<ShownFindings.One> shown) {
        double[] chance = byChance(shown);
        double right = shown.stream().filter(ShownFindings.One::right).count();
        double sum = shown.stream().mapToDouble(ShownFindings.One::confidence).sum();
        return new CalibrationFigures(shown.size(), equalWidth(shown).value(), equalCount(shown),
                java.util.Arrays.stream(chance).average().orElse(Double.NaN), chance[DRAWS * 95 / 100],
                (sum - right) / shown.size());
    }

    static CalibrationError equalWidth(List<ShownFindings.One> shown) {
        CalibrationError error = new CalibrationError();
        shown.forEach(o -> error.add(o.confidence(), o.right()));
        return error;
    }

    private static double equalCount(List<ShownFindings.One> shown) {
        List<ShownFindings.One> sorted =
                shown.stream().sorted(Comparator.comparingDouble(ShownFindings.One::confidence)).toList();
        double gap = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double here = 0;
            for (ShownFindings.One o : sorted.subList(bin * sorted.size() / BINS, (bin + 1) * sorted.size() / BINS)) {
                here += o.confidence() - (o.right() ? 1 : 0);
            }
            gap += Math.abs(here);
        }
        return gap / sorted.size();
    }

    private static double[] byChance(List<ShownFindings.One> shown) {
        RandomGenerator random = new SplittableRandom(3);
        double[] all = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            CalibrationError error = new CalibrationError();
            shown.forEach(o -> error.add(o.confidence(), random.nextDouble() < o.confidence()));
            all[i] = error.value();
        }
        java.util.Arrays.sort(all);
        return all;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT,
                "%d findings, error %.4f (equal counts %.4f; by chance alone %.4f, 95 %% below %.4f), mean too high by %.4f",
                count, equalWidth, equalCount, byChance, byChanceMost, bias);
    }
}
