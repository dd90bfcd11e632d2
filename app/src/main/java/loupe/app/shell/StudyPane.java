package loupe.app.shell;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import loupe.app.action.Action;
import loupe.app.action.KeyMap;
import loupe.app.action.Spoken;
import loupe.app.came.CamePane;
import loupe.app.correct.CorrectingActions;
import loupe.app.correct.CorrectingStrip;
import loupe.app.correct.CorrectingViewModel;
import loupe.app.correct.ModelOutlines;
import loupe.app.correct.NextPlaces;
import loupe.app.correct.SegmentActions;
import loupe.app.findings.FindingsPane;
import loupe.app.findings.FindingsViewModel;
import loupe.app.fx.Background;
import loupe.app.hanging.HangingViewModel;
import loupe.app.measures.Calibrating;
import loupe.app.measures.LesionPane;
import loupe.app.measures.MeasuresPane;
import loupe.app.measures.MeasuresViewModel;
import loupe.app.preferences.Preferences;
import loupe.app.reading.CineRun;
import loupe.app.reading.ClipPace;
import loupe.app.reading.Coverage;
import loupe.app.reading.ReadingPane;
import loupe.app.reading.ReadingViewModel;
import loupe.app.reading.SeriesStrip;
import loupe.app.segments.SegmentColours;
import loupe.app.text.Words;
import loupe.app.tool.DrawingTool;
import loupe.app.twice.DifferencePlace;
import loupe.app.twice.DifferencesPane;
import loupe.app.viewer.SharedView;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.look.ComparedVersion;
import loupe.app.viewer.picture.ImagePlace;
import loupe.app.viewer.picture.StudyPictures;
import loupe.app.viewer.tool.DragTool;
import loupe.core.finding.FindingId;
import loupe.core.geometry.PatientPoint;
import loupe.core.image.ValueWindow;
import loupe.core.measure.Annotation;
import loupe.core.render.SpatialTransform;
import loupe.core.work.UntilClosed;
import loupe.review.came.CameWithStudy;
import loupe.review.measuring.MeasuredValues;
import loupe.review.screen.Area;
import loupe.review.screen.Layout;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import loupe.review.twice.ReadFinding;
import loupe.review.twice.ShownDifference;

/// One study: its series, its images, its findings.
final class StudyPane extends BorderPane implements DifferencesPane.Images, AutoCloseable {
    private static final String NO_ROOM = later("There is no room for a further view: at most 16, none below a sixteenth of the screen.");
    /// How much wider or higher a key makes a view: a fiftieth of the screen.
    private static final int SHARE_STEP = Area.WHOLE / 50;
    private static final String NO_PLANES = later("Only planes that are cut out of a stack can be thick; show three planes first (T).");

    private final OpenStudy study;
    private final SharedView tools;
    private final ReadingViewModel reading;
    private final StudyPictures pictures;
    private final Consumer<String> tell;
    private final FindingsViewModel findings;
    private final MeasuresViewModel measures;
    private final StudyScreens views;
    private final FindingsPane side;
    private final Timeline cine;
    private final Background beside;
    private final HangingViewModel hanging;
    private final UntilClosed open = new UntilClosed();
    private final SlabField slab;
    private final CamePane came;
    private final LookActions looks;
    private final PresetActions presets;
    private final Calibrating calibrating;
    private final CorrectingActions correcting;
    private final ClipPace pace = new ClipPace();
    private CineRun run;
    /// The one finding of a second look; empty where all are shown.
    private Optional<FindingId> only = Optional.empty();
    /// Whether what two readers differ in is settled: nothing of the models' lies over the images then.
    private boolean settling;
    private final MeasuresPane drawings;

    /// What a study needs of the window.
    ///
    /// @param keys keys named in tooltips
    /// @param act does what a button says
    /// @param tell shows a sentence
    /// @param faults keeps and shows what went wrong
    /// @param preferences settings
    /// @param onScreens puts the study's views on the further screens, before it is hung
    record Around(
            KeyMap keys,
            Consumer<Action> act,
            Consumer<String> tell,
            Consumer<Throwable> faults,
            Preferences preferences,
            Consumer<StudyPane> onScreens) {}

