package loupe.core.segment.operation.fill;

/// The triangle method.
final class Triangle {
    private Triangle() {}

    static int lastLow(long[] counts) {
        int first = -1;
        int last = 0;
        int peak = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                first = first < 0 ? i : first;
                last = i;
                peak = counts[i] > counts[peak] ? i : peak;
            }
        }
        if (first < 0 || first == last) {
            return Math.max(0, first);
        }
        boolean left = peak - first >= last - peak;
        int end = left ? first : last;
        double wide = Math.abs(peak - end);
        double high = counts[peak] - counts[end];
        double most = -1;
        int at = peak;
        for (int i = Math.min(end, peak); i <= Math.max(end, peak); i++) {
            double below = high * Math.abs(i - end) - wide * (counts[i] - counts[end]);
            if (below > most) {
                most = below;
                at = i;
            }
        }
        return at;
    }
}
