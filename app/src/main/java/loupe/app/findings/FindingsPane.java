package loupe.app.findings;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import loupe.app.action.Action;
import loupe.app.action.ActionButtons;
import loupe.app.action.KeyMap;
import loupe.app.segments.CorrectionState;
import loupe.app.segments.SegmentColours;
import loupe.core.finding.FindingId;
import loupe.review.edit.DrawnSegment;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;

/// The findings with the decisions on them, undo and redo, seal and export.
public final class FindingsPane extends VBox {
    private final FindingsViewModel model;
    private final ActionButtons buttons;
    private final List<FindingCell> cells = new ArrayList<>();
    private final ListView<ReviewedFinding> list = new ListView<>();
    private final VBox below = new VBox(6);
    private final Label progress = new Label();
    private final Label empty = new Label();
    private final Label opinion = new Label();
    private Map<FindingId, Integer> colours = Map.of();
    private boolean filling;

    /// @param model the findings
    /// @param corrections how their outlines are shown
    /// @param keys keys named in tooltips
    /// @param act does what a button says
    public FindingsPane(FindingsViewModel model, CorrectionState corrections, KeyMap keys, Consumer<Action> act) {
        this.model = model;
        this.buttons = new ActionButtons(keys, act);
        setId("findings-pane");
        getStyleClass().add("side");
        Label title = new Label(say("Findings"));
        title.getStyleClass().add("side-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        progress.setId("findings-progress");
        progress.getStyleClass().add("quiet");
        HBox head = new HBox(title, gap, progress);
        head.setAlignment(Pos.BASELINE_LEFT);
        list.setId("findings");
        list.setAccessibleText(say("Findings of the study"));
        list.setCellFactory(unused -> {
            FindingCell cell = new FindingCell(
                    f -> OpinionWords.of(f, model.comparisonProperty().get()), f -> colours.getOrDefault(f.finding().id(), 0), corrections);
            cells.add(cell);
            return cell;
        });
        corrections.looksProperty().addListener((o, before, now) -> cells.forEach(FindingCell::renew));
        empty.setId("findings-empty");
        empty.getStyleClass().add("quiet");
        empty.setWrapText(true);
        list.setPlaceholder(empty);
        opinion.setId("first-opinion");
        opinion.setWrapText(true);
        opinion.setMinHeight(USE_PREF_SIZE);
        opinion.getStyleClass().add("opinion");
        opinion.managedProperty().bind(opinion.textProperty().isNotEmpty());
        VBox.setVgrow(list, Priority.ALWAYS);
        below.setId("findings-below");
        getChildren().addAll(head, list, opinion, below);
        buttons();
        listen();
    }

    private void listen() {
        list.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> {
            if (now != null && !filling) {
                model.select(now.finding().id());
            }
        });
        model.selectedProperty().addListener((o, before, now) -> mark(now));
        model.stateProperty().addListener((o, before, now) -> fill());
        model.comparisonProperty().addListener((o, before, now) -> fill());
        fill();
    }

    private void fill() {
        filling = true;
        List<ReviewedFinding> all = model.findings();
        colours = SegmentColours.of(all);
        list.getItems().setAll(all);
        filling = false;
        mark(model.selectedProperty().get());
        long open = model.open();
        boolean blind = model.blindProperty().get();
        empty.setText(blind
                ? say("First read.\nWhat models and others found is hidden until you commit your first opinion (Ctrl+Enter).\n\n"
                        + "Mark what you find: draw a point or a region, then Shift+A; or outline it as a segment of your own"
                        + " (Alt+Shift+N).")
                : say("No findings yet.\nRun the models with Ctrl+Shift+A."));
        opinion.setText(model.opinion()
                .flatMap(o -> model.comparisonProperty().get().map(c -> OpinionWords.of(o, c)))
                .orElse(""));
        cells.forEach(FindingCell::renew);
        long models = all.stream().filter(f -> !f.drawnByReader()).count();
        progress.setText(blind ? say("first read") : models == 0 ? "" : open == 0
                ? say("all decided")
                : say("{0} of {1} to review", open, models));
    }

