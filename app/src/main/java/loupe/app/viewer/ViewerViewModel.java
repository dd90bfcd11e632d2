package loupe.app.viewer;

import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import loupe.app.tool.Graphic;
import loupe.app.tool.ImageMark;
import loupe.app.segments.SegmentLook;
import loupe.app.viewer.look.Fusion;
import loupe.app.viewer.look.Appearance;
import loupe.app.viewer.look.Appearances;
import loupe.app.viewer.picture.AroundVolume;
import loupe.app.viewer.picture.Page;
import loupe.app.viewer.picture.StudyPictures;
import loupe.app.viewer.tool.Drag;
import loupe.app.viewer.tool.DragTool;
import loupe.app.viewer.tool.ViewState;
import loupe.core.dicom.display.FileWindow;
import loupe.core.finding.FindingId;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Fidelity;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.operation.VoxelField;
import loupe.core.study.StudySummary;
import loupe.review.edit.ReviewedFinding;
import loupe.review.came.Presentation;
import loupe.review.exporting.KeyImages;

/// What the viewer shows of the open study; for the toolkit's thread.
public final class ViewerViewModel {
    private final StudySummary study;
    private final List<ShownSeries> series;
    private final StudyPictures pictures;
    private final SharedView tools;
    private final ReadOnlyObjectWrapper<ShownSeries> current;
    private final ReadOnlyObjectWrapper<ViewState> state;
    private final Map<ShownSeries, ViewState> left = new HashMap<>();
    private final ReadOnlyObjectWrapper<List<FileWindow>> fileWindows = new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<List<ImageLine>> lines = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<List<ImageMark>> marks = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<List<ImageMark.Place>> lead = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<List<Graphic>> graphics = new SimpleObjectProperty<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Seen>> seen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<CrossLines>> cross = new SimpleObjectProperty<>(Optional.empty());
    private final Appearances looks = new Appearances();
    private Optional<Presentation.OnImage> presented = Optional.empty();
    private Optional<ViewState> plain = Optional.empty();
    private Optional<Painting> painting = Optional.empty();

