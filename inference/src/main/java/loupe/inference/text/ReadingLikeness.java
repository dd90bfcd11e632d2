package loupe.inference.text;

import java.util.Locale;

/// How alike two readings of one place are.
final class ReadingLikeness {
    private ReadingLikeness() {}

    /// One less the edit distance of letters and digits (Levenshtein 1966) over the longer one's length; 0 where one has
    /// none. Case does not count.
    static double of(String a, String b) {
        int[] x = letters(a);
        int[] y = letters(b);
        if (x.length == 0 || y.length == 0) {
            return 0;
        }
        int[] row = new int[y.length + 1];
        for (int j = 0; j <= y.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= x.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= y.length; j++) {
                int above = row[j];
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, diagonal + (x[i - 1] == y[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return 1 - row[y.length] / (double) Math.max(x.length, y.length);
    }

    private static int[] letters(String s) {
        return s.toUpperCase(Locale.ROOT).codePoints().filter(Character::isLetterOrDigit).toArray();
    }
}
