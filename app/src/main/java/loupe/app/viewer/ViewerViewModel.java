package loupe.app.viewer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import loupe.app.viewer.tool.Brush;
import loupe.app.viewer.tool.DragTool;
import loupe.app.viewer.tool.Trail;
import loupe.app.viewer.tool.ViewState;
import loupe.core.dicom.display.FileWindow;
import loupe.core.finding.FindingId;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.study.StudySummary;
import loupe.review.edit.ReviewedFinding;
import loupe.review.exporting.KeyImages;

/// What the viewer shows of the open study; for the toolkit's thread.
public final class ViewerViewModel {
    private final StudySummary study;
    private final List<ShownSeries> series;
    private final StudyPictures pictures;
    private final Strokes strokes;
    private final ReadOnlyObjectWrapper<ShownSeries> current;
    private final ReadOnlyObjectWrapper<ViewState> state;
    private final Map<ShownSeries, ViewState> left = new HashMap<>();
    private final ObjectProperty<DragTool> tool = new SimpleObjectProperty<>(DragTool.WINDOW);
    private final ReadOnlyObjectWrapper<Optional<Brush>> brush = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final DoubleProperty opacity = new SimpleDoubleProperty();
    private final BooleanProperty aiHidden = new SimpleBooleanProperty();
    private final BooleanProperty rejectedShown = new SimpleBooleanProperty();
    private final Map<FindingId, Mask> unsaved = new HashMap<>();
    private final ReadOnlyObjectWrapper<List<FileWindow>> fileWindows = new ReadOnlyObjectWrapper<>(List.of());
    private List<ReviewedFinding> findings = List.of();
    private Optional<FindingId> selected = Optional.empty();
    private Optional<Painting> painting = Optional.empty();
    private double brushMm = 6;
    private Runnable overlaysChanged = () -> {};
    private Consumer<List<ReviewedFinding>> findingsTaken = unused -> {};

    /// @param study summary for the corner texts
    /// @param series what can be shown; at least one
    /// @param pictures where the pixels come from
    /// @param strokes takes finished strokes
    public ViewerViewModel(
            StudySummary study, List<ShownSeries> series, StudyPictures pictures, Strokes strokes) {
        this.study = study;
        this.series = List.copyOf(series);
        this.pictures = pictures;
        this.strokes = strokes;
        this.current = new ReadOnlyObjectWrapper<>(series.getFirst());
        this.state = new ReadOnlyObjectWrapper<>(opened(series.getFirst()));
    }

    /// Takes strokes of brush and eraser.
    public interface Strokes {
        /// Whether a stroke may begin now.
        boolean open();

        /// A stroke is finished.
        ///
        /// @param painted the mask it was painted on
        void finished(FindingId finding, String tool, MaskDelta delta, Mask painted);
    }

    private static ViewState opened(ShownSeries s) {
        return ViewState.opened(s.places().size() / 2, s.places().size());
    }

    /// The study.
    public StudySummary study() {
        return study;
    }

    /// What can be shown.
    public List<ShownSeries> series() {
        return series;
    }

    StudyPictures pictures() {
        return pictures;
    }

    /// What is shown.
    public ReadOnlyObjectProperty<ShownSeries> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /// How it is shown.
    public ReadOnlyObjectProperty<ViewState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Windows and tables the image shown offers, in the file's order.
    public ReadOnlyObjectProperty<List<FileWindow>> fileWindowsProperty() {
        return fileWindows.getReadOnlyProperty();
    }

    /// What the left button does while no brush is in hand.
    public ObjectProperty<DragTool> toolProperty() {
        return tool;
    }

    /// The brush in hand, if any.
    public ReadOnlyObjectProperty<Optional<Brush>> brushProperty() {
        return brush.getReadOnlyProperty();
    }

    /// Opacity of masks, 0 to 1.
    public DoubleProperty opacityProperty() {
        return opacity;
    }

    /// Whether all that models found is hidden.
    public BooleanProperty aiHiddenProperty() {
        return aiHidden;
    }

    /// Whether rejected findings are shown.
    public BooleanProperty rejectedShownProperty() {
        return rejectedShown;
    }

    void onOverlaysChanged(Runnable listener) {
        overlaysChanged = listener;
    }

    /// Shows a series as it was left, or as it opens.
    public void show(ShownSeries next) {
        if (next != current.get()) {
            left.put(current.get(), state.get());
            drop();
            current.set(next);
            state.set(left.getOrDefault(next, opened(next)));
        }
    }

    /// Shows the series some places further in the list.
    public void showBeside(int step) {
        int i = Math.clamp(series.indexOf(current.get()) + step, 0, series.size() - 1);
        show(series.get(i));
    }

    /// Changes the view.
    public void change(UnaryOperator<ViewState> how) {
        int slice = state.get().slice();
        state.set(how.apply(state.get()));
        if (state.get().slice() != slice) {
            drop();
        }
    }

