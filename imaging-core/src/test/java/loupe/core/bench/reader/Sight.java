package loupe.core.bench.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.doubt.Differences;
import loupe.core.segment.operation.doubt.DoubtfulPlace;
import loupe.core.segment.operation.outline.GrayPicture;
import loupe.core.work.JobContext;

/// What the reader sees: the image, the mask as it is, and, as an expert sees it, what is wrong with it.
///
/// @param of the image and the mask that is wanted
/// @param mask as it is
/// @param missing what it lacks
/// @param extra what it has too much
/// @param random of the hand
record Sight(ReadCase of, Mask mask, Mask missing, Mask extra, RandomGenerator random) {
    private static final int PLACES = 3;

    static Sight of(ReadCase of, Mask mask, RandomGenerator random) {
        return new Sight(of, mask, of.truth().andNot(mask), mask.andNot(of.truth()), random);
    }

    VoxelGrid grid() {
        return mask.grid();
    }

    /// The largest places in which the mask differs, as [Differences] finds them.
    List<DoubtfulPlace> places() {
        return Differences.of(mask, of.truth(), new Differences.Floor(0, PLACES), JobContext.unattended());
    }

    /// The slices with most that is wrong, the worst first.
    List<Integer> worstSlices(int most) {
        return IntStream.range(0, grid().slices()).boxed()
                .sorted(Comparator.comparingInt(s -> -missing.count(s) - extra.count(s)))
                .limit(most)
                .filter(s -> missing.count(s) + extra.count(s) > 0)
                .toList();
    }

    /// A slice of a mask alone.
    static Mask slice(Mask mask, int slice) {
        Mask.Builder out = Mask.builder(mask.grid());
        out.add(slice, mask.words(slice));
        return out.build();
    }

    /// A slice of a mask as a picture of 0 and 1.
    static GrayPicture picture(Mask mask, int slice) {
        VoxelGrid g = mask.grid();
        float[] values = new float[g.voxelsPerSlice()];
        mask.forEachRun(slice, (start, length) -> Arrays.fill(values, start, start + length, 1));
        return new GrayPicture(values, g.columns(), g.rows(), g.columnMm(), g.rowMm());
    }

    /// The image's slice.
    GrayPicture image(int slice) {
        float[] values = new float[grid().voxelsPerSlice()];
        of.image().slice(slice, values);
        return new GrayPicture(values, grid().columns(), grid().rows(), grid().columnMm(), grid().rowMm());
    }

    /// Some voxels of a slice of a mask, as in-slice indices.
    List<Integer> some(Mask mask, int slice, int most) {
        List<Integer> all = new ArrayList<>();
        mask.forEachRun(slice, (start, length) -> IntStream.range(start, start + length).forEach(all::add));
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < most && !all.isEmpty(); i++) {
            out.add(all.get(random.nextInt(all.size())));
        }
        return out;
    }

    /// The centre of a voxel.
    PatientPoint place(int slice, int inSlice) {
        return grid().toPatient(inSlice % grid().columns(), inSlice / grid().columns(), slice);
    }

    /// Where a hand comes to that aims at a place.
    PatientPoint met(PatientPoint aim) {
        return aim.plus(grid().columnStep().unit().times(HandTime.OFF_MM * random.nextGaussian()))
                .plus(grid().rowStep().unit().times(HandTime.OFF_MM * random.nextGaussian()));
    }
}
