package loupe.app.slide;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import loupe.app.action.Action;
import loupe.app.action.KeyMap;
import loupe.app.findings.FindingsPane;
import loupe.app.findings.FindingsViewModel;
import loupe.app.preferences.Preferences;
import loupe.app.segments.CorrectionState;
import loupe.core.finding.FindingId;
import loupe.core.study.StudySummary;
import loupe.review.session.StudyImages;
import loupe.review.slide.SlideObjects;
import loupe.review.slide.StudySlide;
import loupe.store.Store;

/// A study of slides: the list of them, the one in view, findings and objects.
public final class SlideStudyPane extends BorderPane implements AutoCloseable {
    private static final double[] MAGNIFICATIONS = {1.25, 5, 10, 20, 40};
    private static final double STEP = 0.4;
    private static final long SLIDE_FIRST_MS = 3000;
    private static final String NONE_IN_HAND = later("Click an object first: it is taken in hand (M for the hand).");

    private final Of study;
    private final FindingsViewModel findings;
    private final FindingsPane side;
    private final Around around;
    private final ListView<String> list = new ListView<>();
    private final SlideBar bar;
    private final VBox right = new VBox();
    private Optional<OpenSlide> open = Optional.empty();
    private int shown = -1;
    private boolean light = true;

    /// A study of slides.
    ///
    /// @param summary the study
    /// @param images its pixels
    /// @param slides its slides, one at least
    /// @param store as the account at work may see it
    /// @param others number of series that are shown elsewhere
    public record Of(StudySummary summary, StudyImages images, List<StudySlide> slides, Store store, int others) {}

    /// What it needs of the window.
    ///
    /// @param keys keys named in tooltips
    /// @param act does what a button says
    /// @param tell shows a sentence
    /// @param faults keeps and shows what went wrong
    /// @param preferences settings
    public record Around(
            KeyMap keys, Consumer<Action> act, Consumer<String> tell, Consumer<Throwable> faults, Preferences preferences) {}

    /// The slide in view and what belongs to it.
    private record OpenSlide(SlideViewModel model, SlidePane pane, ObjectsViewModel objects) {
        void close() {
            pane.close();
            objects.close();
        }
    }

    /// Shows the first slide.
    public SlideStudyPane(Of study, FindingsViewModel findings, Around around) {
        this.study = study;
        this.findings = findings;
        this.around = around;
        this.side = new FindingsPane(findings, new CorrectionState(), around.keys(), around.act());
        Node edit = side.lookup("#edit"); // the outlines of slides are objects, corrected by tools of their own
        edit.setVisible(false);
        edit.setManaged(false);
        this.bar = new SlideBar(around.keys(), around.act());
        setId("slide-study");
        list.setId("slides");
        list.setAccessibleText(say("Slides of the study"));
        study.slides().forEach(s -> list.getItems().add(s.title()));
        list.getSelectionModel().selectedIndexProperty().addListener((o, before, now) -> show(now.intValue()));
        Label title = new Label(say("Slides"));
        title.getStyleClass().add("side-title");
        VBox left = new VBox(8, title, list);
        if (study.others() > 0) {
            Label more = new Label(say("This study has other images too ({0}).", around.keys().keyText(Action.OTHER_IMAGES)));
            more.setId("other-images");
            more.setWrapText(true);
            more.getStyleClass().add("quiet");
            left.getChildren().add(more);
        }
        VBox.setVgrow(list, Priority.ALWAYS);
        left.getStyleClass().addAll("side", "left");
        left.setPrefWidth(180);
        setLeft(left);
        VBox.setVgrow(side, Priority.ALWAYS);
        right.setPrefWidth(290);
        setRight(right);
        list.getSelectionModel().select(0);
    }

    private void show(int index) {
        if (index < 0 || index == shown) {
            return;
        }
        shown = index;
        open.ifPresent(OpenSlide::close);
        StudySlide slide = study.slides().get(index);
        SlideViewModel model = new SlideViewModel(slide);
        long budget = around.preferences().pictureBytes() / 2;
        CountDownLatch stands = new CountDownLatch(1);
        ObjectsViewModel objects = new ObjectsViewModel(
                findings, slide.seriesUid(),
                () -> {
                    // The slide is to be seen first; a hundred thousand objects take the processors for a while.
                    stands.await(SLIDE_FIRST_MS, TimeUnit.MILLISECONDS);
                    return SlideObjects.read(study.store(), studyUid(), study.images(), slide);
                },
                around.faults());
        SlidePane pane = new SlidePane(
                model, new SlideTiles(slide, study.images(), budget), objects,
                new SlidePane.Around(budget, around.faults(), stands::countDown));
        open = Optional.of(new OpenSlide(model, pane, objects));
        bar.follow(objects);
        ObjectsPane listed = new ObjectsPane(objects, around.keys(), around.act());
        right.getChildren().setAll(side, listed);
        theme();
        VBox.setVgrow(pane, Priority.ALWAYS);
        setCenter(new VBox(bar, pane));
        pane.requestFocus();
    }

    /// Takes one finding in hand, with what is asked about it in place of findings and objects.
    public void lookAt(FindingId finding, Region asked) {
        setRight(asked);
        findings.select(finding);
    }

