package loupe.core.segment.operation.between;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.work.JobContext;

/// Ways to fill between layers that were drawn with gaps. A layer counts only if both its neighbours are empty, so that what a ball has
/// drawn is never filled between (as in 3D Slicer); a gap is filled from each such layer to the next if nothing lies between.
public enum FillBetween {
    /// By shape: parts are matched by overlap, moved over each other, and the middle layer is the one as far from both in pixels (Albu,
    /// Beugeling and Laurendeau, A morphology-based approach for interslice interpolation, 2008; Zukić et al., ND morphological contour
    /// interpolation, 2016); then each half likewise. Where one part meets several it is shared out among them; a part that meets none ends
    /// in a point.
    SHAPE {
        @Override
        FlatBlend blend(FlatCanvas canvas) {
            return new ShapeBlend(canvas);
        }
    },
    /// By distance: signed distances from both outlines are blended in proportion. Parts that do not overlap fade out.
    DISTANCE {
        @Override
        FlatBlend blend(FlatCanvas canvas) {
            return new DistanceBlend(canvas);
        }
    };

    abstract FlatBlend blend(FlatCanvas canvas);

    /// Fills every gap along an axis of the grid.
    ///
    /// @param axis 0 along the columns, 1 along the rows, 2 along the slices
    /// @throws loupe.core.work.CancelledException if stopped
    public FilledGaps of(Mask mask, int axis, JobContext job) {
        if (axis < 0 || axis > 2) {
            throw new IllegalArgumentException("axis must be 0, 1 or 2, was " + axis);
        }
        return mask.box().map(box -> filled(mask, box, axis, job)).orElse(new FilledGaps(mask, 0));
    }

    private FilledGaps filled(Mask mask, VoxelBox box, int axis, JobContext job) {
        FlatCanvas canvas = new FlatCanvas(mask, box, axis);
        List<int[]> gaps = canvas.gaps();
        FlatBlend blend = blend(canvas);
        AtomicInteger done = new AtomicInteger();
        List<LayersMade> made = IntStream.range(0, gaps.size())
                .parallel()
                .mapToObj(i -> {
                    LayersMade out = new LayersMade();
                    blend.fill(canvas.layer(gaps.get(i)[0]), canvas.layer(gaps.get(i)[1]), out, job);
                    job.progress(done.incrementAndGet(), gaps.size(), "gaps");
                    return out;
                })
                .toList();
        Mask.Builder out = mask.toBuilder();
        made.forEach(m -> m.writeTo(canvas, out));
        return new FilledGaps(out.build(), gaps.size());
    }
}
