package loupe.core.segment.region;

import java.util.function.Consumer;

/// Which parts of the rows of a grid, dropped onto a plane, lie in an outline.
interface OutlineRows {
    /// Least right, least down, greatest right, greatest down.
    double[] box();

    /// Hands over the parts of a row, as least and greatest column.
    void spans(int row, int slice, Consumer<double[]> taker);
}
