package loupe.core.segment.operation.between;

/// The whole-pixel shift that lays one shape over another with the most overlap: no shift where one holds the other, else the better of
/// none and that of the middles, made better step by step.
///
/// @param right pixels the second lies to the right of the first
/// @param down pixels it lies below it
record Alignment(int right, int down) {
    static Alignment of(byte[] a, byte[] b, int wide) {
        Search search = new Search(a, b, wide);
        int smaller = Math.min(count(a), count(b));
        Alignment best = new Alignment(0, 0);
        int most = search.overlap(0, 0);
        if (most == smaller) {
            return best;
        }
        double[] from = centre(a, wide);
        double[] to = centre(b, wide);
        Alignment middles = new Alignment((int) Math.rint(to[0] - from[0]), (int) Math.rint(to[1] - from[1]));
        int there = search.overlap(middles.right, middles.down);
        if (there > most) {
            best = middles;
            most = there;
        }
        return search.better(best, most);
    }

    static int count(byte[] pixels) {
        int n = 0;
        for (byte p : pixels) {
            n += p;
        }
        return n;
    }

    /// Mean column and row.
    static double[] centre(byte[] pixels, int wide) {
        double x = 0;
        double y = 0;
        int n = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] != 0) {
                x += i % wide;
                y += i / wide;
                n++;
            }
        }
        return new double[] {x / Math.max(1, n), y / Math.max(1, n)};
    }

    /// Overlaps by shift.
    private record Search(byte[] a, byte[] b, int wide) {
        int overlap(int right, int down) {
            int high = a.length / wide;
            int n = 0;
            for (int y = Math.max(0, -down); y < Math.min(high, high - down); y++) {
                int from = y * wide + Math.max(0, -right);
                int to = y * wide + Math.min(wide, wide - right);
                for (int i = from; i < to; i++) {
                    n += a[i] & b[i + down * wide + right];
                }
            }
            return n;
        }

        Alignment better(Alignment start, int overlap) {
            Alignment best = start;
            int most = overlap;
            boolean moved = true;
            while (moved) {
                moved = false;
                Alignment about = best;
                for (int k = 0; k < 9; k++) {
                    int right = about.right + k % 3 - 1;
                    int down = about.down + k / 3 - 1;
                    int there = overlap(right, down);
                    if (there > most) {
                        most = there;
                        best = new Alignment(right, down);
                        moved = true;
                    }
                }
            }
            return best;
        }
    }
}
