package loupe.app.reading;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import loupe.app.viewer.CrossLines;
import loupe.app.viewer.ImageLine;
import loupe.app.viewer.SharedView;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.look.Appearance;
import loupe.app.viewer.picture.StudyPictures;
import loupe.app.viewer.tool.ViewState;
import loupe.core.geometry.PatientPoint;
import loupe.core.plane.Axis;
import loupe.core.plane.Slab;
import loupe.core.render.Viewport;
import loupe.core.study.StudySummary;
import loupe.review.screen.Layout;

/// The views of the open study: their layout, the one in hand, and how they follow each other; for the toolkit's thread.
public final class ReadingViewModel {
    private final StudySummary study;
    private final List<ShownSeries> series;
    private final StudyPictures pictures;
    private final SharedView tools;
    private final Following following = new Following();
    private final List<ScreenViews> everyScreen = new ArrayList<>();
    private final ReadOnlyObjectWrapper<List<ScreenViews>> screens;
    private final ReadOnlyObjectWrapper<ViewerViewModel> active;
    private final BooleanProperty linked = new SimpleBooleanProperty(true);
    private final BooleanProperty referenceLines = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<Optional<Slab>> slab = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final SameLook sameLook = new SameLook();
    private final Coverage coverage;
    private final ReadOnlyObjectWrapper<List<ShownSeries>> offered;
    private final List<Consumer<ShownSeries>> onShown = new ArrayList<>();
    private Optional<ThreePlanes> three = Optional.empty();
    private boolean moving;

    /// @param study summary for the corner texts
    /// @param series what can be shown; at least one
    /// @param pictures where the pixels come from
    /// @param tools what the views share
    /// @param coverage told what the views show
    public ReadingViewModel(
            StudySummary study, List<ShownSeries> series, StudyPictures pictures, SharedView tools, Coverage coverage) {
        this.study = study;
        this.coverage = coverage;
        this.series = List.copyOf(series);
        this.pictures = pictures;
        this.tools = tools;
        this.offered = new ReadOnlyObjectWrapper<>(this.series);
        this.active = new ReadOnlyObjectWrapper<>(added());
        everyScreen.add(new ScreenViews(1, active.get()));
        this.screens = new ReadOnlyObjectWrapper<>(List.copyOf(everyScreen));
        referenceLines.addListener((o, before, now) -> drawLines());
    }

    private ViewerViewModel added() {
        ViewerViewModel view = new ViewerViewModel(study, series, pictures, tools);
        view.show(series.get(everyView().size() % series.size()));
        view.stateProperty().addListener((o, before, now) -> {
            looked(view);
            moved(view, before, now);
        });
        view.currentProperty().addListener((o, before, now) -> {
            onShown.forEach(l -> l.accept(now));
            if (!moving && isWhole(view)) {
                drawLines();
            }
        });
        view.seenProperty().addListener((o, before, now) -> looked(view));
        sameLook.follow(view, this);
        return view;
    }

    /// Also those that no layout has a place for now, and those of screens that are away.
    private List<ViewerViewModel> everyView() {
        return everyScreen.stream().flatMap(screen -> screen.every().stream()).toList();
    }

    /// Whether a view is not between a series and the state that belongs to it, which follows at once.
    private static boolean isWhole(ViewerViewModel view) {
        return view.stateProperty().get().slices() == view.currentProperty().get().places().size();
    }

    /// What the views share.
    public SharedView tools() {
        return tools;
    }

    /// What can be shown.
    public List<ShownSeries> series() {
        return series;
    }

    /// What can be shown, and after it what is offered to compare with.
    public ReadOnlyObjectProperty<List<ShownSeries>> offeredProperty() {
        return offered.getReadOnlyProperty();
    }

    /// Offers series of priors besides the study's own.
    public void offer(List<ShownSeries> priors) {
        List<ShownSeries> all = new ArrayList<>(series);
        all.addAll(priors);
        offered.set(List.copyOf(all));
    }