    /// @param study summary for the corner texts
    /// @param series what can be shown; at least one
    /// @param pictures where the pixels come from
    /// @param tools what it shares with the study's other views
    public ViewerViewModel(
            StudySummary study, List<ShownSeries> series, StudyPictures pictures, SharedView tools) {
        this.study = study;
        this.series = List.copyOf(series);
        this.pictures = pictures;
        this.tools = tools;
        this.current = new ReadOnlyObjectWrapper<>(series.getFirst());
        this.state = new ReadOnlyObjectWrapper<>(opened(series.getFirst()));
        looks.show(series.getFirst().base());
        tools.presentationProperty().addListener((o, before, now) -> present());
        tools.brushProperty().addListener((o, before, now) -> {
            if (now.isEmpty()) {
                drop();
            }
        });
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

    /// Colours, and what is laid over the images.
    public Appearances looks() {
        return looks;
    }

    /// Takes a window for the series in hand, which is the one laid over the image where a person says so.
    ///
    /// @param window empty for the file's own
    public void take(Optional<ValueWindow> window) {
        if (looks.lookProperty().get().upperInHand()) {
            looks.change(l -> l.upperWindow(window));
        } else {
            change(s -> window.map(s::with).orElseGet(s::asInFile));
        }
    }

    /// Drags a tool over the image; the window tool acts on the series in hand.
    void drag(DragTool tool, Drag d) {
        Appearance look = looks.lookProperty().get();
        if (tool == DragTool.WINDOW && look.upperInHand()) {
            look.fusion().flatMap(Fusion::window).ifPresent(w -> take(Optional.of(DragTool.moved(w, d))));
        } else {
            change(v -> tool.drag(v, d));
        }
    }

    /// What it shares with the study's other views.
    public SharedView tools() {
        return tools;
    }

    /// Lines drawn over the image, such as where other views' planes cut it.
    public ObjectProperty<List<ImageLine>> linesProperty() {
        return lines;
    }

    /// Drawings of readers over the image.
    public ObjectProperty<List<ImageMark>> marksProperty() {
        return marks;
    }

    /// The line an outline would follow with the pointer where it is; none for nothing. It goes when another image is shown.
    public ObjectProperty<List<ImageMark.Place>> leadProperty() {
        return lead;
    }

    /// What other programs drew over the image.
    public ObjectProperty<List<Graphic>> graphicsProperty() {
        return graphics;
    }

    /// What stands on the screen, which may be behind what is wanted.
    ///
    /// @param series the series shown
    /// @param slice index of the image in it
    /// @param page what is known of the image
    /// @param columns pixels across
    /// @param rows pixels down
    /// @param fidelity how true its pixels are
    public record Seen(ShownSeries series, int slice, Page page, int columns, int rows, Fidelity fidelity) {}

    /// What stands on the screen; empty until something does.
    public ReadOnlyObjectProperty<Optional<Seen>> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /// Whether what stands on the screen is what is wanted, with all its pixels: on anything else nothing is drawn.
    public boolean current() {
        return fidelity() != Fidelity.PREVIEW;
    }

    /// Lines of other views' planes that can be moved and turned.
    public ObjectProperty<Optional<CrossLines>> crossProperty() {
        return cross;
    }

    /// Shows another cut of what is shown, looked at in a state made for it.
    public void show(ShownSeries cut, ViewState as) {
        show(cut);
        state.set(as);
    }

    /// Shows a series as it was left, or as it opens.
    public void show(ShownSeries next) {
        if (next != current.get()) {
            unpresent();
            if (series.contains(current.get())) {
                left.put(current.get(), state.get());
            }
            drop();
            current.set(next);
            state.set(left.getOrDefault(next, opened(next)));
            looks.show(next.base());
            present();
        }
    }

    /// Shows the series some places further in the list.
    public void showBeside(int step) {
        int at = series.indexOf(current.get());
        for (int i = 0; at < 0 && i < series.size(); i++) {
            at = series.get(i).whole().equals(current.get().whole()) ? i : at;
        }
        int i = Math.clamp(at + step, 0, series.size() - 1);
        show(series.get(i));
    }

    /// Changes the view.
    public void change(UnaryOperator<ViewState> how) {
        int slice = state.get().slice();
        ViewState next = how.apply(state.get());
        state.set(next.window().isEmpty() ? presented.map(p -> presented(next, p)).orElse(next) : next);
        present();
        if (state.get().slice() != slice) {
            drop();
        }
    }

    /// Scrolls; round and round where a whole volume is shown.
    public void scroll(int slices) {
        boolean round = current.get().around().isPresent();
        change(s -> s.at(round ? Math.floorMod(s.slice() + slices, s.slices()) : s.slice() + slices));
    }

    /// Shows the whole stack from around: first as a rotating MIP, then the next kind each time.
    ///
    /// @return whether it can be: it must be slices of the patient
    public boolean showAround() {
        boolean hounsfield = seen.get().filter(s -> s.page().unit().equals("HU")).isPresent();
        AroundVolume.Kind kind = current.get().around().map(a -> a.kind().next(hounsfield)).orElse(AroundVolume.Kind.MIP);
        Optional<ShownSeries> next = current.get().around(kind);
        next.ifPresent(n -> Turning.show(this, n, false));
        return next.isPresent();
    }

    /// Jumps to the slice where a finding shows best; stays where it is for a reader's segment that has no voxels yet.
    public void reveal(ReviewedFinding f) {
        if (f.blank() && lies(f)) {
            return;
        }
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

    /// Begins a stroke on the selected finding.
    ///
    /// @return why it cannot begin; empty where it did
    Optional<String> beginStroke(double column, double row) {
        Optional<Mask> mask = maskInHand();
        Optional<Painting.Site> site = mask.flatMap(m -> paintingSite(m.grid()));
        if (site.isEmpty() || tools.brushProperty().get().isEmpty() || !tools.strokes().open()) {
            return Optional.of(say("Select a finding with an outline on this series first, then paint on it."));
        }
        Optional<VoxelField> alike = tools.corrections().alikeProperty().get();
        if (alike.isPresent() && !alike.get().grid().equals(mask.get().grid())) {
            tools.corrections().alikeProperty().set(Optional.empty());
            return Optional.of(say("The values of these images are not read yet: take \"like values\" again (Alt+Shift+B), or paint all."));
        }
        FindingId id = tools.selected().orElseThrow();
        painting = Optional.of(Painting.begun(
                id, tools.brushProperty().get().get(), site.get(), tools.limits(id), mask.get(), site.get().at(column, row), alike));
        tools.overlaysChanged();
        return Optional.empty();
    }

    /// Where the image lies that would be painted on: a slice of the mask's grid, or a plane cut through it.
    private Optional<Painting.Site> paintingSite(VoxelGrid grid) {
        int slice = state.get().slice();
        return current.get().planes().isPresent()
                ? current.get().site(slice).map(s -> new Painting.Site(s.slab().plane(), s.raster()))
                : Optional.of(Painting.Site.of(grid, slice));
    }

    /// The mask of the finding in hand with the strokes that are not saved yet; empty where it does not lie on what is shown.
    public Optional<Mask> maskInHand() {
        if (current.get().source().isEmpty()) {
            return Optional.empty();
        }
        return tools.selected().filter(id -> !tools.corrections().look(id).locked()).flatMap(id -> tools.findings().stream()
                .filter(f -> f.finding().id().equals(id) && lies(f))
                .findFirst()
                .flatMap(tools::mask));
    }

    /// The masks that can be changed together: of findings whose outlines lie on what is shown, are drawn and not locked, and have
    /// voxels; with the strokes that are not saved yet, in the order of the findings.
    public Map<FindingId, Mask> openMasks() {
        Map<FindingId, Mask> out = new LinkedHashMap<>();
        for (ReviewedFinding f : tools.findings()) {
            SegmentLook look = tools.corrections().look(f.finding().id());
            if (lies(f) && drawnByWhoIsShown(f) && look.visible() && !look.locked() && !f.rejected()) {
                tools.mask(f).filter(m -> !m.isEmpty()).ifPresent(m -> out.put(f.finding().id(), m));
            }
        }
        return out;
    }

    /// While AI is hidden only what readers drew is shown.
    private boolean drawnByWhoIsShown(ReviewedFinding f) {
        return f.drawnByReader() || !tools.aiHiddenProperty().get();
    }

    /// Whether a finding's mask lies on the slices shown.
    private boolean lies(ReviewedFinding f) {
        return lies(f, current.get());
    }

    private static boolean lies(ReviewedFinding f, ShownSeries on) {
        return on.prior().isEmpty()
                && f.segment().isPresent()
                && on.source().filter(s -> s.grid().equals(f.segment().get().mask().grid())).isPresent();
    }

    void continueStroke(double column, double row) {
        painting = painting.map(p -> p.to(column, row));
        tools.overlaysChanged();
    }

    void endStroke() {
        painting.ifPresent(p -> {
            MaskDelta delta = p.delta();
            painting = Optional.empty();
            tools.correct(p.finding(), p.word(), delta);
        });
    }

    /// Lets a stroke under way go, and the line the pointer leads.
    private void drop() {
        painting = Optional.empty();
        lead.set(List.of());
    }

    /// What came along and concerns the looks of the image shown.
    private CameLook cameLook() {
        return CameLook.of(tools, current.get(), state.get().slice());
    }

    /// Takes the looks a presentation state wants of the image shown, or gives those before back.
    private void present() {
        Optional<Presentation.OnImage> now = cameLook().presentation();
        if (now.equals(presented)) {
            return;
        }
        if (presented.isEmpty()) {
            plain = Optional.of(state.get());
        }
        presented = now;
        ViewState s = state.get();
        state.set(now.map(p -> presented(s, p)).orElseGet(() -> plain.map(b -> b.at(s.slice())).orElse(s)));
    }

    private static ViewState presented(ViewState s, Presentation.OnImage p) {
        return s.presented(p.look().window(), p.look().inverted(), p.look().transform());
    }

    /// Gives the looks before a presentation state back, as when another series is shown.
    private void unpresent() {
        if (presented.isPresent()) {
            presented = Optional.empty();
            int slice = state.get().slice();
            plain.ifPresent(b -> state.set(b.at(slice)));
        }
    }

    Wanted wanted(int width, int height) {
        return new Wanted(
                current.get(), state.get(), width, height, overlays(), tools.opacityProperty().get(),
                appearance(), cameLook());
    }

    /// Colours and what is laid over; of maps that came along only those that are to be seen.
    Appearance appearance() {
        Appearance look = looks.of(current.get().base());
        boolean hidden = look.fusion().flatMap(f -> f.upper().map())
                .filter(m -> tools.cameShown().maps().stream().noneMatch(c -> c.quantity().equals(m)))
                .isPresent();
        return hidden ? look.with(Optional.empty()) : look;
    }

    private List<MaskOverlay> overlays() {
        List<MaskOverlay> out = new ArrayList<>(tools.cameShown().outlines().stream()
                .filter(o -> current.get().prior().isEmpty()
                        && current.get().source().filter(s -> s.grid().equals(o.mask().grid())).isPresent())
                .map(MaskOverlay::of)
                .toList());
        tools.versions().forEach(v -> v.mask()
                .filter(m -> current.get().prior().isEmpty()
                        && current.get().source().filter(s -> s.grid().equals(m.grid())).isPresent())
                .ifPresent(m -> out.add(MaskOverlay.of(v, m))));
        for (ReviewedFinding f : tools.findings()) {
            FindingId id = f.finding().id();
            boolean shown = lies(f)
                    && drawnByWhoIsShown(f)
                    && tools.corrections().look(id).visible()
                    && (!f.rejected() || tools.rejectedShownProperty().get());
            if (shown) {
                out.addAll(new FindingOverlays(tools, f).of(painting));
            }
        }
        return out;
    }

    /// How true the pixels on the screen are: a preview also while what is shown is not yet what is asked for.
    /// No number may be taken from a preview.
    public Fidelity fidelity() {
        return seen.get().filter(s -> s.series() == current.get() && s.slice() == state.get().slice())
                .map(Seen::fidelity)
                .orElse(Fidelity.PREVIEW);
    }

    /// Nothing stands on the screen any more.
    void nothingShown() {
        seen.set(Optional.empty());
    }

    /// Window and part that the picture gave are kept where the view still leaves them open.
    void settled(Shown shown) {
        RasterImage image = shown.picture().image();
        seen.set(Optional.of(new Seen(
                shown.wanted().series(), shown.state().slice(), shown.picture().page(), image.columns(), image.rows(),
                shown.fidelity())));
        if (shown.wanted().series() == current.get()) {
            fileWindows.set(shown.picture().page().windows());
        }
        boolean openAbove = shown.wanted().fusion().flatMap(Fusion::window).isEmpty();
        if (openAbove && shown.wanted().look().equals(looks.lookProperty().get())) {
            shown.upperWindow().ifPresent(w -> looks.change(l -> l.upperWindow(Optional.of(w))));
        }
        boolean open = state.get().window().isEmpty() || state.get().fitted();
        if (open && shown.wanted().series() == current.get()) {
            state.set(state.get()
                    .settled(shown.state().window().orElseThrow(), shown.state().viewport().orElseThrow()));
        }
    }
}
