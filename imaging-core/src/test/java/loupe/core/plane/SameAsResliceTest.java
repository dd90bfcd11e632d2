package loupe.core.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Reslice;
import loupe.core.image.Sampler;
import loupe.core.image.Volume;
import loupe.core.plane.Slab.Projection;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;

/// Before Reslice goes: the new sampler gives what it gave.
class SameAsResliceTest {
    @Test
    void planes_and_projections_are_those_of_reslice() {
        SplittableRandom random = new SplittableRandom(3);
        for (VoxelGrid g : new VoxelGrid[] {Phantom.oblique(19, 21, 13), Phantom.cubic(16, 1)}) {
            try (Volume v = Phantom.noise(g, Volume.SampleType.INT16, 4)) {
                for (int i = 0; i < 60; i++) {
                    Plane plane = i == 0
                            ? new Plane(g.toPatient(0, 7, g.slices() - 1), g.columnStep(), g.sliceStep().times(-1), Phantom.FRAME)
                            : Phantom.plane(g.toPatient(9, 9, 6), random);
                    double mm = i == 0 ? g.columnMm() : 0.6;
                    double thick = i % 3 == 0 ? 0 : 5;
                    Projection how = i % 3 == 1 ? Projection.MAXIMUM : Projection.MINIMUM;
                    Raster raster = new Raster(14, 11, mm, mm, 0, 0);
                    float[] out = new float[14 * 11];
                    new PlaneSampler(v)
                            .sample(PlaneRequest.full(new Slab(plane, thick, how), raster, -1), out, JobContext.unattended());
                    float[] old = Reslice.cut(
                            v,
                            new Reslice.Plane(plane.origin(), plane.right().times(mm), plane.down().times(mm), 14, 11),
                            new Reslice.Look(thick, Reslice.Projection.valueOf(how.name()), Sampler.Interpolation.LINEAR, -1));
                    for (int k = 0; k < out.length; k++) {
                        assertThat(Math.abs(out[k] - old[k])).isLessThan(1e-2f);
                    }
                }
            }
        }
    }
}
