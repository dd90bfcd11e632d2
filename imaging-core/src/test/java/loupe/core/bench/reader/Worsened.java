package loupe.core.bench.reader;

import java.util.List;
import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.shape.Margin;
import loupe.core.segment.region.EditRegion;
import loupe.core.work.JobContext;

/// Ways in which a model's mask falls short of the truth, each until its Dice is 0.80 or less (0.75 for missing slices).
enum Worsened {
    /// Too narrow all around.
    ERODED,
    /// Beside its place in the slices.
    SHIFTED,
    /// Run out at one side, into a long thick tube.
    LEAK,
    /// Nothing on runs of slices.
    MISSING,
    /// With balls beside it that do not belong to it.
    STRAY;

    private static final double DICE = 0.8;
    private static final double DICE_MISSING = 0.75;

    /// The mask to begin with.
    Mask of(Mask truth, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return switch (this) {
            case ERODED -> eroded(truth);
            case SHIFTED -> shifted(truth, random);
            case LEAK -> leak(truth, random);
            case MISSING -> missing(truth, random);
            case STRAY -> stray(truth, random);
        };
    }

    private static Mask eroded(Mask truth) {
        Mask out = truth;
        Mask before = truth;
        for (double mm = 0.5; out.dice(truth) > DICE && !out.isEmpty(); mm += 0.25) {
            before = out;
            out = Margin.shrunk(truth, mm, JobContext.unattended());
        }
        return out.isEmpty() ? before : out;
    }

    private static Mask shifted(Mask truth, SplittableRandom random) {
        double angle = random.nextDouble(2 * Math.PI);
        VoxelGrid g = truth.grid();
        Mask out = truth;
        for (double mm = 1; out.dice(truth) > DICE; mm++) {
            PatientVector right = g.columnStep().unit().times(mm * Math.cos(angle));
            PatientVector by = right.plus(g.rowStep().unit().times(mm * Math.sin(angle)));
            VoxelGrid moved = new VoxelGrid(
                    g.columns(), g.rows(), g.slices(), g.origin().plus(by), g.columnStep(), g.rowStep(), g.sliceStep(),
                    g.frameOfReferenceUid());
            Mask.Builder there = Mask.builder(moved);
            for (int s = 0; s < g.slices(); s++) {
                there.add(s, truth.words(s));
            }
            out = there.build().resampled(g);
        }
        return out;
    }

    private static Mask leak(Mask truth, SplittableRandom random) {
        VoxelGrid g = truth.grid();
        Voxel first = truth.box().orElseThrow().first();
        Voxel last = truth.box().orElseThrow().last();
        int slice = (first.slice() + last.slice()) / 2;
        PatientPoint middle = g.toPatient((first.column() + last.column()) / 2.0, (first.row() + last.row()) / 2.0, slice);
        Mask out = truth;
        double radius = Math.max(4, Math.cbrt(truth.count() * g.voxelMm3()) / 6);
        for (int tries = 0; out.dice(truth) > DICE && tries < 60; tries++) {
            double angle = random.nextDouble(2 * Math.PI);
            double reach = (last.column() - first.column()) * g.columnMm() / 2 + 25;
            PatientVector way = g.columnStep().unit().times(Math.cos(angle)).plus(g.rowStep().unit().times(Math.sin(angle)));
            out = out.or(new EditRegion.BallStroke(
                    List.of(middle, middle.plus(way.times(reach))), radius).voxels(g));
        }
        return out;
    }

    private static Mask stray(Mask truth, SplittableRandom random) {
        VoxelGrid g = truth.grid();
        double most = Math.cbrt(truth.count() * g.voxelMm3()) / 4;
        Mask near = Margin.grown(truth, 3, JobContext.unattended());
        Mask out = truth;
        for (int tries = 0; out.dice(truth) > DICE && tries < 2000; tries++) {
            PatientPoint at = g.toPatient(
                    random.nextInt(g.columns()), random.nextInt(g.rows()), random.nextInt(g.slices()));
            Mask ball = new EditRegion.BallStroke(List.of(at), random.nextDouble(most / 2, most)).voxels(g);
            out = ball.and(near).isEmpty() ? out.or(ball) : out;
        }
        return out;
    }

    private static Mask missing(Mask truth, SplittableRandom random) {
        Mask out = truth;
        int first = truth.box().orElseThrow().first().slice();
        int slices = truth.box().orElseThrow().slices();
        for (int tries = 0; out.dice(truth) > DICE_MISSING && tries < 100; tries++) {
            int from = first + random.nextInt(slices);
            Mask.Builder less = out.toBuilder();
            for (int s = from; s < Math.min(from + 3, first + slices - 1); s++) {
                less.removeRun(s, 0, truth.grid().voxelsPerSlice());
            }
            Mask next = less.build();
            out = next.isEmpty() ? out : next;
        }
        return out;
    }
}
