package loupe.app.slide;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;
import static loupe.app.text.Words.told;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import loupe.app.findings.FindingsViewModel;
import loupe.app.fx.Background;
import loupe.core.slide.CountingFrame;
import loupe.core.slide.FeatureLayer;
import loupe.core.slide.FeatureOutline;
import loupe.core.slide.SlideFeature;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.slide.ObjectFiles;
import loupe.review.slide.ObjectSteps;
import loupe.review.slide.SlideObjects;
import loupe.review.slide.StudySlide;
import loupe.store.Store;

/// The objects on the slide in view, those in hand and the steps on them; for the toolkit's thread.
final class ObjectsViewModel implements AutoCloseable {
    private static final List<String> HIDDEN = List.of("hidden");

    private final FindingsViewModel findings;
    private final ObjectSteps steps;
    private final Callable<SlideObjects> read;
    private final Background beside;
    private final ReadOnlyObjectWrapper<FeatureLayer> layer = new ReadOnlyObjectWrapper<>(FeatureLayer.EMPTY);
    private final ReadOnlyObjectWrapper<List<FeatureLayer.Standing>> inHand = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Map<String, Integer>> counts = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Map<String, Integer>> framed = new ReadOnlyObjectWrapper<>(Map.of());
    private final ObjectProperty<Optional<CountingFrame>> frame = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<SlideTool> tool = new SimpleObjectProperty<>(SlideTool.MOVE);
    private final StringProperty classInHand = new SimpleStringProperty("");
    private final BooleanProperty shown = new SimpleBooleanProperty(true);
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper(say("being read …"));
    private final Consumer<Throwable> faults;
    /// Used on the thread beside only.
    private Optional<SlideObjects> objects = Optional.empty();
    private List<String> answers = List.of();

    /// @param read reads what models found and what came with the study; called beside the toolkit's thread
    ObjectsViewModel(FindingsViewModel findings, String seriesUid, Callable<SlideObjects> read, Consumer<Throwable> faults) {
        this.findings = findings;
        this.steps = new ObjectSteps(seriesUid);
        this.read = read;
        this.faults = faults;
        this.beside = new Background("slide-objects", faults);
        // What models found may be seen once the first opinion is there: the next state reads it.
        findings.blindProperty().addListener((o, before, now) -> answers = HIDDEN);
        findings.stateProperty().addListener((o, before, now) -> stands(now));
        frame.addListener((o, before, now) -> count(layer.get()));
        stands(findings.stateProperty().get());
    }

    private static List<String> answers(ReviewState now) {
        return now.predictions().stream().map(PredictionEntry::id).toList();
    }

    private void stands(ReviewState now) {
        boolean again = !answers(now).equals(answers);
        answers = answers(now);
        beside.run(
                () -> {
                    if (objects.isEmpty() || again) {
                        objects = Optional.of(read.call());
                    }
                    return objects.get().in(now);
                },
                this::show,
                fault -> {
                    said.set(say("could not be read"));
                    faults.accept(fault);
                });
    }

    private void show(FeatureLayer next) {
        layer.set(next);
        List<FeatureLayer.Standing> kept = new ArrayList<>();
        for (FeatureLayer.Standing s : inHand.get()) {
            if (next.sets().contains(s.set())) {
                next.standing(s.set(), s.index()).ifPresent(kept::add);
            }
        }
        inHand.set(List.copyOf(kept));
        count(next);
    }

    private void count(FeatureLayer of) {
        Optional<CountingFrame> within = frame.get();
        record Counted(Map<String, Integer> all, Map<String, Integer> framed) {}
        beside.run(
                () -> new Counted(of.counts(), within.map(f -> f.counted(of)).orElse(Map.of())),
                c -> {
                    counts.set(c.all);
                    framed.set(c.framed);
                    said.set("");
                });
    }

    /// The objects as they stand.
    ReadOnlyObjectProperty<FeatureLayer> layerProperty() {
        return layer.getReadOnlyProperty();
    }

    /// The objects in hand.
    ReadOnlyObjectProperty<List<FeatureLayer.Standing>> inHandProperty() {
        return inHand.getReadOnlyProperty();
    }

    /// Why they cannot be counted, such as that they are being read; empty once they are.
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// How many there are, by class.
    ReadOnlyObjectProperty<Map<String, Integer>> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// How many count in the frame, by class.
    ReadOnlyObjectProperty<Map<String, Integer>> framedProperty() {
        return framed.getReadOnlyProperty();
    }

    /// The counting frame.
    ObjectProperty<Optional<CountingFrame>> frameProperty() {
        return frame;
    }

    /// The tool in hand.
    ObjectProperty<SlideTool> toolProperty() {
        return tool;
    }

