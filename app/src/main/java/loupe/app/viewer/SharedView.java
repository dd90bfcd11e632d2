package loupe.app.viewer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import loupe.app.segments.CorrectionState;
import loupe.app.segments.SegmentColours;
import loupe.app.tool.DrawingTool;
import loupe.app.tool.ImageMark;
import loupe.app.viewer.look.ComparedVersion;
import loupe.app.viewer.picture.ImagePlace;
import loupe.app.viewer.tool.Brush;
import loupe.app.viewer.tool.DragTool;
import loupe.core.finding.FindingId;
import loupe.core.measure.KnownLength;
import loupe.core.measure.Scale;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.operation.EditLimits;
import loupe.review.came.CameWithStudy;
import loupe.review.came.Presentation;
import loupe.review.edit.ReviewedFinding;
import loupe.review.exporting.KeyImages;
import loupe.review.session.ReviewSession;

/// What all views of a study share: the tool in hand and the findings that lie over the images; for the toolkit's thread.
public final class SharedView {
    private final Strokes strokes;
    private final ObjectProperty<DragTool> tool = new SimpleObjectProperty<>(DragTool.WINDOW);
    private final ReadOnlyObjectWrapper<Optional<Brush>> brush = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<DrawingTool>> drawing = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final DoubleProperty opacity = new SimpleDoubleProperty();
    private final BooleanProperty aiHidden = new SimpleBooleanProperty();
    private final BooleanProperty rejectedShown = new SimpleBooleanProperty();
    private final Map<FindingId, Mask> unsaved = new HashMap<>();
    private final List<Runnable> overlaysChanged = new ArrayList<>();
    private final List<Runnable> cameChanged = new ArrayList<>();
    private final List<Pointing> pointing = new ArrayList<>();
    private final List<Consumer<List<ReviewedFinding>>> findingsTaken = new ArrayList<>();
    private final BooleanProperty cameShown = new SimpleBooleanProperty(true);
    private final IntegerProperty magnification = new SimpleIntegerProperty(1);
    private final ObjectProperty<Optional<Presentation>> presentation = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<List<KnownLength>> calibrations = new SimpleObjectProperty<>(List.of());
    private final CorrectionState corrections = new CorrectionState();
    private CameWithStudy came = CameWithStudy.nothing();
    private List<ComparedVersion> versions = List.of();
    private List<ReviewedFinding> findings = List.of();
    private Map<FindingId, Integer> colours = Map.of();
    private Optional<FindingId> selected = Optional.empty();
    private double brushMm = 6;

    /// @param strokes takes finished strokes
    public SharedView(Strokes strokes) {
        this.strokes = strokes;
        cameShown.addListener((o, before, now) -> cameChanged());
        aiHidden.addListener((o, before, now) -> cameChanged());
        presentation.addListener((o, before, now) -> cameChanged());
        corrections.looksProperty().addListener((o, before, now) -> overlaysChanged());
        corrections.pendingProperty().addListener((o, before, now) -> overlaysChanged());
        corrections.comparingProperty().addListener((o, before, now) -> overlaysChanged());
        corrections.ballProperty().addListener((o, before, now) ->
                brush.set(brush.get().map(b -> new Brush(b.radiusMm(), b.adding(), now))));
    }

    /// How segments are shown, what of them may change, and what waits to be taken.
    public CorrectionState corrections() {
        return corrections;
    }

    /// Hears where the pointer is over the images, on the toolkit's thread.
    public interface Pointing {
        /// It moved to a place of the image, which may lie beside it.
        void at(ViewerViewModel view, ImageMark.Place place);

        /// The left button was pressed there, without Shift.
        void pressed(ViewerViewModel view, ImageMark.Place place);
    }

    /// Told where the pointer is over any view.
    public void onPointing(Pointing listener) {
        pointing.add(listener);
    }

    void pointed(Consumer<Pointing> how) {
        pointing.forEach(how);
    }

    /// Takes strokes of brush and eraser.
    public interface Strokes {
        /// Whether a stroke may begin now.
        boolean open();

        /// A gesture is finished.
        ///
        /// @param strokes what it flips in each segment
        void finished(String tool, List<ReviewSession.Stroke> strokes);
    }

    /// Takes what tools make of segments.
    public Strokes strokes() {
        return strokes;
    }

    /// What the left button does while no brush is in hand.
    public ObjectProperty<DragTool> toolProperty() {
        return tool;
    }

    /// The brush in hand, if any.
    public ReadOnlyObjectProperty<Optional<Brush>> brushProperty() {
        return brush.getReadOnlyProperty();
    }

    /// The tool in hand that draws, if any.
    public ReadOnlyObjectProperty<Optional<DrawingTool>> drawingProperty() {
        return drawing.getReadOnlyProperty();
    }

    /// Takes a tool that draws in hand.
    public void take(DrawingTool other) {
        brush.set(Optional.empty());
        drawing.set(Optional.of(other));
    }

    /// Puts the tool that draws away.
    ///
    /// @return whether there was one
    public boolean putDrawingAway() {
        boolean was = drawing.get().isPresent();
        drawing.set(Optional.empty());
        return was;
    }

    /// Images whose scale a reader gave.
    public ObjectProperty<List<KnownLength>> calibrationsProperty() {
        return calibrations;
    }

