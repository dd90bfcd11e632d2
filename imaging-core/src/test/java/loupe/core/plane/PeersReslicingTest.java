package loupe.core.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.plane.Slab.Projection;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;

/// What other viewers' reformatted planes got wrong, by the numbers of their public issues.
class PeersReslicingTest {

    private static float[] cut(Volume v, Slab slab, Raster raster) {
        float[] out = new float[raster.pixels()];
        new PlaneSampler(v).sample(PlaneRequest.full(slab, raster, -9999), out, JobContext.unattended());
        return out;
    }

    /// Weasis #731: dots in a grid over the picture. On a smooth field no pixel stands out from its neighbours.
    @Test
    void no_pixel_stands_out_of_a_smooth_field() {
        VoxelGrid g = Phantom.leaning(40, 36, 30);
        PatientPoint middle = g.toPatient(20, 18, 15);
        SplittableRandom random = new SplittableRandom(731);
        try (Volume v = Phantom.of(g, p -> 100 * Math.sin(p.xMm() / 9) + 80 * Math.cos(p.yMm() / 11) + p.zMm())) {
            for (int n = 0; n < 60; n++) {
                float[] out = cut(v, Slab.thin(Phantom.plane(middle, random)), Raster.centred(15, 15, 0.43));
                for (int r = 1; r < 14; r++) {
                    for (int c = 1; c < 14; c++) {
                        double around = (out[r * 15 + c - 1] + out[r * 15 + c + 1] + out[r * 15 - 15 + c] + out[r * 15 + 15 + c]) / 4.0;
                        assertThat((double) out[r * 15 + c]).isCloseTo(around, within(2.0));
                    }
                }
            }
        }
    }

    /// Weasis #752: a brain scanned from the side came out deformed from above. A ball is as wide as it is high from every side,
    /// on an oblique plane too, however the slices were taken and however oblong the voxels are.
    @Test
    void a_ball_scanned_from_the_side_is_round_from_everywhere() {
        PatientVector back = new PatientVector(0, 1, 0);
        PatientVector down = new PatientVector(0, 0, -1);
        PatientVector left = new PatientVector(1, 0, 0);
        VoxelGrid side = new VoxelGrid(80, 90, 40, new PatientPoint(-40, -40, 45), back.times(1), down.times(1), left.times(2),
                Phantom.FRAME);
        PatientPoint middle = side.toPatient(40, 45, 20);
        try (Volume v = Phantom.of(side, p -> 1000 * (20 - p.minus(middle).lengthMm()))) {
            Crosshair turned = Crosshair.at(middle, Phantom.FRAME).turned(Axis.SAGITTAL, 0.3).turned(Axis.CORONAL, 0.2);
            for (Plane plane : List.of(
                    Plane.of(Axis.AXIAL, middle, Phantom.FRAME), Plane.of(Axis.CORONAL, middle, Phantom.FRAME),
                    Plane.of(Axis.SAGITTAL, middle, Phantom.FRAME), turned.axial(), turned.coronal(), turned.sagittal())) {
                Raster raster = Raster.centred(101, 101, 0.5);
                float[] out = cut(v, Slab.thin(plane), raster);
                int across = 0;
                int high = 0;
                for (int i = 0; i < 101; i++) {
                    across += out[50 * 101 + i] > 0 ? 1 : 0;
                    high += out[i * 101 + 50] > 0 ? 1 : 0;
                }
                assertThat(across).as("half millimetres across 40 mm").isBetween(77, 81);
                assertThat(high).isBetween(77, 81);
            }
        }
    }

    /// Weasis #771: bands where every slice has a rescale of its own. Planes and slabs are those of the rescaled values.
    @Test
    void slices_with_rescales_of_their_own_show_no_bands() {
        VoxelGrid g = Phantom.cubic(24, 1);
        Volume.Builder own = Volume.builder(g, Volume.SampleType.INT16, "HU");
        Volume.Builder one = Volume.builder(g, Volume.SampleType.INT16, "HU");
        for (int s = 0; s < 24; s++) {
            int intercept = s % 2 == 0 ? -1024 : 3000;
            own.rescale(s, s % 3 == 0 ? 1 : 2, intercept);
            for (int i = 0; i < g.voxelsPerSlice(); i++) {
                int hu = 4 * (i % 24) + 8 * (i / 24);
                own.sliceSamples(s).setAtIndex(ValueLayout.JAVA_SHORT, i, (short) ((hu - intercept) / (s % 3 == 0 ? 1 : 2)));
                one.sliceSamples(s).setAtIndex(ValueLayout.JAVA_SHORT, i, (short) hu);
            }
        }
        try (Volume banded = own.build(); Volume even = one.build()) {
            PatientPoint middle = g.toPatient(12.3, 11.6, 12.4);
            for (Plane plane : List.of(
                    Plane.of(Axis.CORONAL, middle, Phantom.FRAME), Plane.of(Axis.SAGITTAL, middle, Phantom.FRAME),
                    Phantom.plane(middle, new SplittableRandom(771)))) {
                for (Projection how : Projection.values()) {
                    Raster raster = Raster.centred(17, 17, 0.6);
                    float[] expected = cut(even, new Slab(plane, 5, how), raster);
                    float[] shown = cut(banded, new Slab(plane, 5, how), raster);
                    for (int i = 0; i < shown.length; i++) {
                        assertThat((double) shown[i]).isCloseTo(expected[i], within(1e-3));
                    }
                }
            }
        }
    }
}
