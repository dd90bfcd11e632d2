package loupe.app.correct;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.measures.Outlines;
import loupe.app.measures.ViewSite;
import loupe.app.segments.PendingCorrection;
import loupe.app.tool.DrawingTool;
import loupe.app.viewer.SharedView;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.picture.ImagePlace;
import loupe.app.viewer.picture.StudyPictures;
import loupe.core.finding.FindingId;
import loupe.core.measure.Shape;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.operation.Change;
import loupe.core.segment.operation.EditLimits;
import loupe.core.segment.operation.ValueLimit;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.VoxelField;
import loupe.core.segment.region.EditRegion;
import loupe.core.study.Stack;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.core.work.UntilClosed;
import loupe.review.prompt.PromptedOutlines;

/// The tool in hand that corrects the segment in hand or several, and what it would make, shown until it is taken or dropped; for
/// the toolkit's thread. Operations run beside it, one at a time; a new one stops the one before.
public final class CorrectingViewModel implements Outlines, AutoCloseable {
    private static final String WORKING = later("working …");
    /// Probabilities, in percent, of the alternatives to a model's outline: more of it first, then less.
    private static final List<Double> ALTERNATIVES = List.of(30.0, 15.0, 70.0, 85.0);
    private static final String NO_MODELS_OUTLINE =
            later("Select a finding on this series with an outline that a model made first; a locked one does not change.");
    static final String NO_OUTLINE = later("Select a finding with an outline on this series first; a locked one does not change.");

    private final SharedView tools;
    private final Supplier<ViewerViewModel> active;
    private final StudyPictures pictures;
    private final Background working;
    private final Consumer<String> tell;
    private final ReadOnlyObjectWrapper<Optional<CorrectionTool>> tool = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<OutlineUse> use = new SimpleObjectProperty<>(OutlineUse.USUAL);
    private final DoubleProperty amount = new SimpleDoubleProperty();
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private Optional<DrawnOutline> drawn = Optional.empty();
    private final EdgeLead lead;
    private final Prompter prompter;
    private final Models models;
    private Runnable outlineChanged = () -> {};
    private UntilClosed job = new UntilClosed();

    /// @param tools what all views share
    /// @param active the view in hand
    /// @param pictures where volumes are read
    /// @param models what is asked of models
    /// @param working where operations run
    /// @param tell shows a sentence
    public CorrectingViewModel(
            SharedView tools, Supplier<ViewerViewModel> active, StudyPictures pictures, Models models, Background working,
            Consumer<String> tell) {
        this.tools = tools;
        this.active = active;
        this.pictures = pictures;
        this.working = working;
        this.tell = tell;
        this.prompter = new Prompter(models.prompts, pictures);
        this.models = models;
        this.lead = new EdgeLead(pictures, working);
        tools.onPointing(lead);
        use.addListener((o, before, now) -> again());
        amount.addListener((o, before, now) -> again());
        tools.drawingProperty().addListener((o, before, now) -> {
            if (!tool.get().flatMap(CorrectionTool::drawnWith).equals(now)) {
                putAway();
            }
        });
    }

    /// What is asked of models.
    ///
    /// @param prompts the site's model for prompts
    /// @param modality modality of a series by its UID
    /// @param outlines asks the model that made an outline again
    public record Models(PromptedOutlines prompts, UnaryOperator<String> modality, ModelOutlines outlines) {}

    /// Told whenever the outline that waits is another.
    public void onOutlineChanged(Runnable listener) {
        outlineChanged = listener;
    }

    /// The tool in hand.
    public ReadOnlyObjectProperty<Optional<CorrectionTool>> toolProperty() {
        return tool.getReadOnlyProperty();
    }

    /// What outlines do.
    public ObjectProperty<OutlineUse> useProperty() {
        return use;
    }

    /// The amount of the whole-segment tool in hand, in its unit.
    public DoubleProperty amountProperty() {
        return amount;
    }

    /// What the tool would do, or why it cannot.
    public ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// Whether an operation runs.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Takes a tool in hand that draws outlines.
    public void outline(DrawingTool shape) {
        take(new CorrectionTool.Outline(shape, CorrectionTool.Follow.DRAWN));
    }

    /// Takes a tool in hand whose outline follows the image.
    public void follow(CorrectionTool.Follow how) {
        DrawingTool with = how == CorrectionTool.Follow.LEVEL ? DrawingTool.PROBE : DrawingTool.POLYGON;
        take(new CorrectionTool.Outline(with, how));
    }