    /// The study's UID.
    public String studyUid() {
        return study.summary().studyUid();
    }

    /// Its findings.
    public FindingsViewModel findings() {
        return findings;
    }

    /// Index of the slide in view.
    public int shown() {
        return shown;
    }

    /// Shows a slide again.
    public void backTo(int index) {
        list.getSelectionModel().select(Math.clamp(index, 0, study.slides().size() - 1));
    }

    /// Gives the slide the keys.
    public void focusSlide() {
        open.ifPresent(o -> o.pane().requestFocus());
    }

    /// Puts a tool away that is in hand.
    ///
    /// @return whether there was one
    public boolean putToolAway() {
        if (open.isEmpty()) {
            return false;
        }
        ToolHand hand = open.get().pane().hand();
        ObjectsViewModel objects = open.get().objects();
        if (hand.busy()) {
            hand.drop();
            open.get().model().touch();
            return true;
        }
        if (objects.toolProperty().get() != SlideTool.MOVE) {
            objects.toolProperty().set(SlideTool.MOVE);
            return true;
        }
        return objects.letGo();
    }

    private void theme() {
        open.ifPresent(o -> {
            o.pane().getStyleClass().removeAll("slide-light", "slide-dark");
            o.pane().getStyleClass().add(light ? "slide-light" : "slide-dark");
        });
    }

    /// Does what concerns slides and findings.
    public void act(Action action) {
        switch (action) {
            case NEXT_FINDING -> findings.selectBeside(1);
            case ACCEPT -> findings.accept();
            case REJECT -> side.askReason();
            case COMMIT_OPINION -> side.askOpinion();
            case UNDO -> findings.undo();
            case REDO -> findings.redo();
            case PREVIOUS_SERIES -> backTo(shown - 1);
            case NEXT_SERIES -> backTo(shown + 1);
            case SLIDE_THEME -> {
                light = !light;
                theme();
            }
            default -> open.ifPresent(o -> {
                look(o.model(), action);
                objects(o, action);
            });
        }
    }

    /// Brings objects of files onto the slide in view.
    public void bringIn(List<Path> files) {
        open.ifPresent(o -> files.forEach(f -> o.objects().bringIn(f, o.model().slide(), around.tell())));
    }

    /// Writes the objects of the slide in view into a folder, as `objects-1.geojson` and `objects-1.dcm` for the first slide.
    public void export(Path folder) {
        open.ifPresent(o -> o.objects().export(
                new ObjectsViewModel.Target(
                        study.store(), studyUid(), o.model().slide(), folder, "objects-" + (shown + 1)),
                around.tell()));
    }

    private void objects(OpenSlide o, Action action) {
        ObjectsViewModel objects = o.objects();
        switch (action) {
            case SLIDE_MOVE -> take(objects, SlideTool.MOVE);
            case SLIDE_FRAME -> take(objects, SlideTool.FRAME);
            case SLIDE_POINT -> take(objects, SlideTool.POINT);
            case SLIDE_LINE -> take(objects, SlideTool.LINE);
            case SLIDE_POLYGON -> take(objects, SlideTool.POLYGON);
            case SLIDE_BRUSH -> take(objects, SlideTool.BRUSH);
            case SLIDE_WAND -> take(objects, SlideTool.WAND);
            case SLIDE_BRUSH_SMALLER -> o.pane().hand().scaleBrush(0.8);
            case SLIDE_BRUSH_LARGER -> o.pane().hand().scaleBrush(1.25);
            case SLIDE_DELETE -> sayUnless(objects.delete(), say(NONE_IN_HAND));
            case SLIDE_CLASS -> sayUnless(objects.classify(), say(NONE_IN_HAND));
            case SLIDE_CLASS_ALIKE -> sayUnless(objects.classifyAlike(), say(NONE_IN_HAND));
            case HIDE_AI -> objects.shownProperty().set(!objects.shownProperty().get());
            default -> { }
        }
    }

    private void take(ObjectsViewModel objects, SlideTool tool) {
        objects.toolProperty().set(tool);
        around.tell().accept(tool.help());
        focusSlide();
    }

    private void sayUnless(boolean done, String sentence) {
        if (!done) {
            around.tell().accept(sentence);
        }
        focusSlide();
    }

    private void look(SlideViewModel model, Action action) {
        double across = model.now().width() * STEP;
        double down = model.now().height() * STEP;
        switch (action) {
            case SLIDE_1, SLIDE_2, SLIDE_3, SLIDE_4, SLIDE_5 -> {
                if (!model.magnify(MAGNIFICATIONS[action.ordinal() - Action.SLIDE_1.ordinal()])) {
                    around.tell().accept(say("This slide does not say how large its pixels are; zoom with the wheel."));
                }
            }
            case SLIDE_WHOLE -> model.whole();
            case SLIDE_LEFT -> model.pan(across, 0);
            case SLIDE_RIGHT -> model.pan(-across, 0);
            case SLIDE_UP -> model.pan(0, down);
            case SLIDE_DOWN -> model.pan(0, -down);
            case ZOOM_IN -> model.notches(1);
            case ZOOM_OUT -> model.notches(-1);
            default -> { }
        }
    }

    @Override
    public void close() {
        open.ifPresent(OpenSlide::close);
        open = Optional.empty();
    }
}
