package loupe.app.shell;

import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import loupe.app.action.Action;
import loupe.app.action.KeyMap;
import loupe.app.findings.FindingsPane;
import loupe.app.findings.FindingsViewModel;
import loupe.app.preferences.Preferences;
import loupe.app.viewer.Preset;
import loupe.app.viewer.SeriesStrip;
import loupe.app.viewer.SliceBar;
import loupe.app.viewer.StudyPictures;
import loupe.app.viewer.ViewerPane;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.tool.DragTool;
import loupe.core.finding.FindingId;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;

/// One study: its series, its images, its findings.
final class StudyPane extends BorderPane implements AutoCloseable {
    private final OpenStudy study;
    private final ViewerViewModel viewer;
    private final FindingsViewModel findings;
    private final ViewerPane image;
    private final FindingsPane side;
    private final Timeline cine;

    /// What a study needs of the window.
    ///
    /// @param keys keys named in tooltips
    /// @param act does what a button says
    /// @param tell shows a sentence
    /// @param faults keeps and shows what went wrong
    /// @param preferences settings
    record Around(
            KeyMap keys,
            Consumer<Action> act,
            Consumer<String> tell,
            Consumer<Throwable> faults,
            Preferences preferences) {}

    StudyPane(OpenStudy study, FindingsViewModel findings, Around around) {
        this.study = study;
        this.findings = findings;
        this.viewer = new ViewerViewModel(
                study.summary(),
                study.series(),
                new StudyPictures(study.images(), around.preferences().pictureBytes()),
                strokes(findings));
        viewer.opacityProperty().set(around.preferences().overlayOpacity());
        this.image = new ViewerPane(viewer, around.tell(), around.faults());
        this.side = new FindingsPane(findings, around.keys(), around.act());
        this.cine = new Timeline(new KeyFrame(
                Duration.millis(1000.0 / around.preferences().cinePerSecond()), e -> cineStep()));
        cine.setCycleCount(Animation.INDEFINITE);
        setId("study");
        ViewerBar bar = new ViewerBar(viewer, around.keys(), around.act());
        HBox shown = new HBox(image, new SliceBar(viewer));
        HBox.setHgrow(image, Priority.ALWAYS);
        VBox.setVgrow(shown, Priority.ALWAYS);
        setCenter(new VBox(bar, shown));
        setLeft(strip());
        setRight(side);
        side.setPrefWidth(290);
        findings.onPublished(this::published);
        findings.selectedProperty().addListener((o, before, now) -> selected());
        selected();
    }

    private static ViewerViewModel.Strokes strokes(FindingsViewModel findings) {
        return new ViewerViewModel.Strokes() {
            @Override
            public boolean open() {
                return findings.paintable();
            }

            @Override
            public void finished(FindingId finding, String tool, MaskDelta delta, Mask painted) {
                findings.paint(finding, tool, delta, painted);
            }
        };
    }

    private VBox strip() {
        Label title = new Label("Series");
        title.getStyleClass().add("side-title");
        SeriesStrip series = new SeriesStrip(viewer);
        VBox.setVgrow(series, Priority.ALWAYS);
        VBox left = new VBox(8, title, series);
        left.getStyleClass().addAll("side", "left");
        left.setPrefWidth(180);
        return left;
    }

    private void published() {
        viewer.findings(findings.findings(), findings.selectedProperty().get(), findings.saved());
    }

    private void selected() {
        published();
        findings.selectedFinding().ifPresent(viewer::reveal);
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
                study.series().indexOf(viewer.currentProperty().get()),
                viewer.stateProperty().get().slice(),
                findings.selectedProperty().get());
    }

    void backTo(Bookmark place) {
        place.finding().ifPresent(findings::select);
        viewer.show(study.series().get(Math.clamp(place.series(), 0, study.series().size() - 1)));
        viewer.change(s -> s.at(place.slice()));
    }

    void focusImage() {
        image.requestFocus();
    }

    /// Does what concerns the open study.
    void act(Action action) {
        switch (action) {
            case PREVIOUS_SLICE -> viewer.scroll(-1);
            case NEXT_SLICE -> viewer.scroll(1);
            case FIRST_SLICE -> viewer.change(s -> s.at(0));
            case LAST_SLICE -> viewer.change(s -> s.at(s.slices() - 1));
            case PREVIOUS_SERIES -> viewer.showBeside(-1);
            case NEXT_SERIES -> viewer.showBeside(1);
            case CINE -> cine();
            case NEXT_FINDING -> findings.selectBeside(1);
            case PREVIOUS_FINDING -> findings.selectBeside(-1);
            case ACCEPT -> findings.accept();
            case REJECT -> side.askReason();
            case UNDO -> findings.undo();
            case REDO -> findings.redo();
            case BRUSH -> viewer.takeBrush(true);
            case ERASER -> viewer.takeBrush(false);
            default -> view(action);
        }
    }

    private void view(Action action) {
        switch (action) {
            case RESET -> viewer.change(s -> s.reset());
            case WINDOW_TOOL -> viewer.take(DragTool.WINDOW);
            case PAN_TOOL -> viewer.take(DragTool.PAN);
            case ZOOM_TOOL -> viewer.take(DragTool.ZOOM);
            case ZOOM_IN -> zoom(1.25);
            case ZOOM_OUT -> zoom(0.8);
            case INVERT -> viewer.change(s -> s.exchanged());
            case PRESET_FILE -> viewer.change(s -> s.asInFile());
            case HIDE_AI -> viewer.aiHiddenProperty().set(!viewer.aiHiddenProperty().get());
            case SHOW_REJECTED -> viewer.rejectedShownProperty().set(!viewer.rejectedShownProperty().get());
            case BRUSH_SMALLER -> viewer.scaleBrush(0.8);
            case BRUSH_LARGER -> viewer.scaleBrush(1.25);
            default -> preset(action);
        }
    }

    private void preset(Action action) {
        if (action.name().startsWith("PRESET_")) {
            Preset p = Preset.values()[Integer.parseInt(action.name().substring(7)) - 1];
            viewer.change(s -> s.with(p.window()));
        }
    }

    private void zoom(double factor) {
        viewer.change(s -> s.viewport()
                .map(v -> DragTool.zoomed(s, factor, v.width() / 2.0, v.height() / 2.0))
                .orElse(s));
    }

    private void cine() {
        if (cine.getStatus() == Animation.Status.RUNNING) {
            cine.stop();
        } else {
            cine.play();
        }
    }

    private void cineStep() {
        viewer.change(s -> s.at((s.slice() + 1) % s.slices()));
    }

    @Override
    public void close() {
        cine.stop();
        image.close();
    }
}