    /// Takes a tool in hand that works from a place that is clicked.
    public void click(ClickCorrection what) {
        take(new CorrectionTool.Click(what));
        amount.set(what.naming().usual());
    }

    /// Takes a tool in hand that has boxes outlined by a model, which looks at the image in hand already now.
    public void prompt() {
        take(new CorrectionTool.Prompted());
        active.get().seenProperty().get().ifPresent(seen -> {
            Prompter.Picture on = shown(seen.series().places().get(seen.slice()));
            said.set(say("the model looks at the image …"));
            UntilClosed own = new UntilClosed();
            job = own;
            working.run(() -> prompter.look(on, own), unused -> looked(own, ""), fault -> looked(own, FaultText.of(fault)));
        });
    }

    private void looked(UntilClosed own, String words) {
        if (job == own) {
            said.set(words);
        }
    }

    private Prompter.Picture shown(ImagePlace place) {
        ViewerViewModel view = active.get();
        return new Prompter.Picture(
                place, view.stateProperty().get().window(), models.modality.apply(view.currentProperty().get().seriesUid()));
    }

    private void take(CorrectionTool other) {
        drop();
        tool.set(Optional.of(other));
        tools.take(other.drawnWith().orElseThrow());
        lead.begin(other.follow());
        tell.accept(other.help());
    }

    /// Shows what a whole-segment tool would make of the segment in hand.
    public void whole(WholeCorrection what) {
        tools.putDrawingAway();
        drop();
        if (active.get().maskInHand().isEmpty()) {
            tell.accept(say(NO_OUTLINE));
            return;
        }
        begin(new CorrectionTool.Whole(what));
    }

    /// Shows what the model that made the segment in hand would have outlined at another probability; asked for again, at the next.
    public void alternative() {
        if (tool.get().filter(CorrectionTool.Model.class::isInstance).isPresent()) {
            amount.set(ALTERNATIVES.get((ALTERNATIVES.indexOf(amount.get()) + 1) % ALTERNATIVES.size()));
            return;
        }
        tools.putDrawingAway();
        drop();
        if (tools.selected().flatMap(models.outlines::original).isEmpty() || active.get().maskInHand().isEmpty()) {
            tell.accept(say(NO_MODELS_OUTLINE));
            return;
        }
        begin(new CorrectionTool.Model());
    }

    /// Shows what a tool would make of all segments of the series in hand that are shown and open.
    public void joint(JointCorrection what) {
        tools.putDrawingAway();
        drop();
        int segments = active.get().openMasks().size();
        if (segments < 2) {
            tell.accept(what.tooFew(segments));
            return;
        }
        begin(new CorrectionTool.Joint(what));
    }

    private void begin(CorrectionTool.Named made) {
        double usual = made.naming().usual();
        tool.set(Optional.of(made));
        boolean same = amount.get() == usual;
        amount.set(usual);
        if (same) {
            again();
        }
    }

    @Override
    public boolean wanted() {
        return tool.get().isPresent();
    }

    @Override
    public boolean followed() {
        return followed(tool.get()) != CorrectionTool.Follow.DRAWN;
    }

    private static CorrectionTool.Follow followed(Optional<CorrectionTool> tool) {
        return tool.map(CorrectionTool::follow).orElse(CorrectionTool.Follow.DRAWN);
    }

    @Override
    public void drawn(ViewSite site, Shape shape) {
        lead.end();
        drawn = Optional.of(new DrawnOutline(site, active.get().currentProperty().get().places().get(site.slice()), shape));
        again();
        outlineChanged.run();
    }

    @Override
    public Optional<Shape> pending(ViewSite site) {
        return drawn.filter(d -> d.site().place().equals(site.place()) && d.site().slice() == site.slice()
                        && d.site().space().plane().equals(site.space().plane()))
                .map(DrawnOutline::shape);
    }

