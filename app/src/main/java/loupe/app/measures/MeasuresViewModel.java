package loupe.app.measures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.findings.FindingsViewModel;
import loupe.app.fx.Background;
import loupe.app.viewer.ShownSeries;
import loupe.core.geometry.PatientPoint;
import loupe.core.measure.Annotation;
import loupe.core.measure.KnownLength;
import loupe.core.measure.Measure;
import loupe.core.measure.Shape;
import loupe.core.measure.VoxelValues;
import loupe.core.segment.Code;
import loupe.core.work.UntilClosed;
import loupe.review.edit.MissedFindings;
import loupe.review.measuring.LesionValues;
import loupe.review.measuring.MeasuredValues;
import loupe.review.session.ReviewSession;

/// What readers drew on the open study, the drawing in hand, and what the voxels under each say; for the toolkit's thread.
///
/// Values are worked out once a drawing beside the toolkit's thread.
public final class MeasuresViewModel implements AutoCloseable {
    private final FindingsViewModel findings;
    private final MeasuredValues measured;
    private final Background reading;
    private final UntilClosed open = new UntilClosed();
    private final Map<Annotation, Optional<VoxelValues>> values = new HashMap<>();
    private final Set<Annotation> asked = new HashSet<>();
    private final ReadOnlyObjectWrapper<Optional<String>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final List<Runnable> changed = new ArrayList<>();
    private List<ReviewSession.Draft> unsaved = List.of();
    private Optional<Annotation> changing = Optional.empty();
    private List<String> known;
    private Outlines outlines = Outlines.NONE;
    private final LesionViewModel lesion;

    /// @param findings does the steps
    /// @param measured works values out
    /// @param reading where pixels are read
    public MeasuresViewModel(FindingsViewModel findings, MeasuredValues measured, Background reading) {
        this.findings = findings;
        this.measured = measured;
        this.reading = reading;
        this.lesion = new LesionViewModel(findings, measured, reading, open, this::tellChanged);
        this.known = annotations().stream().map(Annotation::id).toList();
        findings.stateProperty().addListener((o, before, now) -> taken());
        findings.comparisonProperty().addListener((o, before, now) -> tellChanged());
        annotations().forEach(this::ask);
    }

    /// Takes shapes that are drawn to correct a segment; nobody does at first.
    public Outlines outlines() {
        return outlines;
    }

    /// From now on another takes them.
    public void outlines(Outlines other) {
        outlines = other;
        tellChanged();
    }

    /// The outline that waits is another.
    public void outlineChanged() {
        tellChanged();
    }

    private void taken() {
        if (findings.saved()) {
            unsaved = List.of();
            changing = Optional.empty();
        }
        List<String> now = annotations().stream().map(Annotation::id).toList();
        now.stream().filter(id -> !known.contains(id)).reduce((a, b) -> b).ifPresent(id -> selected.set(Optional.of(id)));
        known = now;
        annotations().forEach(this::ask);
        tellChanged();
    }

    private void ask(Annotation a) {
        if (asked.add(a)) {
            reading.run(() -> measured.of(a, open), v -> {
                values.put(a, v);
                tellChanged();
            });
        }
    }

    /// What readers drew, oldest first; one that is being changed as it would be.
    public List<Annotation> annotations() {
        return findings.stateProperty().get().annotations().stream()
                .map(a -> changing.filter(c -> c.id().equals(a.id())).orElse(a))
                .toList();
    }

    /// Axes and peak of the finding in hand.
    public LesionViewModel lesion() {
        return lesion;
    }

    /// Keeps the axes of the finding in hand as a measurement of the reader.
    ///
    /// @param series the series they lie on
    /// @return whether they are axes on one of its images
    public boolean takeAxes(ShownSeries series) {
        Optional<ReviewSession.Draft> draft = lesion.values().flatMap(LesionValues::axes)
                .filter(a -> open() && a.slice() < series.places().size())
                .flatMap(a -> ViewSite.of(series, a.slice()))
                .flatMap(s -> lesion.on(s).map(ends -> new ReviewSession.Draft(
                        s.place(), new Measure(s.space(), axes(s, ends)), 0, "", Optional.empty())));
        draft.ifPresent(this::draw);
        return draft.isPresent();
    }

    private static Shape axes(ViewSite site, List<double[]> ends) {
        List<PatientPoint> p = ends.stream()
                .map(e -> site.raster().toPatient(site.space().plane(), e[0], e[1]))
                .toList();
        return new Shape.Bidirectional(new Shape.Line(p.get(0), p.get(1)), new Shape.Line(p.get(2), p.get(3)));
    }