    StudyPane(OpenStudy study, FindingsViewModel findings, Around around) {
        this.study = study;
        this.findings = findings;
        this.tell = around.tell();
        this.beside = new Background("came-with-study", around.faults());
        this.tools = new SharedView(strokes(findings));
        this.pictures = new StudyPictures(
                study.images(),
                study.volumes()::take,
                around.preferences().pictureBytes());
        this.reading = new ReadingViewModel(
                study.summary(), study.series(), pictures, tools, new Coverage(study.clock()::millis));
        this.hanging = new HangingViewModel(
                study.hanging(), reading, pictures, new Background("hanging", around.faults()), around.tell());
        tools.opacityProperty().set(around.preferences().overlayOpacity());
        this.measures = new MeasuresViewModel(
                findings, new MeasuredValues(study.images(), study.volumes()), new Background("measure", around.faults()));
        this.calibrating = new Calibrating(measures, this::viewer, around.tell());
        CorrectingViewModel correct = new CorrectingViewModel(
                tools, this::viewer, pictures,
                new CorrectingViewModel.Models(study.prompts(), study::modality, new ModelOutlines(
                        study.alternatives(), study.summary().studyUid(),
                                id -> findings.stateProperty().get().finding(id).flatMap(f -> f.original()))),
                new Background("correct", around.faults()), around.tell());
        correct.onOutlineChanged(measures::outlineChanged);
        measures.outlines(correct);
        this.correcting = new CorrectingActions(
                correct, tools.corrections(), findings, new SegmentActions(findings, tools, this::viewer, around.tell()),
                places(NextPlaces.Kind.differences()),
                places(NextPlaces.Kind.doubts(study.doubts(), study.summary().studyUid(), open)), around.tell());
        this.views = new StudyScreens(
                reading, screen -> new ReadingPane(reading, screen, measures, around.tell(), around.faults()));
        this.looks = new LookActions(reading, views, around.tell());
        this.side = new FindingsPane(findings, tools.corrections(), around.keys(), around.act());
        this.run = CineRun.loop(around.preferences().cinePerSecond());
        this.cine = new Timeline(new KeyFrame(Duration.seconds(1), e -> cineStep()));
        cine.setCycleCount(Animation.INDEFINITE);
        setId("study");
        this.slab = new SlabField(reading, this::focusImage, around.tell());
        this.presets = new PresetActions(study, reading, new Background("presets", around.faults()), around.tell());
        ViewerBar bar = new ViewerBar(reading, slab, presets::offered, around.keys(), around.act());
        VBox.setVgrow(views.first(), Priority.ALWAYS);
        CorrectingStrip strip = new CorrectingStrip(correct, tools);
        ScrollPane correcting = scrolled(strip);
        correcting.visibleProperty().bind(strip.visibleProperty());
        correcting.managedProperty().bind(strip.visibleProperty());
        setCenter(new VBox(scrolled(bar), correcting, views.first()));
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER && !e.isShortcutDown() && correct.take()) { // outlines that are drawn took it already
                e.consume();
            }
        });
        setLeft(strip());
        this.drawings = new MeasuresPane(measures, this::reveal);
        drawings.getStyleClass().add("side");
        VBox.setVgrow(side, Priority.ALWAYS);
        this.came = new CamePane(tools, study.series(), reading.activeProperty()::get);
        VBox right = new VBox(side, new LesionPane(measures, unused -> takeAxes()), drawings, came);
        right.setPrefWidth(290);
        setRight(right);
        tools.drawingProperty().addListener((o, before, now) -> now.ifPresent(t -> tell.accept(t.help())));
        beside.run(() -> CameWithStudy.of(study.images(), open), this::came);
        findings.blindProperty().addListener((o, before, now) -> {
            if (before && !now) {
                beside.run(this::cameAgain, this::came);
            }
        });
        around.onScreens().accept(this);
        hanging.open();
        findings.onPublished(this::published);
        findings.selectedProperty().addListener((o, before, now) -> published());
        findings.onTaken(this::reveal);
        published();
        reveal();
    }

    private NextPlaces places(NextPlaces.Kind kind) {
        return new NextPlaces(findings, this::viewer, beside, tell, kind);
    }

    /// What was hidden before the first opinion can be read now.
    private CameWithStudy cameAgain() throws Exception {
        StudyImages all = study.again().call();
        pictures.beside(all);
        return CameWithStudy.of(all, open);
    }

    private void came(CameWithStudy read) {
        tools.came(read.with(SegmentColours.apart(read.outlines())));
        if (!read.notes().isEmpty()) {
            tell.accept(String.join("; ", read.notes().stream().map(Words::told).toList()));
        }
    }

    private static SharedView.Strokes strokes(FindingsViewModel findings) {
        return new SharedView.Strokes() {
            @Override
            public boolean open() {
                return findings.paintable();
            }

            @Override
            public void finished(String tool, List<ReviewSession.Stroke> strokes) {
                findings.paint(tool, strokes);
            }
        };
    }

    /// Goes to a finding or drawing by its id.
    void goTo(String id) {
        findings.stateProperty().get().annotation(id).ifPresentOrElse(this::reveal, () -> findings.select(new FindingId(id)));
    }

    private void reveal(Annotation a) {
        study.series().stream()
                .filter(s -> s.places().contains(new ImagePlace.Stored(a.place().sopInstanceUid(), a.place().frame())))
                .findFirst()
                .ifPresent(s -> {
                    viewer().show(s);
                    int stored = s.places().indexOf(new ImagePlace.Stored(a.place().sopInstanceUid(), a.place().frame()));
                    int at = a.place().cut() ? nearest(s, a).orElse(stored) : stored;
                    viewer().change(v -> v.at(at));
                });
    }

    private static OptionalInt nearest(ShownSeries s, Annotation a) {
        PatientPoint p = a.measure().shape().points().getFirst();
        return s.positions()
                .map(all -> all.through(p, a.measure().space().plane().frameOfReferenceUid()))
                .orElse(OptionalInt.empty());
    }

    /// Puts a tool that draws away.
    ///
    /// @return whether there was one
    boolean putDrawingAway() {
        return correcting.model().drop() || tools.putDrawingAway();
    }

    private VBox strip() {
        Label title = new Label(say("Series"));
        title.getStyleClass().add("side-title");
        SeriesStrip series = new SeriesStrip(reading);
        VBox.setVgrow(series, Priority.ALWAYS);
        VBox left = new VBox(8, title, series);
        left.getStyleClass().addAll("side", "left");
        left.setPrefWidth(180);
        return left;
    }

    /// What is wider than its room, as with large texts, is scrolled across.
    private static ScrollPane scrolled(Region bar) {
        ScrollPane scroll = new ScrollPane(bar);
        scroll.setFitToWidth(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(Region.USE_PREF_SIZE);
        // The bar to scroll by takes its room beside what is scrolled, not from it.
        scroll.viewportBoundsProperty().addListener((o, before, now) -> {
            double missing = bar.prefHeight(Region.USE_COMPUTED_SIZE) - now.getHeight();
            if (missing > 1) {
                scroll.setMinHeight(scroll.getHeight() + missing);
            } else if (missing < -1) {
                scroll.setMinHeight(Region.USE_PREF_SIZE);
            }
        });
        scroll.getStyleClass().add("clear-scroll");
        return scroll;
    }

    private void published() {
        tools.calibrationsProperty().set(findings.stateProperty().get().calibrations());
        tools.findings(
                findings.findings().stream()
                        .filter(f -> settling ? f.drawnByReader() : only.isEmpty() || only.get().equals(f.finding().id()))
                        .toList(),
                findings.selectedProperty().get(), findings.saved());
    }

    private void reveal() {
        findings.selectedFinding().ifPresent(f -> viewer().reveal(f));
    }

    /// Shows one finding alone, with what is asked about it in place of the findings.
    void lookAt(FindingId finding, Region asked) {
        only = Optional.of(finding);
        setRight(asked);
        findings.select(finding);
        published();
    }

    /// Shows what two readers differ in in place of the findings, with what the account draws itself below.
    void settle(Region asked) {
        settling = true;
        VBox.setVgrow(asked, Priority.ALWAYS);
        VBox right = new VBox(asked, drawings);
        right.setPrefWidth(310);
        setRight(right);
        published();
    }

    @Override
    public void show(ShownDifference d) {
        DifferencePlace.show(viewer(), study.series(), d);
    }

    @Override
    public void compare(List<ComparedVersion> versions) {
        tools.versions(versions);
    }

    @Override
    public List<ReadFinding> own() {
        return ReadFinding.of(findings.stateProperty().get());
    }

    /// The open study.
    OpenStudy study() {
        return study;
    }

    /// Its findings.
    FindingsViewModel findings() {
        return findings;
    }

    Bookmark bookmark() {
        return new Bookmark(
                study.summary().studyUid(),
                study.series().indexOf(viewer().currentProperty().get()),
                viewer().stateProperty().get().slice(),
                findings.selectedProperty().get());
    }

    void backTo(Bookmark place) {
        place.finding().ifPresent(findings::select);
        viewer().show(study.series().get(Math.clamp(place.series(), 0, study.series().size() - 1)));
        viewer().change(s -> s.at(place.slice()));
    }

    /// How it hangs.
    HangingViewModel hanging() {
        return hanging;
    }

    /// Its views, screen by screen.
    StudyScreens screens() {
        return views;
    }

    @Override
    public void focusImage() {
        views.inHand().focusImage();
    }

    /// Does what concerns the open study.
    void act(Action action) {
        switch (action) {
            case PREVIOUS_SLICE -> viewer().scroll(-1);
            case NEXT_SLICE -> viewer().scroll(1);
            case FIRST_SLICE -> viewer().change(s -> s.at(0));
            case LAST_SLICE -> viewer().change(s -> s.at(s.slices() - 1));
            case PREVIOUS_SERIES -> viewer().showBeside(-1);
            case NEXT_SERIES -> viewer().showBeside(1);
            case CINE -> cine();
            case CINE_FASTER -> cine(c -> c.faster(true));
            case CINE_SLOWER -> cine(c -> c.faster(false));
            case CINE_OTHER_WAY -> cine(CineRun::otherWay);
            case NEXT_FINDING -> beside(1);
            case PREVIOUS_FINDING -> beside(-1);
            case ACCEPT -> findings.accept();
            case REJECT -> side.askReason();
            case COMMIT_OPINION -> side.askOpinion();
            case UNDO -> findings.undo();
            case REDO -> findings.redo();
            case BRUSH -> brush(true);
            case ERASER -> brush(false);
            default -> view(action);
        }
    }

    private void beside(int step) {
        if (only.isPresent()) {
            reveal();
        } else {
            findings.selectBeside(step);
        }
    }

    private void brush(boolean adding) {
        correcting.model().drop();
        tools.takeBrush(adding);
    }

    /// A line for each series with images that were not looked at yet.
    List<String> notLookedAt() {
        return reading.notLookedAt();
    }

    private ViewerViewModel viewer() {
        return reading.activeProperty().get();
    }

    /// Does what concerns the views side by side.
    ///
    /// @return whether the action was one of those
    private boolean read(Action action) {
        switch (action) {
            case LAYOUT_1 -> reading.lay(Layout.ONE);
            case LAYOUT_2 -> reading.lay(Layout.grid(1, 2));
            case LAYOUT_4 -> reading.lay(Layout.grid(2, 2));
            case LAYOUT_6 -> reading.lay(Layout.grid(2, 3));
            case LAYOUT_9 -> reading.lay(Layout.grid(3, 3));
            case LAYOUT_16 -> reading.lay(Layout.grid(4, 4));
            case SPLIT_ACROSS -> sayUnless(reading.split(true), say(NO_ROOM));
            case SPLIT_DOWN -> sayUnless(reading.split(false), say(NO_ROOM));
            case CLOSE_VIEW -> sayUnless(reading.closeView(), say("No views beside this one can take its place: move a line first."));
            case WIDER -> reading.grow(true, SHARE_STEP);
            case NARROWER -> reading.grow(true, -SHARE_STEP);
            case TALLER -> reading.grow(false, SHARE_STEP);
            case LOWER -> reading.grow(false, -SHARE_STEP);
            case NOT_LOOKED_AT -> sayUnless(reading.showNotLookedAt(), say("Every image of this series was looked at."));
            case ONE_UP -> reading.toggleOneUp();
            case NEXT_VIEW -> reading.activateBeside(1);
            case LINK -> reading.linkedProperty().set(!reading.linkedProperty().get());
            case LINK_HERE -> reading.linkHere();
            case REFERENCE_LINES -> reading.referenceLinesProperty().set(!reading.referenceLinesProperty().get());
            case PLANES -> sayUnless(reading.showPlanes(), say("Planes can be cut out of stacks of slices; this series is none."));
            case THICKER -> sayUnless(reading.thicker(1), say(NO_PLANES));
            case THINNER -> sayUnless(reading.thicker(-1), say(NO_PLANES));
            case SLAB -> {
                sayUnless(slab.isVisible(), say(NO_PLANES));
                slab.requestFocus();
                slab.selectAll();
            }
            case STRAIGHT -> sayUnless(reading.straighten(), say("Show three planes of a stack first (T)."));
            case AROUND ->
                sayUnless(viewer().showAround(), say("A volume can be made of stacks of slices; this series is none."));
            case AS_TAKEN -> reading.showAsTaken();
            case NEXT_PROJECTION -> sayUnless(reading.nextProjection(), say("Make the planes in hand thick first (Shift+Up)."));
            case HANG_ALWAYS -> hanging.always();
            case NEXT_HANGING -> hanging.next(1);
            case PREVIOUS_HANGING -> hanging.next(-1);
            case PRIOR -> hanging.priorBeside();
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Takes a tool that draws in hand, or deletes or marks the drawing in hand.
    ///
    /// @return whether the action was one of those
    private boolean measure(Action action) {
        if (action == Action.DELETE_MEASURE) {
            measures.erase();
            return true;
        }
        if (action == Action.MARK_MISSED) {
            sayUnless(measures.toggleMissed(), say("Select a point or a region that you drew first."));
            return true;
        }
        if (action == Action.AXES) {
            BooleanProperty shown = measures.lesion().shownProperty();
            shown.set(!shown.get());
            tell.accept(shown.get() ? say("Axes and peak of the finding in hand are shown.") : say("Axes and peak are hidden."));
            return true;
        }
        if (action == Action.TAKE_AXES) {
            takeAxes();
            return true;
        }
        boolean tool = action.name().startsWith("MEASURE_");
        if (tool) {
            tools.take(DrawingTool.valueOf(action.name().substring("MEASURE_".length())));
        }
        return tool;
    }

    private void takeAxes() {
        boolean taken = findings.selectedFinding()
                .flatMap(f -> study.series().stream()
                        .filter(s -> s.seriesUid().equals(f.finding().seriesUid()) && s.stack().isPresent())
                        .filter(s -> f.segment().filter(m -> m.mask().grid().equals(s.stack().get().grid())).isPresent())
                        .findFirst())
                .filter(measures::takeAxes)
                .isPresent();
        sayUnless(taken, say("Select a finding with an outline and show its axes first (Shift+E)."));
    }

    private void sayUnless(boolean done, String sentence) {
        if (!done) {
            tell.accept(sentence);
        }
    }

    private void view(Action action) {
        if (read(action) || measure(action) || correcting.act(action) || looks.act(action)) {
            return;
        }
        switch (action) {
            case RESET -> viewer().change(s -> s.reset());
            case WINDOW_TOOL -> tools.take(DragTool.WINDOW);
            case PAN_TOOL -> tools.take(DragTool.PAN);
            case ZOOM_TOOL -> tools.take(DragTool.ZOOM);
            case ZOOM_IN -> zoom(1.25);
            case ZOOM_OUT -> zoom(0.8);
            case ACTUAL_PIXELS -> viewer().change(s -> s.viewport().map(v -> s.with(v.actualPixels())).orElse(s));
            case INVERT -> viewer().change(s -> s.exchanged());
            case TURN_RIGHT -> turn(t -> t.turned(1));
            case TURN_LEFT -> turn(t -> t.turned(-1));
            case FLIP_ACROSS -> turn(SpatialTransform::flippedAcross);
            case FLIP_DOWN -> turn(SpatialTransform::flippedDown);
            case PRESET_FILE -> viewer().take(Optional.empty());
            case HIDE_CAME_ALONG -> tools.cameShownProperty().set(!tools.cameShownProperty().get());
            case HIDE_AI -> tools.aiHiddenProperty().set(!tools.aiHiddenProperty().get());
            case NEXT_PRESENTATION -> tell.accept(came.present(1));
            case PREVIOUS_PRESENTATION -> tell.accept(came.present(-1));
            case PLAIN_IMAGES -> came.plain();
            case NEXT_KEY_IMAGE -> Optional.of(came.nextKey()).filter(s -> !s.isEmpty()).ifPresent(tell);
            case SHOW_REJECTED -> tools.rejectedShownProperty().set(!tools.rejectedShownProperty().get());
            case BRUSH_SMALLER -> tools.scaleBrush(0.8);
            case BRUSH_LARGER -> tools.scaleBrush(1.25);
            default -> presets.act(action);
        }
    }

    /// Corrects outlines.
    CorrectingActions correcting() {
        return correcting;
    }

    /// Calibrates images by hand.
    Calibrating calibrating() {
        return calibrating;
    }

    /// Window presets of the reader.
    PresetActions presets() {
        return presets;
    }

    /// Does a command with a number.
    void act(Spoken command) {
        switch (command) {
            case Spoken.Slice s -> {
                int slices = viewer().stateProperty().get().slices();
                sayUnless(s.number() <= slices, sayCount(slices, "This series has {0} image.", "This series has {0} images."));
                if (s.number() <= slices) {
                    viewer().change(v -> v.at(s.number() - 1));
                }
            }
            case Spoken.Levels w -> viewer().take(Optional.of(ValueWindow.of(w.centre(), w.width())));
            case Spoken.Zoom z -> viewer().change(s -> s.viewport()
                    .map(v -> s.with(v.actualPixels().zoomed(z.percent() / 100, v.width() / 2.0, v.height() / 2.0)))
                    .orElse(s));
            case Spoken.Layout l -> act(l.action());
            case Spoken.Study other -> throw new IllegalArgumentException("study " + other.number() + " is opened by the window");
        }
    }

    private void zoom(double factor) {
        viewer().change(s -> s.viewport()
                .map(v -> DragTool.zoomed(s, factor, v.width() / 2.0, v.height() / 2.0))
                .orElse(s));
    }

    private void turn(UnaryOperator<SpatialTransform> how) {
        viewer().change(s -> s.with(how.apply(s.transform())));
    }

    private void cine() {
        if (cine.getStatus() == Animation.Status.RUNNING) {
            cine.stop();
        } else {
            atFilesRate();
            cine.setRate(run.perSecond());
            cine.play();
        }
    }

    /// A clip that is played for the first time runs as fast as its file says.
    private void atFilesRate() {
        ShownSeries series = viewer().currentProperty().get();
        OptionalDouble rate = viewer().seenProperty().get().filter(v -> v.series() == series).map(v -> v.page().perSecond())
                .orElse(OptionalDouble.empty());
        CineRun before = run;
        run = pace.start(run, series, rate);
        if (!run.equals(before)) {
            tell.accept(say(rate.isPresent() ? "Cine: {0}, as the file says." : "Cine: {0}.", run.text()));
        }
    }

    private void cine(UnaryOperator<CineRun> how) {
        run = how.apply(run);
        cine.setRate(run.perSecond());
        tell.accept(say("Cine: {0}.", run.text()));
    }

    private void cineStep() {
        viewer().change(s -> {
            run = run.at(s.slice(), s.slices());
            return s.at(run.next(s.slice(), s.slices()));
        });
    }

    @Override
    public void close() {
        open.close();
        hanging.close();
        presets.close();
        cine.stop();
        beside.close();
        tools.came(CameWithStudy.nothing());
        views.close();
        correcting.model().close();
        measures.close();
        pictures.close();
    }
}