    /// Works out anew what the tool in hand would make.
    private void again() {
        if (tool.get().isEmpty()) {
            return;
        }
        switch (tool.get().get()) {
            case CorrectionTool.Outline o -> drawn.ifPresent(d -> {
                OutlineUse how = use.get();
                work(how.word(), (mask, job) ->
                        mask.apply(how.change().of(mask, region(o.follow(), d, mask, job), EditLimits.none())));
            });
            case CorrectionTool.Click c -> drawn.ifPresent(d -> clicked(c.what(), d));
            case CorrectionTool.Prompted p -> drawn.ifPresent(this::prompted);
            case CorrectionTool.Whole w -> {
                double much = amount.get();
                Optional<Stack> stack = active.get().currentProperty().get().source();
                work(w.what().naming().word(), (mask, job) -> w.what().of(
                        new WholeCorrection.Subject(mask, () -> field(stack.orElseThrow(), mask)), much, job));
            }
            case CorrectionTool.Model m -> asked(amount.get());
            case CorrectionTool.Joint j -> together(j.what());
        }
    }

    private EditRegion region(CorrectionTool.Follow follow, DrawnOutline d, Mask mask, JobContext job) throws IOException {
        OutlineUse how = use.get();
        if (follow == CorrectionTool.Follow.DRAWN) {
            return d.region(mask.grid(), how);
        }
        EdgeFollowing image = new EdgeFollowing(d.site(), pictures.picture(d.place()).image());
        return d.region(mask.grid(), how, follow == CorrectionTool.Follow.EDGES ? image.edges(d.shape(), job) : image.level(d.shape()));
    }

    private void clicked(ClickCorrection what, DrawnOutline place) {
        double much = amount.get();
        Optional<Stack> stack = active.get().currentProperty().get().source();
        List<Mask> stops = tools.selected().map(tools::limits).map(EditLimits::locked).orElse(List.of());
        work(what.naming().word(), (mask, job) -> what.of(
                new ClickCorrection.Subject(mask, place.voxel(mask.grid()), () -> field(stack.orElseThrow(), mask), stops), much, job));
    }

    private void prompted(DrawnOutline box) {
        OutlineUse how = use.get();
        Prompter.Picture on = shown(box.place());
        inHand((id, mask, limits) -> run(job -> {
            Prompter.Answer a = prompter.outline(box, on, job);
            Mask after = mask.apply(how.change().of(mask, box.region(mask.grid(), how, a.corners()), EditLimits.none()));
            return new PendingCorrection(how.word() + " by " + a.by(), List.of(part(id, mask, after, limits)), a.note());
        }));
    }

    private void asked(double percent) {
        inHand((id, mask, limits) -> models.outlines.original(id).ifPresentOrElse(own -> run(job -> new PendingCorrection(
                CorrectionTool.Model.NAMING.word(),
                List.of(part(id, mask, models.outlines.at(id, own, percent, job).resampled(mask.grid()), limits)))),
                () -> said.set(say(NO_MODELS_OUTLINE))));
    }

    private interface Operation {
        Mask of(Mask mask, JobContext job) throws IOException;
    }

    private interface Work {
        PendingCorrection done(JobContext job) throws IOException;
    }