    /// What was drawn and is not in the store yet.
    List<ReviewSession.Draft> unsaved() {
        return unsaved;
    }

    /// What the voxels under a drawing say; empty while that is not known, and where it asks for none.
    public Optional<VoxelValues> values(Annotation a) {
        return values.getOrDefault(a, Optional.empty());
    }

    /// Id of the drawing in hand.
    public ReadOnlyObjectProperty<Optional<String>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// The drawing in hand as the store has it.
    public Optional<Annotation> inHand() {
        return selected.get().flatMap(id -> findings.stateProperty().get().annotation(id));
    }

    /// Takes a drawing in hand, or none.
    public void select(Optional<String> id) {
        selected.set(id);
        tellChanged();
    }

    /// Whether drawing is allowed: not on a sealed review.
    public boolean open() {
        return !findings.sealedProperty().get();
    }

    /// Keeps what was drawn; it is shown at once.
    void draw(ReviewSession.Draft draft) {
        List<ReviewSession.Draft> next = new ArrayList<>(unsaved);
        next.add(draft);
        unsaved = List.copyOf(next);
        findings.draw(draft);
        tellChanged();
    }

    /// Shows a drawing as it would be.
    void preview(Annotation after) {
        changing = Optional.of(after);
        tellChanged();
    }

    /// Keeps the change that is shown.
    void keepChange() {
        changing.ifPresent(after -> findings.stateProperty().get().annotation(after.id())
                .filter(before -> !before.equals(after))
                .ifPresent(before -> findings.change(before, after)));
    }

    /// Gives the drawing in hand other words.
    public void label(String words) {
        inHand().filter(a -> !a.label().equals(words)).ifPresent(a -> findings.change(a, a.labelled(words)));
    }

    /// What the drawing in hand can be where it is a finding the models missed; none for lengths, angles, arrows and words.
    public List<Code> kinds() {
        return inHand().filter(Annotation::canBeMissed)
                .map(a -> MissedFindings.kinds(findings.stateProperty().get(), a.place().seriesUid()))
                .orElse(List.of());
    }

    /// Whether a drawing, where it is a finding, is one the models missed: not before the first opinion, when that is not told,
    /// nor where a model found it too.
    boolean isMissed(Annotation a) {
        return !findings.blindProperty().get()
                && findings.comparisonProperty().get()
                        .filter(c -> c.agreed().stream().anyMatch(p -> p.drawn().id().equals(a.id())))
                        .isEmpty();
    }

    /// Makes the drawing in hand a finding the models missed, or a mere measurement again.
    ///
    /// @param kind what it is; empty for a measurement
    public void missed(Optional<Code> kind) {
        inHand().filter(Annotation::canBeMissed)
                .filter(a -> open() && !a.missed().equals(kind))
                .ifPresent(a -> findings.change(a, a.asMissed(kind)));
    }

    /// Makes the drawing in hand a missed finding of the first kind its models name, or a mere measurement again.
    ///
    /// @return whether a drawing that can be one is in hand
    public boolean toggleMissed() {
        List<Code> kinds = kinds();
        if (kinds.isEmpty()) {
            return false;
        }
        missed(inHand().orElseThrow().missed().isPresent() ? Optional.empty() : Optional.of(kinds.getFirst()));
        return true;
    }

    /// The calibration in force on an image.
    Optional<KnownLength> calibration(String sopInstanceUid) {
        return findings.stateProperty().get().calibration(sopInstanceUid);
    }

    /// Calibrates an image by a length drawn on it.
    void calibrate(Annotation line, double knownMm) {
        findings.calibrate(line, knownMm);
    }

    /// Gives an image the scale of its file back.
    void uncalibrate(String sopInstanceUid) {
        findings.uncalibrate(sopInstanceUid);
    }

    /// Takes the drawing in hand away.
    public void erase() {
        inHand().ifPresent(findings::erase);
    }

    /// Told whenever anything of this is another.
    public void onChanged(Runnable listener) {
        changed.add(listener);
    }

    private void tellChanged() {
        changed.forEach(Runnable::run);
    }

    /// Stops reading and forgets the numbers.
    @Override
    public void close() {
        open.close();
        reading.close();
        lesion.forget();
        values.clear();
        asked.clear();
        unsaved = List.of();
        changing = Optional.empty();
    }
}
