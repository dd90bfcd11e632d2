package loupe.inference.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.inference.card.IntensityStep;
import org.junit.jupiter.api.Test;

class SharingOutWorkTest {
    /// Oblique: no axis is parallel to the patient's.
    private static final VoxelGrid OBLIQUE = new VoxelGrid(61, 53, 47, new PatientPoint(-20, -30, 5),
            new PatientVector(0.9, 0.1, 0.05), new PatientVector(-0.1, 0.9, 0.2), new PatientVector(0.02, -0.2, 1.1), "");
    private static final VoxelGrid TARGET = VoxelGrid.axial(64, 57, 45, new PatientPoint(-25, -25, 0), 1, 1.2, "");

    private static Volume noise() {
        SplittableRandom random = new SplittableRandom(4);
        Volume.Builder v = Volume.builder(OBLIQUE, Volume.SampleType.INT16, "");
        for (int s = 0; s < OBLIQUE.slices(); s++) {
            for (int i = 0; i < OBLIQUE.voxelsPerSlice(); i++) {
                v.sliceSamples(s).setAtIndex(ValueLayout.JAVA_SHORT, i, (short) random.nextInt(-1000, 1000));
            }
        }
        return v.build();
    }

    private record Results(float[] values, Mask mask, BitSet closed, BitSet filled) {}

    private static Results with(int threads) {
        try (Crew crew = new Crew(threads); Volume v = noise()) {
            Lanes lanes = crew.on(JobContext.unattended());
            Field f = Resampler.sample(v, TARGET, 0, lanes);
            Intensities.apply(List.of(new IntensityStep.Quantile(0.1, 0.9)), f.values(), lanes);
            BitSet high = new BitSet();
            for (int i = 0; i < f.values().length; i++) {
                if (f.values()[i] > 0.8) {
                    high.set(i);
                }
            }
            return new Results(f.values(), PatientGrid.atLeast(f, 0.6, OBLIQUE, lanes),
                    Morphology.closed(high, TARGET, 2.5, lanes), Components.filled(high, TARGET));
        }
    }

    @Test
    void gives_the_same_however_many_threads_do_it() {
        Results one = with(1);
        for (int threads : new int[] {2, 3, 7}) {
            Results more = with(threads);
            assertThat(more.values).isEqualTo(one.values);
            assertThat(more.mask).isEqualTo(one.mask);
            assertThat(more.closed).isEqualTo(one.closed);
            assertThat(more.filled).isEqualTo(one.filled);
        }
    }

    @Test
    void does_every_piece_once() {
        try (Crew crew = new Crew(5)) {
            AtomicIntegerArray times = new AtomicIntegerArray(1000);
            for (int round = 0; round < 20; round++) {
                crew.on(JobContext.unattended()).each(1000, times::incrementAndGet);
            }
            for (int i = 0; i < 1000; i++) {
                assertThat(times.get(i)).isEqualTo(20);
            }
        }
    }

    @Test
    void a_piece_that_fails_fails_the_work() {
        try (Crew crew = new Crew(3)) {
            assertThatThrownBy(() -> crew.on(JobContext.unattended()).each(100, i -> {
                        if (i == 37) {
                            throw new IllegalStateException("piece 37");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class).hasMessage("piece 37");
        }
    }

    @Test
    void cancel_stops_it_within_200_ms() {
        AtomicBoolean asked = new AtomicBoolean();
        JobContext job = new JobContext() {
            @Override
            public void progress(long done, long total, String unit) {}

            @Override
            public boolean cancelled() {
                return asked.get();
            }

            @Override
            public Registration onCancel(Runnable action) {
                return () -> {};
            }
        };
        long[] askedAt = new long[1];
        try (Crew crew = new Crew(2)) {
            assertThatThrownBy(() -> crew.on(job).each(100_000, i -> {
                        if (i == 50) {
                            askedAt[0] = System.nanoTime();
                            asked.set(true);
                        }
                        Volume v = noise();
                        v.close();
                    }))
                    .isInstanceOf(CancelledException.class);
            assertThat((System.nanoTime() - askedAt[0]) / 1_000_000).isLessThan(200);
        }
    }

    /// A ball grown row by row equals the set of places within the radius, voxel by voxel.
    @Test
    void closing_is_growing_and_shrinking_by_a_ball() {
        VoxelGrid g = VoxelGrid.axial(19, 17, 13, new PatientPoint(0, 0, 0), 1, 1.5, "");
        SplittableRandom random = new SplittableRandom(8);
        BitSet set = new BitSet();
        for (int i = 0; i < g.voxels(); i++) {
            if (random.nextInt(30) == 0) {
                set.set(i);
            }
        }
        BitSet slow = new BitSet();
        BitSet grown = grown(set, g, 2.2);
        grown.flip(0, (int) g.voxels());
        slow.or(grown(grown, g, 2.2));
        slow.flip(0, (int) g.voxels());
        assertThat(Morphology.closed(set, g, 2.2, Lanes.one(JobContext.unattended()))).isEqualTo(slow);
    }

    private static BitSet grown(BitSet set, VoxelGrid g, double radius) {
        BitSet out = new BitSet();
        for (int i = 0; i < g.voxels(); i++) {
            for (int k = set.nextSetBit(0); k >= 0; k = set.nextSetBit(k + 1)) {
                double d = place(g, i).distanceMm(place(g, k));
                if (d <= radius + 1e-9) {
                    out.set(i);
                    break;
                }
            }
        }
        return out;
    }

    private static PatientPoint place(VoxelGrid g, int i) {
        return g.toPatient(i % g.columns(), i / g.columns() % g.rows(), i / g.voxelsPerSlice());
    }
}