    private void together(JointCorrection what) {
        Map<FindingId, Mask> masks = active.get().openMasks();
        if (masks.size() < 2) {
            said.set(what.tooFew(masks.size()));
            return;
        }
        List<FindingId> ids = List.copyOf(masks.keySet());
        List<Mask> before = ids.stream().map(id -> Objects.requireNonNull(masks.get(id))).toList();
        EditLimits limits = tools.limits(ids.getFirst());
        Optional<Stack> stack = active.get().currentProperty().get().source();
        double much = amount.get();
        run(job -> {
            List<Mask> after = what.of(
                    new JointCorrection.Subject(before, () -> field(stack.orElseThrow(), before.getFirst()), limits), much, job);
            List<PendingCorrection.Part> parts = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                parts.add(part(ids.get(i), before.get(i), after.get(i), limits));
            }
            return new PendingCorrection(what.naming().word(), parts);
        });
    }

    private static PendingCorrection.Part part(FindingId id, Mask before, Mask after, EditLimits limits) {
        return new PendingCorrection.Part(id, before, before.apply(Change.of(before, after, limits)));
    }

    private interface OnSegment {
        void of(FindingId id, Mask mask, EditLimits limits);
    }

    private void inHand(OnSegment what) {
        Optional<Mask> mask = active.get().maskInHand();
        if (mask.isEmpty()) {
            said.set(say(NO_OUTLINE));
            return;
        }
        FindingId id = tools.selected().orElseThrow();
        what.of(id, mask.get(), tools.limits(id));
    }

    private void work(String word, Operation operation) {
        inHand((id, mask, limits) ->
                run(job -> new PendingCorrection(word, List.of(part(id, mask, operation.of(mask, job), limits)))));
    }

    /// Stops what runs and runs something else, saying how far it is.
    private void run(Work work) {
        job.close();
        UntilClosed own = new UntilClosed();
        job = own;
        busy.set(true);
        said.set(say(WORKING));
        SaidProgress watched = new SaidProgress(own, percent -> Platform.runLater(() -> {
            if (job == own && busy.get()) {
                said.set(say(WORKING) + " " + percent + " %");
            }
        }));
        working.run(
                () -> {
                    own.checkCancelled();
                    return work.done(watched);
                },
                made -> {
                    if (job == own) {
                        busy.set(false);
                        tools.corrections().pendingProperty().set(Optional.of(made));
                        said.set(PendingWords.of(made));
                    }
                },
                fault -> {
                    if (job == own) {
                        busy.set(false);
                        tools.corrections().pendingProperty().set(Optional.empty());
                        said.set(fault instanceof CancelledException ? say("stopped") : FaultText.of(fault));
                    }
                });
    }

    private VoxelField field(Stack stack, Mask mask) {
        try {
            return VoxelField.of(pictures.volume(stack), mask.grid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lets only voxels change whose value lies in a range; the volume is read first, beside the toolkit's thread.
    ///
    /// @param range in the image's unit; empty for any
    public void limitValues(Optional<ValueRange> range) {
        var values = tools.corrections().valuesProperty();
        if (range.isEmpty()) {
            values.set(Optional.empty());
            return;
        }
        withValues(() -> values.set(Optional.empty()), field -> {
            values.set(Optional.of(new ValueLimit(range.get(), field)));
            again();
        });
    }

    /// Lets brush and eraser mark only values like those pressed, or all again; the volume is read first, beside the toolkit's thread.
    public void alike(boolean on) {
        var alike = tools.corrections().alikeProperty();
        if (!on) {
            alike.set(Optional.empty());
            tell.accept(say("Brush and eraser mark all that is under them."));
            return;
        }
        withValues(() -> alike.set(Optional.empty()), field -> {
            alike.set(Optional.of(field));
            tell.accept(say("Brush and eraser mark only values like those in the inner circle where the stroke begins, and those "
                    + "their middle passes."));
        });
    }

    /// Reads the values of the images the outline in hand lies on.
    ///
    /// @param none run where there is no outline, which is said
    /// @param then told of the values
    private void withValues(Runnable none, Consumer<VoxelField> then) {
        Optional<Mask> mask = active.get().maskInHand();
        Optional<Stack> stack = active.get().currentProperty().get().source();
        if (mask.isEmpty() || stack.isEmpty()) {
            none.run();
            tell.accept(say(NO_OUTLINE));
            return;
        }
        said.set(say("reading the images' values …"));
        working.run(() -> field(stack.get(), mask.get()), field -> {
            said.set("");
            then.accept(field);
        }, fault -> said.set(FaultText.of(fault)));
    }

    @Override
    public boolean take() {
        Optional<PendingCorrection> made = tools.corrections().pendingProperty().get();
        if (made.isEmpty() || !tools.strokes().open()) {
            return false;
        }
        PendingCorrection p = made.get();
        if (p.parts().stream().anyMatch(part -> tools.mask(part.finding()).filter(part.before()::equals).isEmpty())) {
            said.set(say("The outline changed meanwhile; look at it and try again."));
            again();
            return true;
        }
        Map<FindingId, MaskDelta> deltas = new LinkedHashMap<>();
        p.parts().forEach(part -> deltas.put(part.finding(), part.before().deltaTo(part.after())));
        drop();
        tools.correct(p.tool(), deltas);
        return true;
    }

    /// Lets what waits go.
    ///
    /// @return whether something did
    public boolean drop() {
        boolean whole = tool.get().filter(t -> t.drawnWith().isEmpty()).isPresent();
        boolean waited = whole || drawn.isPresent() || busy.get() || tools.corrections().pendingProperty().get().isPresent();
        job.close();
        busy.set(false);
        lead.begin(followed(tool.get()));
        drawn = Optional.empty();
        said.set("");
        if (whole) {
            tool.set(Optional.empty());
            models.outlines.forget();
        }
        tools.corrections().pendingProperty().set(Optional.empty());
        outlineChanged.run();
        return waited;
    }

    private void putAway() {
        drop();
        lead.end();
        tool.set(Optional.empty());
    }

    @Override
    public void close() {
        putAway();
        working.close();
    }
}
