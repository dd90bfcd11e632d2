package loupe.app.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel.Seen;
import loupe.app.viewer.picture.AroundVolume;
import loupe.app.viewer.picture.Edges;
import loupe.app.viewer.picture.ImagePlace;
import loupe.app.viewer.picture.Page;
import loupe.app.viewer.picture.Probe;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Fidelity;
import loupe.core.measure.Scale;
import loupe.core.plane.Axis;
import loupe.core.plane.Slab;
import loupe.core.render.SpatialTransform;
import loupe.core.render.Viewport;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import org.junit.jupiter.api.Test;

/// What was not looked at yet is told to the slice.
class CoverageTest {
    private static final int SLICES = 10;
    private final AtomicLong now = new AtomicLong(1000);
    private final Coverage coverage = new Coverage(now::get);
    private final ShownSeries series = series();

    private static ShownSeries series() {
        VoxelGrid grid = VoxelGrid.axial(64, 64, SLICES, new PatientPoint(0, 0, 0), 1, 2, "2.25.1");
        List<SliceRef> slices = new ArrayList<>();
        for (int i = 0; i < SLICES; i++) {
            slices.add(new SliceRef("2.25.1" + i, 0, new ImagePlane(
                    64, 64, new PatientPoint(0, 0, 2 * i), new PatientVector(1, 0, 0), new PatientVector(0, 1, 0), 1, 1, 2, "2.25.1")));
        }
        Stack stack = new Stack(grid, slices, Set.of());
        List<ImagePlace> places = IntStream.range(0, SLICES)
                .<ImagePlace>mapToObj(i -> new ImagePlace.Stored("2.25.1" + i, 0))
                .toList();
        return new ShownSeries("2.25.9", "CT  CHEST", places, Optional.of(stack), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Seen seen(ShownSeries s, int slice) {
        Page page = new Page(
                1, 1, new Scale.Patient(), new Edges("", "", "", ""), 0, 0, "", List.of(), "HU", Optional.empty(), Probe.none(),
                OptionalDouble.empty());
        return new Seen(s, slice, page, 64, 64, Fidelity.COMPLETE);
    }

    private static Optional<Viewport> whole() {
        return Optional.of(Viewport.fit(200, 200, 64, 64, 1, 1));
    }

    private void look(ShownSeries s, int slice, Optional<Viewport> part, long ms) {
        coverage.shows("view", Optional.of(seen(s, slice)), part);
        now.addAndGet(ms);
        coverage.shows("view", Optional.empty(), Optional.empty());
    }

    private String unseen() {
        return String.join("; ", coverage.text(List.of(series)));
    }

    @Test
    void nothing_was_looked_at_before_anything_stood_on_the_screen() {
        assertThat(unseen()).isEqualTo("CT  CHEST: slices 1 to 10 of 10");
    }

    @Test
    void an_image_counts_once_it_stood_there_long_enough_in_sum_also_while_it_still_does() {
        look(series, 2, whole(), 150);
        assertThat(unseen()).isEqualTo("CT  CHEST: slices 1 to 10 of 10");
        look(series, 2, whole(), 60);
        coverage.shows("other", Optional.of(seen(series, 5)), whole());
        now.addAndGet(200);
        assertThat(unseen()).isEqualTo("CT  CHEST: slices 1 to 2, 4 to 5, 7 to 10 of 10");
    }

    @Test
    void what_is_too_small_or_hardly_in_view_does_not_count() {
        look(series, 0, Optional.of(Viewport.fit(20, 20, 64, 64, 1, 1)), 5000);
        Viewport corner = new Viewport(100, 100, 10, 3, 3, 1, 1, SpatialTransform.NONE);
        look(series, 1, Optional.of(corner), 5000);
        assertThat(coverage.notLookedAt(series).cardinality()).isEqualTo(SLICES);
    }

    @Test
    void a_stack_seen_whole_from_another_side_was_looked_at_and_a_slab_counts_for_the_planes_in_it() {
        ShownSeries coronal = series.seen(Axis.CORONAL, 0, Slab.Projection.MEAN).orElseThrow();
        for (int i = 0; i < coronal.places().size() - 1; i++) {
            look(coronal, i, whole(), 250);
        }
        assertThat(coverage.notLookedAt(series).cardinality()).isEqualTo(SLICES);
        look(coronal, coronal.places().size() - 1, whole(), 250);
        assertThat(coverage.notLookedAt(series).isEmpty()).isTrue();

        ShownSeries other = series();
        ShownSeries axial = other.seen(Axis.AXIAL, 10, Slab.Projection.MAXIMUM).orElseThrow();
        look(axial, 2, whole(), 250);
        look(axial, 7, whole(), 250);
        assertThat(coverage.notLookedAt(other).isEmpty()).isTrue();
    }

    @Test
    void views_of_the_whole_volume_count_for_nothing() {
        ShownSeries around = series.around(AroundVolume.Kind.MIP).orElseThrow();
        for (int i = 0; i < around.places().size(); i++) {
            look(around, i, whole(), 250);
        }
        assertThat(coverage.notLookedAt(series).cardinality()).isEqualTo(SLICES);
    }
}