    private void mark(Optional<FindingId> id) {
        filling = true;
        for (int i = 0; i < list.getItems().size(); i++) {
            if (id.filter(list.getItems().get(i).finding().id()::equals).isPresent()) {
                list.getSelectionModel().select(i);
                list.scrollTo(Math.max(0, i - 3));
            }
        }
        filling = false;
    }

    private void buttons() {
        Button accept = buttons.button(say("✓  Accept"), "accept", Action.ACCEPT);
        Button reject = buttons.button(say("✕  Reject…"), "reject", Action.REJECT);
        Button edit = buttons.button(say("✎  Edit"), "edit", Action.BRUSH);
        Button undo = buttons.button(say("Undo"), "undo", Action.UNDO);
        undo.textProperty().bind(Bindings.createStringBinding(() -> say("↶  Undo {0}", told(model.undoNameProperty().get())),
                model.undoNameProperty()));
        undo.disableProperty().bind(model.undoNameProperty().isEmpty().or(model.sealedProperty()));
        Button redo = buttons.button(say("Redo"), "redo", Action.REDO);
        redo.textProperty().bind(Bindings.createStringBinding(() -> say("↷  Redo {0}", told(model.redoNameProperty().get())),
                model.redoNameProperty()));
        redo.disableProperty().bind(model.redoNameProperty().isEmpty().or(model.sealedProperty()));
        Button seal = buttons.button(say("Seal…"), "seal", Action.SEAL);
        seal.getStyleClass().add("primary");
        Button export = buttons.button(say("Export…"), "export", Action.EXPORT);
        for (Button b : List.of(accept, reject, edit)) {
            b.disableProperty()
                    .bind(model.sealedProperty()
                            .or(Bindings.createBooleanBinding(
                                    () -> model.selectedProperty().get().isEmpty(), model.selectedProperty())));
        }
        seal.disableProperty().bind(model.sealedProperty().or(model.blindProperty()));
        export.disableProperty().bind(model.blindProperty());
        Button commit = buttons.button(say("Commit first opinion…"), "commit-opinion", Action.COMMIT_OPINION);
        commit.getStyleClass().add("primary");
        HBox committing = row(commit);
        committing.visibleProperty().bind(model.blindProperty());
        committing.managedProperty().bind(model.blindProperty());
        Label sealed = new Label(model.heldBy()
                .map(name -> say("Only looked at: {0} has this study in hand.", name))
                .orElse(say("Sealed. This review is signed and read-only.")));
        sealed.setId("sealed");
        sealed.setWrapText(true);
        sealed.getStyleClass().add("sealed");
        sealed.visibleProperty().bind(model.sealedProperty());
        sealed.managedProperty().bind(model.sealedProperty());
        Label status = new Label();
        status.setId("status");
        status.getStyleClass().add("quiet");
        status.textProperty().bind(model.statusProperty());
        below.getChildren()
                .setAll(committing, row(accept, reject, edit), row(undo), row(redo), sealed, row(seal, export), status);
    }

    private static HBox row(Button... buttons) {
        HBox row = new HBox(6, buttons);
        for (Button b : buttons) {
            b.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(b, Priority.ALWAYS);
            b.setPrefWidth(90);
        }
        return row;
    }

    /// Asks why the finding in hand is rejected, in place of the buttons.
    public void askReason() {
        model.selectedProperty().get().ifPresent(id -> {
            ReasonPane reasons = new ReasonPane(
                    id.value(),
                    (reason, note) -> {
                        buttons();
                        requestFocus();
                        model.reject(reason, note);
                    },
                    () -> {
                        buttons();
                        requestFocus();
                    });
            below.getChildren().setAll(reasons);
            reasons.begin();
        });
    }

    /// Asks for the reader's first opinion, in place of the buttons.
    public void askOpinion() {
        ReviewState now = model.stateProperty().get();
        int marked = (int) (now.annotations().stream().filter(a -> a.missed().isPresent()).count()
                + now.drawnSegments().stream().filter(DrawnSegment::pointsAtSomething).count());
        OpinionPane pane = new OpinionPane(
                marked,
                assessment -> {
                    buttons();
                    requestFocus();
                    model.commit(assessment);
                },
                () -> {
                    buttons();
                    requestFocus();
                });
        below.getChildren().setAll(pane);
        pane.begin();
    }
}
