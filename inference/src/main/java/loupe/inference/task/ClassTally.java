package loupe.inference.task;

import java.util.Set;

/// How probable a model finds each class where one won: sums over voxels, winner by winner.
final class ClassTally {
    private final double[][] sums;
    private final long[] counts;
    private boolean numbers = true;

    ClassTally(int classes) {
        sums = new double[classes][classes];
        counts = new long[classes];
    }

    /// An empty one of as many classes.
    ClassTally likewise() {
        return new ClassTally(counts.length);
    }

    /// Adds a voxel.
    ///
    /// @param likelihoods of each class, the winner's 1
    /// @param sum of the likelihoods
    void add(int winner, float[] likelihoods, float sum) {
        numbers &= sum > 0;
        counts[winner]++;
        double[] row = sums[winner];
        for (int k = 0; k < likelihoods.length; k++) {
            row[k] += likelihoods[k] / sum;
        }
    }

    /// Adds what was counted elsewhere.
    void add(ClassTally other) {
        numbers &= other.numbers;
        for (int w = 0; w < counts.length; w++) {
            counts[w] += other.counts[w];
            for (int k = 0; k < counts.length; k++) {
                sums[w][k] += other.sums[w][k];
            }
        }
    }

    /// Whether every voxel had probabilities that are numbers.
    boolean numbers() {
        return numbers;
    }

    /// Mean probability of each class over the voxels that some classes won; 0 throughout where they won none.
    double[] means(Set<Integer> winners) {
        double[] means = new double[counts.length];
        long count = 0;
        for (int w : winners) {
            if (w < counts.length) {
                count += counts[w];
                for (int k = 0; k < means.length; k++) {
                    means[k] += sums[w][k];
                }
            }
        }
        for (int k = 0; k < means.length; k++) {
            means[k] = count == 0 ? 0 : Math.clamp(means[k] / count, 0, 1);
        }
        return means;
    }
}
