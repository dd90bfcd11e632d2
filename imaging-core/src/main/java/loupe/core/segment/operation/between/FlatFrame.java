package loupe.core.segment.operation.between;

import loupe.core.segment.block.FlatDistance;

/// A part of a canvas.
///
/// @param left first column of the canvas
/// @param top first row of the canvas
/// @param wide columns
/// @param high rows
record FlatFrame(int left, int top, int wide, int high) {
    int size() {
        return wide * high;
    }

    FlatDistance distance(FlatDistance ofCanvas) {
        return new FlatDistance(wide, high, ofCanvas.columnMm(), ofCanvas.rowMm());
    }

    /// The smallest that holds both, with a quarter and two pixels more on every side, as far as the canvas goes.
    FlatFrame around(FlatFrame other, FlatFrame canvas) {
        int x = Math.min(left, other.left);
        int y = Math.min(top, other.top);
        int right = Math.max(left + wide, other.left + other.wide);
        int bottom = Math.max(top + high, other.top + other.high);
        int more = 2 + Math.max(right - x, bottom - y) / 4;
        int fromX = Math.max(0, x - more);
        int fromY = Math.max(0, y - more);
        return new FlatFrame(
                fromX,
                fromY,
                Math.min(canvas.wide, right + more) - fromX,
                Math.min(canvas.high, bottom + more) - fromY);
    }
}
