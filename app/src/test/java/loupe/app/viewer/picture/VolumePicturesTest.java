package loupe.app.viewer.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.RasterImage;
import loupe.core.image.Volume;
import loupe.core.plane.Orbit;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;

/// Views of a volume are shown as its images are, all views of a kind alike.
class VolumePicturesTest {
    private static final int SIDE = 16;
    private static final VoxelGrid GRID = VoxelGrid.axial(SIDE, SIDE, SIDE, new PatientPoint(0, 0, 0), 1, 1, "2.25.1");

    private static Volume ball() {
        Volume.Builder b = Volume.builder(GRID, Volume.SampleType.INT16, "1");
        for (int s = 0; s < SIDE; s++) {
            for (int i = 0; i < GRID.voxelsPerSlice(); i++) {
                double far = Math.hypot(Math.hypot(i % SIDE - 7.5, i / SIDE - 7.5), s - 7.5);
                b.sliceSamples(s).setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (far < 5 ? 900 : 100));
            }
        }
        return b.build();
    }

    private static ImageSite site(AroundVolume.Kind kind, int view) {
        List<SliceRef> slices = new ArrayList<>();
        for (int i = 0; i < SIDE; i++) {
            slices.add(new SliceRef("2.25.1" + i, 0, new ImagePlane(
                    SIDE, SIDE, new PatientPoint(0, 0, i), new PatientVector(1, 0, 0), new PatientVector(0, 1, 0), 1, 1, 1, "2.25.1")));
        }
        AroundVolume around = new AroundVolume(new Stack(GRID, slices, Set.of()), Orbit.of(GRID, 12, 0), kind);
        return new ImagePlace.Around(around, view).workedOut().orElseThrow();
    }

    @Test
    void a_projection_shows_low_values_bright_where_the_images_do() {
        try (Volume volume = ball()) {
            for (boolean whiteIsLow : new boolean[] {true, false}) {
                VolumePictures.Drawn d = new VolumePictures().draw(
                        AroundVolume.Kind.MIP, site(AroundVolume.Kind.MIP, 0), new VolumePictures.Of(volume, whiteIsLow), 1,
                        JobContext.unattended());
                assertThat(((RasterImage.Gray) d.image()).whiteIsLow()).isEqualTo(whiteIsLow);
            }
        }
    }

    @Test
    void all_views_of_a_kind_open_with_one_window() {
        try (Volume volume = ball()) {
            VolumePictures pictures = new VolumePictures();
            VolumePictures.Of of = new VolumePictures.Of(volume, false);
            VolumePictures.Drawn first = pictures.draw(
                    AroundVolume.Kind.MIP, site(AroundVolume.Kind.MIP, 0), of, 2, JobContext.unattended());
            VolumePictures.Drawn other = pictures.draw(
                    AroundVolume.Kind.MIP, site(AroundVolume.Kind.MIP, 1), of, 1, JobContext.unattended());
            assertThat(other.window()).isEqualTo(first.window());
        }
    }

    @Test
    void the_surface_of_values_without_a_unit_lies_between_dark_and_bright() {
        try (Volume volume = ball()) {
            VolumePictures.Drawn d = new VolumePictures().draw(
                    AroundVolume.Kind.SURFACE, site(AroundVolume.Kind.SURFACE, 0), new VolumePictures.Of(volume, false), 1,
                    JobContext.unattended());
            RasterImage.Colour c = (RasterImage.Colour) d.image();
            assertThat(c.argb()[0] & 0xffffff).isZero();
            assertThat(c.argb()[c.rows() / 2 * c.columns() + c.columns() / 2] & 0xff).isGreaterThan(60);
        }
    }
}