    /// The class that new objects get and that objects in hand can be given.
    StringProperty classInHandProperty() {
        return classInHand;
    }

    /// Whether objects are shown.
    BooleanProperty shownProperty() {
        return shown;
    }

    /// Takes the object at a place in hand, or none.
    ///
    /// @param reach how near to a point or line counts, in pixels of level 0
    /// @param more whether those in hand stay so
    void take(double x, double y, double reach, boolean more) {
        Optional<FeatureLayer.Standing> at = shown.get() ? layer.get().at(x, y, reach) : Optional.empty();
        List<FeatureLayer.Standing> next = new ArrayList<>(more ? inHand.get() : List.of());
        at.ifPresent(s -> {
            if (!next.removeIf(s::sameAs)) {
                next.add(s);
            }
        });
        inHand.set(List.copyOf(next));
    }

    /// Takes away what is in hand.
    ///
    /// @return whether anything was
    boolean delete() {
        List<FeatureLayer.Standing> all = inHand.get();
        if (!all.isEmpty()) {
            findings.correct(steps.deleted(all));
        }
        return !all.isEmpty();
    }

    /// Gives what is in hand the class in hand.
    ///
    /// @return whether anything was
    boolean classify() {
        List<FeatureLayer.Standing> all = inHand.get();
        if (!all.isEmpty()) {
            findings.correct(steps.classified(all, classInHand.get().strip()));
        }
        return !all.isEmpty();
    }

    /// Gives all objects of the class of the one in hand the class in hand: those that count in the frame, without a frame all.
    ///
    /// @return whether one was in hand
    boolean classifyAlike() {
        if (inHand.get().isEmpty()) {
            return false;
        }
        String of = inHand.get().getFirst().feature().classification();
        SlideFeature.Type type = inHand.get().getFirst().feature().type();
        FeatureLayer now = layer.get();
        Optional<CountingFrame> within = frame.get();
        String to = classInHand.get().strip();
        beside.run(
                () -> {
                    List<FeatureLayer.Standing> out = new ArrayList<>();
                    Consumer<FeatureLayer.Standing> add = s -> {
                        boolean counts = within.isEmpty() || within.get().counts(s.feature().outline());
                        if (counts && s.feature().type() == type && s.feature().classification().equals(of)) {
                            out.add(s);
                        }
                    };
                    within.ifPresentOrElse(f -> now.touching(f.box(), add), () -> now.each(add));
                    return out;
                },
                all -> findings.correct(steps.classified(all, to)));
        return true;
    }

    /// Keeps what was drawn.
    void draw(String what, FeatureOutline outline) {
        if (changeable()) {
            findings.correct(steps.drawn(what, outline, classInHand.get().strip()));
        }
    }

    /// Keeps an object drawn anew.
    void redraw(String what, FeatureLayer.Standing old, FeatureOutline outline) {
        if (changeable()) {
            findings.correct(steps.redrawn(what, old, outline));
        }
    }

    /// Keeps objects of a file.
    void bringIn(List<SlideFeature> features) {
        findings.correct(steps.broughtIn(features));
    }

    /// Takes one object away.
    void delete(FeatureLayer.Standing one) {
        findings.correct(steps.deleted(List.of(one)));
    }

    /// Takes nothing in hand.
    ///
    /// @return whether anything was
    boolean letGo() {
        boolean any = !inHand.get().isEmpty();
        inHand.set(List.of());
        return any;
    }

    /// Brings in the objects of a file; what did not come in is said.
    void bringIn(Path file, StudySlide slide, Consumer<String> tell) {
        beside.run(() -> ObjectFiles.read(file, slide), taken -> {
            tell.accept(told(taken.words()));
            bringIn(taken.features());
        });
    }

    /// Where objects are written.
    ///
    /// @param folder where to
    /// @param name of the files, without their endings
    record Target(Store store, String studyUid, StudySlide slide, Path folder, String name) {}

    /// Writes all objects as they stand, as GeoJSON and as a DICOM object.
    void export(Target to, Consumer<String> tell) {
        FeatureLayer now = layer.get();
        beside.run(
                () -> {
                    int n = ObjectFiles.write(to.store, to.studyUid, now, to.folder.resolve(to.name + ".geojson"));
                    String ann = ObjectFiles.annotations(
                            to.store, to.studyUid, to.slide, now, to.folder.resolve(to.name + ".dcm"));
                    return say("{0} written to {1}.geojson, {2} to {3}.dcm.", sayCount(n, "{0} object", "{0} objects"), to.name, ann,
                            to.name);
                },
                tell);
    }

    /// Whether objects may be changed: not once the review is sealed.
    boolean changeable() {
        return !findings.sealedProperty().get();
    }

    @Override
    public void close() {
        beside.close();
    }
}