    /// Told whenever a view shows another series.
    public void onShown(Consumer<ShownSeries> listener) {
        onShown.add(listener);
    }

    /// Lays the views out and fills them, none following another meanwhile; planes of one stack then turn together.
    ///
    /// @param wanted a layout for each screen in use; of fewer, the other screens stay as they are
    /// @param fill shows series in the views
    public void arrange(List<Layout> wanted, Runnable fill) {
        for (int i = 0; i < Math.min(wanted.size(), screens.get().size()); i++) {
            lay(screens.get().get(i), wanted.get(i));
        }
        together(fill);
        three = ThreePlanes.among(views());
        drawLines();
    }

    /// The screens in use, the window's own first.
    public ReadOnlyObjectProperty<List<ScreenViews>> screensProperty() {
        return screens.getReadOnlyProperty();
    }

    /// Uses so many screens; views of those left out are kept for when they come back.
    ///
    /// @param count at least one
    public void useScreens(int count) {
        while (everyScreen.size() < count) {
            everyScreen.add(new ScreenViews(everyScreen.size() + 1, added()));
        }
        List<ScreenViews> used = List.copyOf(everyScreen.subList(0, count));
        if (used.stream().noneMatch(s -> s.views().contains(active.get()))) {
            active.set(used.getFirst().inHandProperty().get());
        }
        screens.set(used);
        drawLines();
    }

    /// How views lie side by side on each screen in use.
    public List<Layout> layouts() {
        return screens.get().stream().map(s -> s.layoutProperty().get()).toList();
    }

    /// The screen of the view in hand.
    private ScreenViews screenInHand() {
        return screenOf(active.get());
    }

    private ScreenViews screenOf(ViewerViewModel view) {
        return screens.get().stream().filter(s -> s.views().contains(view)).findFirst().orElse(screens.get().getFirst());
    }

    /// The view in hand: what keys, menus and the list of series act on.
    public ReadOnlyObjectProperty<ViewerViewModel> activeProperty() {
        return active.getReadOnlyProperty();
    }

    /// Whether views on one frame of reference follow each other.
    public BooleanProperty linkedProperty() {
        return linked;
    }

    /// Whether lines show where the plane of the view in hand cuts the others.
    public BooleanProperty referenceLinesProperty() {
        return referenceLines;
    }

    /// The views of all screens in use, screen by screen and row by row.
    public List<ViewerViewModel> views() {
        return screens.get().stream().flatMap(s -> s.views().stream()).toList();
    }

    /// Lays the views of the screen in hand out; those added show the series that follow.
    public void lay(Layout wanted) {
        lay(screenInHand(), wanted);
    }

    private void lay(ScreenViews screen, Layout wanted) {
        while (screen.every().size() < wanted.views()) {
            screen.add(added());
        }
        boolean held = screen.views().contains(active.get());
        screen.lay(wanted);
        if (held) {
            active.set(screen.inHandProperty().get());
        }
        drawLines();
    }

    /// Cuts the view in hand in two; the second half shows the series that follows.
    ///
    /// @param across whether the halves lie side by side, else one below the other
    /// @return whether there is room
    public boolean split(boolean across) {
        ScreenViews screen = screenInHand();
        int at = screen.views().indexOf(active.get());
        Optional<Layout> wanted = screen.layoutProperty().get().split(at, across);
        wanted.ifPresent(l -> {
            if (screen.every().size() < l.views()) {
                screen.add(added());
            }
            screen.split(at, l);
            drawLines();
        });
        return wanted.isPresent();
    }

    /// Closes the view in hand; those beside it take its place.
    ///
    /// @return whether they can
    public boolean closeView() {
        ScreenViews screen = screenInHand();
        int at = screen.views().indexOf(active.get());
        Optional<Layout> wanted = screen.layoutProperty().get().without(at);
        wanted.ifPresent(l -> {
            screen.without(at, l);
            activate(screen.views().get(Math.min(at, l.views() - 1)));
        });
        return wanted.isPresent();
    }

