package loupe.app.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import loupe.app.viewer.SharedView;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.picture.ImagePlace;
import loupe.app.viewer.picture.StudyPictures;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.ValueWindow;
import loupe.core.plane.Slab;
import loupe.core.render.Viewport;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.review.screen.Layout;
import loupe.review.session.StudyImages;
import loupe.store.Store;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import loupe.review.session.ReviewSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Views that follow each other do so whatever a person does; bugs of other workstations by their numbers.
class LinkedViewsTest {
    private static final SharedView.Strokes NO_STROKES = new SharedView.Strokes() {
        @Override
        public boolean open() {
            return false;
        }

        @Override
        public void finished(String tool, List<ReviewSession.Stroke> strokes) {
            throw new IllegalStateException("nothing is painted here");
        }
    };

    @TempDir Path folder;
    private Store store;
    private StudyPictures pictures;

    @BeforeEach
    void open() throws IOException {
        store = Store.create(folder.resolve("store"), "a passphrase".toCharArray(), new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "reader"));
        pictures = new StudyPictures(
                StudyImages.of(store, "1.2.3"), (images, stack, job) -> {
                    throw new IOException("nothing is drawn here");
                }, 1 << 20);
    }

    @AfterEach
    void close() throws IOException {
        pictures.close();
        store.close();
    }

    /// Axial slices from a height on.
    private static ShownSeries series(String uid, String frame, double fromMm, double apartMm, int slices) {
        VoxelGrid grid = VoxelGrid.axial(64, 64, slices, new PatientPoint(0, 0, fromMm), 1, apartMm, frame);
        List<SliceRef> refs = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            refs.add(new SliceRef(uid + "." + i, 0, new ImagePlane(
                    64, 64, new PatientPoint(0, 0, fromMm + i * apartMm), new PatientVector(1, 0, 0), new PatientVector(0, 1, 0), 1, 1,
                    apartMm, frame)));
        }
        List<ImagePlace> places =
                IntStream.range(0, slices).<ImagePlace>mapToObj(i -> new ImagePlace.Stored(uid + "." + i, 0)).toList();
        return new ShownSeries(
                uid, "CT " + uid, places, Optional.of(new Stack(grid, refs, Set.of())), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private ReadingViewModel reading(ShownSeries... series) {
        ReadingViewModel out = new ReadingViewModel(
                new StudySummary("1.2.3", "P", "", "", "", "", "CT", 1, 1, StudyState.NEW, 0), List.of(series), pictures,
                new SharedView(NO_STROKES), new Coverage(() -> 0));
        out.lay(Layout.grid(1, 2));
        return out;
    }

    private static void at(ViewerViewModel v, int slice) {
        v.change(s -> s.at(slice));
    }

    private static int slice(ViewerViewModel v) {
        return v.stateProperty().get().slice();
    }

    @Test
    void weasis_840_a_link_by_hand_holds_when_another_series_of_the_same_frame_comes_into_a_view() {
        ShownSeries now = series("1.1", "2.25.1", 0, 5, 20);
        ShownSeries before = series("1.2", "2.25.2", 1000, 5, 20);
        ShownSeries thin = series("1.3", "2.25.1", 0, 1, 96);
        ReadingViewModel reading = reading(now, before, thin);
        ViewerViewModel left = reading.views().get(0);
        ViewerViewModel right = reading.views().get(1);
        at(left, 4);
        at(right, 8);
        assertThat(slice(left)).as("other frames of reference do not follow unasked").isEqualTo(4);
        reading.linkHere();
        at(left, 6);
        assertThat(slice(right)).isEqualTo(10);
        left.show(thin);
        at(left, 40);
        assertThat(slice(right)).as("40 mm in the thin series is slice 8 of the thick").isEqualTo(12);
        at(right, 8);
        assertThat(slice(left)).isEqualTo(20);
    }

    @Test
    void weasis_848_reset_reaches_the_linked_views() {
        ReadingViewModel reading = reading(series("1.1", "2.25.1", 0, 5, 20), series("1.2", "2.25.1", 0, 5, 20));
        ViewerViewModel left = reading.views().get(0);
        ViewerViewModel right = reading.views().get(1);
        for (ViewerViewModel v : reading.views()) {
            v.change(s -> s.settled(ValueWindow.of(40, 400), Viewport.fit(200, 200, 64, 64, 1, 1)));
        }
        left.change(s -> s.with(s.viewport().orElseThrow().zoomed(3, 100, 100)));
        assertThat(right.stateProperty().get().fitted()).as("the other was enlarged too").isFalse();
        left.change(s -> s.reset());
        assertThat(right.stateProperty().get().fitted()).isTrue();
    }

    @Test
    void weasis_860_a_preset_reaches_linked_views_of_the_series() {
        ShownSeries one = series("1.1", "2.25.1", 0, 5, 20);
        ReadingViewModel reading = reading(one);
        ViewerViewModel left = reading.views().get(0);
        ViewerViewModel right = reading.views().get(1);
        for (ViewerViewModel v : reading.views()) {
            v.change(s -> s.settled(ValueWindow.of(40, 400), Viewport.fit(200, 200, 64, 64, 1, 1)));
        }
        left.take(Optional.of(ValueWindow.of(-600, 1500)));
        assertThat(right.stateProperty().get().window()).contains(ValueWindow.of(-600, 1500));
    }

    @Test
    void weasis_862_a_slab_stays_one_while_one_scrolls() {
        ReadingViewModel reading = reading(series("1.1", "2.25.1", 0, 5, 20));
        assertThat(reading.showPlanes()).isTrue();
        ViewerViewModel coronal = reading.views().get(2);
        reading.activate(coronal);
        assertThat(reading.thick(10)).isTrue();
        assertThat(reading.nextProjection()).isTrue();
        Slab before = reading.slabProperty().get().orElseThrow();
        for (int i = 0; i < 20; i++) {
            coronal.scroll(1);
        }
        Slab after = coronal.currentProperty().get().planes().orElseThrow().reformat().slabs().get(slice(coronal));
        assertThat(after.thicknessMm()).isEqualTo(10);
        assertThat(after.projection()).isEqualTo(before.projection()).isNotEqualTo(Slab.Projection.MEAN);
    }

    @Test
    void views_of_further_screens_follow_too_and_not_while_their_screen_is_away() {
        ReadingViewModel reading = reading(series("1.1", "2.25.1", 0, 5, 20));
        reading.useScreens(2);
        ViewerViewModel first = reading.views().getFirst();
        ViewerViewModel second = reading.screensProperty().get().get(1).views().getFirst();
        at(first, 7);
        assertThat(slice(second)).isEqualTo(7);
        reading.activate(second);
        reading.useScreens(1);
        assertThat(reading.activeProperty().get()).as("a view in the window is in hand").isNotSameAs(second);
        at(first, 3);
        assertThat(slice(second)).isEqualTo(7);
        reading.useScreens(2);
        assertThat(reading.views()).contains(second);
    }
}
