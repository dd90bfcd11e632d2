package loupe.core.segment.block;

import java.util.Arrays;

/// Squared distances, in square millimetres, from every place of a flat lattice to the nearest marked one: exact, by lower
/// envelopes of parabolas (Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions, 2012).
///
/// @param columns places along a row
/// @param rows rows
/// @param columnMm distance of columns
/// @param rowMm distance of rows
public record FlatDistance(int columns, int rows, double columnMm, double rowMm) {
    /// Where nothing is marked.
    public static final float ENDLESS = Float.MAX_VALUE / 4;

    /// From the places themselves.
    public void squared(byte[] marked, float[] into) {
        squared(marked, 0, 0, into);
    }

    /// From the places moved: where the lattice asked from lies a fraction of a step beside the marked one.
    ///
    /// @param marked not 0 where marked, row by row
    /// @param rightMm how far each place is moved along the columns
    /// @param downMm likewise along the rows
    /// @param into squared distances; [#ENDLESS] where nothing is marked
    public void squared(byte[] marked, double rightMm, double downMm, float[] into) {
        int[] before = new int[columns];
        int[] after = new int[columns];
        for (int row = 0; row < rows; row++) {
            alongRow(marked, row * columns, rightMm / columnMm, before, after, into);
        }
        Envelope envelope = new Envelope(rows, rowMm);
        for (int c = 0; c < columns; c++) {
            envelope.column(into, c, columns, downMm / rowMm);
        }
    }

    /// Within a row: to the nearer of the marked places to the left and to the right.
    private void alongRow(byte[] marked, int at, double shift, int[] before, int[] after, float[] into) {
        int last = -1;
        for (int c = 0; c < columns; c++) {
            last = marked[at + c] != 0 ? c : last;
            before[c] = last;
        }
        if (last < 0) {
            Arrays.fill(into, at, at + columns, ENDLESS);
            return;
        }
        int next = Integer.MAX_VALUE;
        for (int c = columns - 1; c >= 0; c--) {
            next = marked[at + c] != 0 ? c : next;
            after[c] = next;
        }
        for (int c = 0; c < columns; c++) {
            double place = c + shift;
            int low = (int) Math.clamp(Math.floor(place), 0, columns - 1.0);
            int high = Math.min(columns - 1, low + 1);
            double way = Math.min(way(place, before[low]), Math.min(way(place, after[low]), way(place, after[high])));
            into[at + c] = (float) (way * columnMm * way * columnMm);
        }
    }

    private static double way(double place, int to) {
        return to < 0 || to == Integer.MAX_VALUE ? Double.MAX_VALUE : Math.abs(place - to);
    }
}
