package loupe.core.segment.operation.fill;

/// Huang's method: memberships fall with the distance from the mean of a value's class.
final class Fuzziness {
    private Fuzziness() {}

    static int lastLow(long[] counts) {
        int first = Classes.only(counts);
        int last = counts.length - 1;
        while (last > first && counts[last] == 0) {
            last--;
        }
        double[] entropies = new double[last - first + 1];
        for (int d = 1; d < entropies.length; d++) {
            double mu = 1.0 / (1 + (double) d / (last - first));
            entropies[d] = -mu * Math.log(mu) - (1 - mu) * Math.log(1 - mu);
        }
        Classes m = new Classes(counts);
        double least = Double.POSITIVE_INFINITY;
        int at = first;
        while (m.next()) {
            double sum = 0;
            int low = (int) Math.round(m.meanLow());
            int high = (int) Math.round(m.meanHigh());
            for (int i = first; i <= last; i++) {
                sum += entropies[Math.abs(i - (i <= m.bin() ? low : high))] * counts[i];
            }
            if (sum < least) {
                least = sum;
                at = m.bin();
            }
        }
        return at;
    }
}