    /// Makes the view in hand wider or narrower, higher or lower, as far as those beside it give way.
    ///
    /// @param by in ten-thousandths of the screen; below 0 for less
    public void grow(boolean across, int by) {
        ScreenViews screen = screenInHand();
        screen.lay(screen.layoutProperty().get().grown(screen.views().indexOf(active.get()), across, by));
    }

    /// Takes a view in hand.
    public void activate(ViewerViewModel view) {
        screenOf(view).take(view);
        active.set(view);
        drawLines();
    }

    /// Takes the next view in hand, also that of another screen.
    public void activateBeside(int step) {
        List<ViewerViewModel> shown = views();
        activate(shown.get(Math.floorMod(shown.indexOf(active.get()) + step, shown.size())));
    }

    /// Shows the view in hand alone on its screen, or all again.
    public void toggleOneUp() {
        screenInHand().toggleOneUp();
    }

    private void looked(ViewerViewModel view) {
        coverage.shows(
                view, view.seenProperty().get().filter(s -> view.current()), view.stateProperty().get().viewport());
    }

    /// Shows in the view in hand the images as they were taken of what it shows from another side or from around.
    public void showAsTaken() {
        asTaken(active.get().currentProperty().get()).ifPresent(active.get()::show);
    }

    private Optional<ShownSeries> asTaken(ShownSeries shown) {
        return offered.get().stream().filter(s -> s.stack().isPresent() && s.isOf(shown)).findFirst();
    }

    /// Takes the view in hand to the next image of its series that was not looked at yet.
    ///
    /// @return whether there is one
    public boolean showNotLookedAt() {
        showAsTaken();
        int from = active.get().stateProperty().get().slice();
        BitSet unseen = coverage.notLookedAt(active.get().currentProperty().get());
        int next = unseen.nextSetBit(from + 1) >= 0 ? unseen.nextSetBit(from + 1) : unseen.nextSetBit(0);
        if (next >= 0) {
            active.get().change(s -> s.at(next));
        }
        return next >= 0;
    }

    /// A line for each series with images that were not looked at yet.
    public List<String> notLookedAt() {
        return coverage.text(series);
    }

    /// Links views of other frames of reference by where they stand now.
    public void linkHere() {
        following.linkHere(views());
        linked.set(true);
    }

    /// Shows the stack in hand from three sides in three views, the fourth as it was taken.
    ///
    /// @return whether it can be: it must be slices of the patient
    public boolean showPlanes() {
        ShownSeries from = active.get().currentProperty().get();
        Optional<ShownSeries> axial = from.seen(Axis.AXIAL, 0, Slab.Projection.MEAN);
        if (axial.isEmpty()) {
            return false;
        }
        Optional<PatientPoint> middle = middle(active.get());
        String frame = following.frameOfReference(active.get());
        Appearance look = active.get().looks().lookProperty().get();
        lay(Layout.grid(2, 2));
        List<ViewerViewModel> views = screenInHand().views();
        views.get(0).show(axial.get());
        views.get(1).show(from.seen(Axis.SAGITTAL, 0, Slab.Projection.MEAN).orElseThrow());
        views.get(2).show(from.seen(Axis.CORONAL, 0, Slab.Projection.MEAN).orElseThrow());
        asTaken(from).ifPresent(views.get(3)::show);
        three = Optional.of(new ThreePlanes(views.get(0), views.get(1), views.get(2)));
        views.forEach(v -> v.looks().change(l -> look));
        middle.ifPresent(p -> cross(p, frame));
        drawLines();
        return true;
    }

    /// Sets turned planes straight again.
    ///
    /// @return whether three planes are shown
    public boolean straighten() {
        Optional<ThreePlanes> shown = three.filter(t -> t.shown(views()));
        shown.ifPresent(t -> together(t::straighten));
        drawLines();
        return shown.isPresent();
    }

    /// The slab the view in hand shows; empty where it shows no planes.
    public ReadOnlyObjectProperty<Optional<Slab>> slabProperty() {
        return slab.getReadOnlyProperty();
    }

