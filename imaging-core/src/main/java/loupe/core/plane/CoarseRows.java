package loupe.core.plane;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import loupe.core.work.JobContext;

/// Pictures of which one sample stands for n x n pixels, the last of a row or column for fewer.
final class CoarseRows {
    private CoarseRows() {}

    /// Fills the first row of every step, shared over the common pool while the caller waits.
    ///
    /// @param step n
    /// @param job asked before every row whether to stop
    /// @throws loupe.core.work.CancelledException if so
    static void every(Raster raster, int step, JobContext job, IntConsumer fill) {
        IntStream.range(0, Math.ceilDiv(raster.rows(), step)).parallel().forEach(i -> {
            job.checkCancelled();
            fill.accept(i * step);
        });
    }

    /// How far the middle of the pixels a sample stands for lies behind the first of them.
    ///
    /// @param first its column or row
    /// @param count columns or rows of the picture
    static double middle(int first, int step, int count) {
        return (Math.min(step, count - first) - 1) / 2.0;
    }

    /// Copies the row filled to the others it stands for.
    ///
    /// @param pixels an array with a value a pixel
    static void repeat(Object pixels, int row, int step, Raster raster) {
        for (int r = row + 1; r < Math.min(row + step, raster.rows()); r++) {
            System.arraycopy(pixels, row * raster.columns(), pixels, r * raster.columns(), raster.columns());
        }
    }
}