    /// The scale in force on an image.
    ///
    /// @param own the scale it has by its file
    public Scale inForce(ImagePlace place, Scale own) {
        return own.byMachine() || !(place instanceof ImagePlace.Stored s) ? own : calibrations.get().stream()
                .filter(c -> c.place().sopInstanceUid().equals(s.sopInstanceUid()))
                .findFirst()
                .<Scale>map(KnownLength::scale)
                .orElse(own);
    }

    /// Opacity of masks, 0 to 1.
    public DoubleProperty opacityProperty() {
        return opacity;
    }

    /// How much larger things are in the lens about the pointer; 1 for no lens.
    public IntegerProperty magnificationProperty() {
        return magnification;
    }

    /// Whether all that models found is hidden.
    public BooleanProperty aiHiddenProperty() {
        return aiHidden;
    }

    /// Whether rejected findings are shown.
    public BooleanProperty rejectedShownProperty() {
        return rejectedShown;
    }

    /// Whether what came with the study is drawn.
    public BooleanProperty cameShownProperty() {
        return cameShown;
    }

    /// The presentation state that is applied to the images it names; empty for images as they are.
    public ObjectProperty<Optional<Presentation>> presentationProperty() {
        return presentation;
    }

    /// Takes what came with the study.
    public void came(CameWithStudy read) {
        came = read;
        presentation.set(presentation.get().filter(read.states()::contains));
        cameChanged();
    }

    /// All that came with the study.
    public CameWithStudy cameWithStudy() {
        return came;
    }

    /// What came with the study and is to be drawn: nothing while it is hidden, nothing programs made while AI is.
    public CameWithStudy cameShown() {
        if (!cameShown.get()) {
            return CameWithStudy.nothing();
        }
        return aiHidden.get() ? came.withoutPrograms() : came;
    }

    /// Lays versions of one thing over the images, to be compared.
    public void versions(List<ComparedVersion> compared) {
        versions = List.copyOf(compared);
        cameChanged();
    }

    /// The versions that are compared.
    public List<ComparedVersion> versions() {
        return versions;
    }

    /// Takes a brush or eraser in hand.
    public void takeBrush(boolean adding) {
        drawing.set(Optional.empty());
        brush.set(Optional.of(new Brush(brushMm, adding, corrections.ballProperty().get())));
    }

    /// Puts brush and eraser away and takes a tool.
    public void take(DragTool other) {
        brush.set(Optional.empty());
        drawing.set(Optional.empty());
        tool.set(other);
    }

    /// Makes the brush larger or smaller.
    public void scaleBrush(double factor) {
        brushMm = new Brush(brushMm, true, false).scaled(factor).radiusMm();
        brush.set(brush.get().map(b -> new Brush(brushMm, b.adding(), b.ball())));
    }

    /// Takes the findings as they stand in the store.
    ///
    /// @param saved whether every stroke so far is among them
    public void findings(List<ReviewedFinding> now, Optional<FindingId> chosen, boolean saved) {
        findings = List.copyOf(now);
        colours = SegmentColours.of(findings);
        selected = chosen;
        if (saved) {
            unsaved.clear();
        }
        overlaysChanged();
        findingsTaken.forEach(l -> l.accept(findings));
    }

    /// The findings as they stand in the store.
    public List<ReviewedFinding> findings() {
        return findings;
    }

    /// The colour a finding's outline is drawn in, 0xRRGGBB.
    int colour(ReviewedFinding f) {
        return colours.getOrDefault(f.finding().id(), KeyImages.rgb(f.verdict()));
    }

    /// The finding in hand.
    public Optional<FindingId> selected() {
        return selected;
    }

    /// Told whenever findings were taken in.
    void onFindings(Consumer<List<ReviewedFinding>> listener) {
        findingsTaken.add(listener);
    }

    /// Told whenever what lies over the images is another.
    void onOverlaysChanged(Runnable listener) {
        overlaysChanged.add(listener);
    }

    /// Told whenever what came with the study, or how much of it is shown, is another; not while one paints.
    public void onCameChanged(Runnable listener) {
        cameChanged.add(listener);
    }

    private void cameChanged() {
        cameChanged.forEach(Runnable::run);
        overlaysChanged();
    }

    void overlaysChanged() {
        overlaysChanged.forEach(Runnable::run);
    }

    /// A finding's mask with the strokes that are not saved yet; empty where it has no outline.
    public Optional<Mask> mask(FindingId finding) {
        return findings.stream().filter(f -> f.finding().id().equals(finding)).findFirst().flatMap(this::mask);
    }

    /// A finding's mask with the strokes that are not saved yet; empty where it has no outline.
    Optional<Mask> mask(ReviewedFinding f) {
        return f.segment().map(s -> unsaved.getOrDefault(f.finding().id(), s.mask()));
    }

    /// Keeps a gesture on a segment and what it takes from others; it is shown at once, and saved when the store has it.
    public void correct(FindingId finding, String tool, MaskDelta delta) {
        correct(tool, Map.of(finding, delta));
    }

    /// Keeps a gesture on several segments and what it takes from others, as one step.
    ///
    /// @param deltas what flips in each, all on one grid; at least one
    public void correct(String tool, Map<FindingId, MaskDelta> deltas) {
        List<ReviewSession.Stroke> strokes = corrections.strokes(deltas, findings, this::mask);
        if (!strokes.isEmpty()) {
            strokes.forEach(s -> unsaved.put(s.finding(), s.painted().apply(s.delta())));
            this.strokes.finished(tool, strokes);
        }
        overlaysChanged();
    }

    /// What a gesture may change of a segment.
    public EditLimits limits(FindingId finding) {
        return corrections.limits(finding, findings, this::mask);
    }
}