    /// Shows slabs of any thickness in place of the planes in hand; they stay so while one scrolls and turns.
    ///
    /// @param mm millimetres, taken into 0 to 1000
    /// @return whether the view in hand shows planes cut out of a stack
    public boolean thick(double mm) {
        return ThickPlanes.thick(active.get(), mm);
    }

    /// The middle of what a view shows; while it shows a whole image that is not drawn yet, the middle of that.
    private Optional<PatientPoint> middle(ViewerViewModel view) {
        Optional<Viewport> part = view.stateProperty().get().viewport();
        return part.isPresent()
                ? following.point(view, part.get().centreColumn(), part.get().centreRow())
                : following.middle(view);
    }

    /// Takes every view to the point under a pixel of one, if that one knows where in the patient it is.
    public void cross(ViewerViewModel from, double column, double row) {
        following.point(from, column, row).ifPresent(p -> cross(p, following.frameOfReference(from)));
    }

    private void cross(PatientPoint point, String frameOfReferenceUid) {
        together(() -> views().forEach(v -> following.through(point, frameOfReferenceUid, v)
                .ifPresent(s -> v.change(state -> state.at(s)))));
        drawLines();
    }

    /// Shows slabs of the next or the last thickness in place of the planes in hand.
    ///
    /// @return whether the view in hand shows planes cut out of a stack
    public boolean thicker(int step) {
        return ThickPlanes.thicker(active.get(), step);
    }

    /// Shows the next kind of projection through the slabs in hand.
    ///
    /// @return whether the view in hand shows slabs
    public boolean nextProjection() {
        return ThickPlanes.nextProjection(active.get());
    }

    private void moved(ViewerViewModel leader, ViewState before, ViewState now) {
        if (moving) {
            return;
        }
        if (linked.get() && views().size() > 1 && views().contains(leader)) {
            together(() -> views().stream().filter(v -> v != leader).forEach(v -> follow(leader, v, before, now)));
        }
        if (before.slice() != now.slice() || before.slices() != now.slices()) {
            drawLines();
        }
    }

    /// Moves views without one following the other.
    private void together(Runnable moves) {
        moving = true;
        try {
            moves.run();
        } finally {
            moving = false;
        }
    }

    private void follow(ViewerViewModel leader, ViewerViewModel v, ViewState before, ViewState now) {
        if (before.slice() != now.slice()) {
            following.slice(leader, v).ifPresent(s -> v.change(state -> state.at(s)));
        }
        if (!now.fitted() && !before.viewport().equals(now.viewport())) {
            following.part(leader, v).ifPresent(part -> v.change(state -> state.with(part)));
        }
        if (now.fitted() && !before.fitted()) {
            v.change(ViewState::reset);
        }
        boolean same = v.currentProperty().get().seriesUid().equals(leader.currentProperty().get().seriesUid());
        if (same && before.window().isPresent() && !before.window().equals(now.window())) {
            v.change(state -> now.window().map(state::with).orElseGet(state::asInFile));
        }
    }

    private void drawLines() {
        slab.set(active.get().currentProperty().get().planes().map(p -> p.reformat().slabs().getFirst()));
        List<ViewerViewModel> shown = views();
        Optional<ThreePlanes> turned = three.filter(t -> referenceLines.get() && t.shown(shown));
        for (ViewerViewModel v : everyView()) {
            Optional<CrossLines> cross = turned.flatMap(t -> t.axis(v).map(a -> new HeldLines(t, a, following, this).lines()));
            v.crossProperty().set(cross);
            if (cross.isPresent()) {
                v.linesProperty().set(List.of());
                continue;
            }
            boolean cut = referenceLines.get() && v != active.get() && shown.contains(v) && shown.contains(active.get());
            List<ImageLine> lines = cut ? following.line(active.get(), v).map(List::of).orElse(List.of()) : List.of();
            v.linesProperty().set(lines);
        }
    }

    /// Turns the planes of the two views beside one of three.
    void turn(ThreePlanes planes, Axis in, double radians) {
        together(() -> planes.turn(in, radians));
        drawLines();
    }
}
