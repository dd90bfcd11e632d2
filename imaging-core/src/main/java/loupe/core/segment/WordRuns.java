package loupe.core.segment;

/// Runs of bits in words, 64 to a word, lowest bit first.
final class WordRuns {
    private WordRuns() {}

    static void set(long[] words, int start, int length, boolean on) {
        for (int i = start, end = start + length; i < end; i = (i | 63) + 1) {
            long part = part(i, end);
            words[i >>> 6] = on ? words[i >>> 6] | part : words[i >>> 6] & ~part;
        }
    }

    static void flip(long[] words, int start, int length) {
        for (int i = start, end = start + length; i < end; i = (i | 63) + 1) {
            words[i >>> 6] ^= part(i, end);
        }
    }

    /// The bits of a word from one index up to another or the word's end.
    private static long part(int from, int end) {
        long upTo = end - (from & ~63) >= 64 ? -1L : (1L << end) - 1;
        return upTo & -1L << from;
    }

    /// Hands over the runs of set bits in rising order.
    static void each(long[] words, Mask.RunTaker taker) {
        int from = next(words, 0, 0);
        while (from < words.length * 64) {
            int to = next(words, from, -1);
            taker.run(from, to - from);
            from = next(words, to, 0);
        }
    }

    /// The first index from one on whose bit differs from those of `past`; the end where none does.
    private static int next(long[] words, int from, long past) {
        int w = from >>> 6;
        if (w >= words.length) {
            return words.length * 64;
        }
        long differ = (words[w] ^ past) & -1L << from;
        while (differ == 0) {
            if (++w == words.length) {
                return words.length * 64;
            }
            differ = words[w] ^ past;
        }
        return w * 64 + Long.numberOfTrailingZeros(differ);
    }
}
