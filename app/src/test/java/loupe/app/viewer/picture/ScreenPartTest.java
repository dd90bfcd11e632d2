package loupe.app.viewer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.image.Volume;
import loupe.core.plane.Axis;
import loupe.core.plane.Plane;
import loupe.core.plane.PlaneRequest;
import loupe.core.plane.PlaneSampler;
import loupe.core.plane.Raster;
import loupe.core.plane.Slab;
import loupe.core.render.LayerStack;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.SpatialTransform;
import loupe.core.render.Viewport;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;

/// What is worked out for the screen's own pixels lies where the view has them, and nothing of the plane is missing at its edges.
class ScreenPartTest {
    private static final VoxelGrid GRID = VoxelGrid.axial(40, 30, 50, new PatientPoint(-20, 5, 9), 0.7, 1.1, "1.2");
    private static final Plane OBLIQUE = Plane.of(Axis.CORONAL, GRID.toPatient(2, 3, 48), "1.2")
            .turned(GRID.toPatient(20, 15, 25), new PatientVector(1, 2, 3), 0.3);
    private static final ImageSite PLANE = new ImageSite(
            new Slab(OBLIQUE, 3, Slab.Projection.MAXIMUM), new Raster(90, 140, 0.4, 0.5, 1.5, -2));

    private final SplittableRandom random = new SplittableRandom(5);

    private Viewport view() {
        Viewport fit = Viewport.fit(
                20 + random.nextInt(60), 20 + random.nextInt(60), PLANE.raster().columns(), PLANE.raster().rows(), 0.4, 0.5);
        return fit.zoomed(random.nextDouble(0.4, 2.5), 9, 12).panned(random.nextDouble(-30, 30), random.nextDouble(-30, 30));
    }

    @Test
    void every_pixel_lies_where_the_view_has_it_and_those_left_out_show_nothing() {
        int parts = 0;
        for (int n = 0; n < 300; n++) {
            Viewport v = view();
            Optional<ScreenPart> part = ScreenPart.of(v, PLANE);
            if (part.isEmpty()) {
                continue;
            }
            parts++;
            ImageSite site = part.get().site();
            Viewport on = part.get().viewport();
            for (int y = 0; y < v.height(); y++) {
                for (int x = 0; x < v.width(); x++) {
                    double column = v.columnAt(x + 0.5, y + 0.5);
                    double row = v.rowAt(x + 0.5, y + 0.5);
                    boolean seen = column > -0.5 && row > -0.5 && column < 89.5 && row < 139.5;
                    double c = on.columnAt(x + 0.5, y + 0.5);
                    double r = on.rowAt(x + 0.5, y + 0.5);
                    boolean has = c > -0.5 && r > -0.5 && c < site.raster().columns() - 0.5 && r < site.raster().rows() - 0.5;
                    assertThat(has).as("%d %d of %s", x, y, v).isEqualTo(seen);
                    if (seen) {
                        assertThat(c).isCloseTo(Math.rint(c), within(1e-9));
                        assertThat(site.at(c, r).minus(PLANE.at(column, row)).lengthMm()).isLessThan(1e-9);
                    }
                }
            }
        }
        assertThat(parts).isGreaterThan(100);
    }

    @Test
    void what_is_drawn_is_the_slab_at_the_screens_own_places() {
        Volume.Builder b = Volume.builder(GRID, Volume.SampleType.INT16, "1");
        for (int s = 0; s < GRID.slices(); s++) {
            MemorySegment m = b.sliceSamples(s);
            for (int i = 0; i < GRID.voxelsPerSlice(); i++) {
                m.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) random.nextInt(256));
            }
        }
        try (Volume volume = b.build()) {
            PlaneSampler sampler = new PlaneSampler(volume);
            Viewport v = Viewport.fit(50, 50, 90, 140, 0.4, 0.5);
            ScreenPart part = ScreenPart.of(v, PLANE).orElseThrow();
            Raster raster = part.site().raster();
            float[] values = new float[raster.pixels()];
            sampler.sample(PlaneRequest.full(part.site().slab(), raster, 0), values, JobContext.unattended());
            RenderRequest request = new RenderRequest(
                    new RasterImage.Gray(raster.columns(), raster.rows(), values, false), 0, ValueWindow.of(128, 256), false,
                    part.viewport(), new LayerStack(List.of()));
            int[] argb = new int[50 * 50];
            SliceRenderer.image(request, argb);
            int bright = 0;
            for (int n = 0; n < 400; n++) {
                int x = random.nextInt(50);
                int y = random.nextInt(50);
                float[] one = new float[1];
                PatientPoint p = PLANE.at(v.columnAt(x + 0.5, y + 0.5), v.rowAt(x + 0.5, y + 0.5));
                Plane there = new Plane(p, OBLIQUE.right(), OBLIQUE.down(), "1.2");
                sampler.sample(
                        PlaneRequest.full(PLANE.slab().on(there), new Raster(1, 1, 1, 1, 0, 0), 0), one, JobContext.unattended());
                boolean seen = v.columnAt(x + 0.5, 0) > -0.5 && v.columnAt(x + 0.5, 0) < 89.5;
                assertThat((double) (argb[50 * y + x] & 0xff)).isCloseTo(seen ? one[0] : 0, within(1.5));
                bright += seen && one[0] > 100 ? 1 : 0;
            }
            assertThat(bright).isGreaterThan(20);
        }
    }

    @Test
    void a_view_that_is_turned_or_has_room_for_the_planes_own_pixels_needs_none() {
        Viewport fit = Viewport.fit(50, 50, 90, 140, 0.4, 0.5);
        assertThat(ScreenPart.of(fit, PLANE)).isPresent();
        assertThat(ScreenPart.of(fit.with(SpatialTransform.NONE.turned(1)), PLANE)).isEmpty();
        assertThat(ScreenPart.of(fit.actualPixels(), PLANE)).isEmpty();
        assertThat(ScreenPart.of(fit.panned(500, 0), PLANE)).isEmpty();
    }
}
