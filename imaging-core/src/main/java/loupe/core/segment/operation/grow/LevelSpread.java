package loupe.core.segment.operation.grow;

import java.util.stream.IntStream;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.operation.VoxelField;
import loupe.core.work.JobContext;

/// Least and greatest finite value in a box.
///
/// @param least infinity where there is none
/// @param most negative infinity where there is none
/// @param whole whether all are whole numbers
record LevelSpread(double least, double most, boolean whole) {
    static LevelSpread of(VoxelField image, VoxelBox box, JobContext job) {
        return IntStream.rangeClosed(box.first().slice(), box.last().slice())
                .parallel()
                .mapToObj(s -> {
                    job.checkCancelled();
                    return ofSlice(image, box, s);
                })
                .reduce(new LevelSpread(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, true), LevelSpread::with);
    }

    /// Levels a unit; whole numbers keep theirs where they are few enough.
    double scale(int levels) {
        double across = most - least;
        return !(across > 0) || whole && across <= levels ? 1 : levels / across;
    }

    private LevelSpread with(LevelSpread o) {
        return new LevelSpread(Math.min(least, o.least), Math.max(most, o.most), whole && o.whole);
    }

    private static LevelSpread ofSlice(VoxelField image, VoxelBox box, int slice) {
        int columns = image.grid().columns();
        float[] values = new float[image.grid().voxelsPerSlice()];
        image.slice(slice, values);
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        boolean whole = true;
        for (int row = box.first().row(); row <= box.last().row(); row++) {
            for (int i = row * columns + box.first().column(); i <= row * columns + box.last().column(); i++) {
                if (Float.isFinite(values[i])) {
                    least = Math.min(least, values[i]);
                    most = Math.max(most, values[i]);
                    whole &= values[i] == (int) values[i];
                }
            }
        }
        return new LevelSpread(least, most, whole);
    }
}