    /// Scrolls.
    public void scroll(int slices) {
        change(s -> s.at(s.slice() + slices));
    }

    /// Jumps to the slice where a finding shows best.
    public void reveal(ReviewedFinding f) {
        List<ShownSeries> fit = series.stream()
                .filter(s -> s.seriesUid().equals(f.finding().seriesUid()) && s.stack().isPresent())
                .toList();
        fit.stream()
                .filter(s -> lies(f, s))
                .findFirst()
                .or(() -> fit.stream().findFirst())
                .ifPresent(s -> {
                    show(s);
                    int slice = KeyImages.keySlice(f, s.stack().orElseThrow().grid());
                    change(v -> v.at(slice));
                });
    }

    /// Takes the findings as they stand in the store.
    ///
    /// @param saved whether every stroke so far is among them
    public void findings(List<ReviewedFinding> now, Optional<FindingId> chosen, boolean saved) {
        findings = List.copyOf(now);
        selected = chosen;
        if (saved) {
            unsaved.clear();
        }
        overlaysChanged.run();
        findingsTaken.accept(findings);
    }

    List<ReviewedFinding> findings() {
        return findings;
    }

    /// Told whenever findings were taken in.
    public void onFindings(Consumer<List<ReviewedFinding>> listener) {
        findingsTaken = listener;
    }

    /// Takes a brush or eraser in hand.
    public void takeBrush(boolean adding) {
        brush.set(Optional.of(new Brush(brushMm, adding)));
    }

    /// Puts brush and eraser away and takes a tool.
    public void take(DragTool other) {
        brush.set(Optional.empty());
        tool.set(other);
        drop();
    }

    /// Makes the brush larger or smaller.
    public void scaleBrush(double factor) {
        brushMm = new Brush(brushMm, true).scaled(factor).radiusMm();
        brush.set(brush.get().map(b -> new Brush(brushMm, b.adding())));
    }

    /// Begins a stroke on the selected finding.
    ///
    /// @return whether it could begin
    boolean beginStroke(double column, double row) {
        Optional<Mask> mask = paintable();
        if (mask.isEmpty() || brush.get().isEmpty() || !strokes.open()) {
            return false;
        }
        painting = Optional.of(new Painting(
                selected.orElseThrow(), brush.get().get(), state.get().slice(), mask.get(), Trail.from(column, row)));
        overlaysChanged.run();
        return true;
    }

    private Optional<Mask> paintable() {
        return selected.flatMap(id -> findings.stream()
                .filter(f -> f.finding().id().equals(id) && lies(f))
                .findFirst()
                .flatMap(f -> f.segment().map(s -> unsaved.getOrDefault(id, s.mask()))));
    }

    /// Whether a finding's mask lies on the slices shown.
    private boolean lies(ReviewedFinding f) {
        return lies(f, current.get());
    }

    private static boolean lies(ReviewedFinding f, ShownSeries on) {
        return f.segment().isPresent()
                && on.stack().filter(s -> s.grid().equals(f.segment().get().mask().grid())).isPresent();
    }

    void continueStroke(double column, double row) {
        painting = painting.map(p -> p.to(column, row));
        overlaysChanged.run();
    }

    void endStroke() {
        painting.ifPresent(p -> {
            MaskDelta delta = p.delta();
            painting = Optional.empty();
            if (!delta.isEmpty()) {
                unsaved.put(p.finding(), p.before().apply(delta));
                strokes.finished(p.finding(), p.brush().word(), delta, p.before());
            }
            overlaysChanged.run();
        });
    }

    /// Lets a stroke under way go.
    private void drop() {
        painting = Optional.empty();
    }

    Wanted wanted(int width, int height) {
        return new Wanted(current.get(), state.get(), width, height, overlays(), opacity.get());
    }

    private List<MaskOverlay> overlays() {
        List<MaskOverlay> out = new ArrayList<>();
        for (ReviewedFinding f : findings) {
            boolean shown = lies(f) && !aiHidden.get() && (!f.rejected() || rejectedShown.get());
            if (shown) {
                FindingId id = f.finding().id();
                Mask mask = painting.filter(p -> p.finding().equals(id))
                        .map(Painting::preview)
                        .orElseGet(() -> unsaved.getOrDefault(id, f.segment().orElseThrow().mask()));
                out.add(new MaskOverlay(id, mask, f.verdict(), selected.filter(id::equals).isPresent()));
            }
        }
        return out;
    }

    /// Window and part that the picture gave are kept where the view still leaves them open.
    void settled(Shown shown) {
        if (shown.wanted().series() == current.get()) {
            fileWindows.set(shown.picture().page().windows());
        }
        boolean open = state.get().window().isEmpty() || state.get().fitted();
        if (open && shown.wanted().series() == current.get()) {
            state.set(state.get()
                    .settled(shown.state().window().orElseThrow(), shown.state().viewport().orElseThrow()));
        }
    }
}
