package loupe.app.findings;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import loupe.review.edit.Edit;
import loupe.review.edit.History;
import loupe.review.edit.MasksEdit;
import loupe.review.edit.MergeEdit;
import org.jspecify.annotations.Nullable;

/// The steps of the review, each with its name and a picture of the voxels it flipped; a step chosen is gone back or forth to.
public final class TimelinePane extends VBox {
    private static final double PICTURE = 40;

    private final FindingsViewModel model;
    private final ListView<Entry> list = new ListView<>();

    /// A moment of the review: after a step, or at the beginning.
    ///
    /// @param text the step's name
    /// @param edit the step; empty for the beginning
    /// @param ahead steps from now: negative for those to take back
    private record Entry(String text, List<Edit> edit, int ahead) {}

    /// @param model the steps
    /// @param close closes the sheet
    public TimelinePane(FindingsViewModel model, Runnable close) {
        super(8);
        this.model = model;
        setId("timeline");
        getStyleClass().add("sheet");
        Label title = new Label(say("Steps"));
        title.getStyleClass().add("card-title");
        Label how = new Label(say("Enter or a double click goes there; nothing is lost, every way back is kept."));
        how.getStyleClass().add("quiet");
        list.setId("timeline-list");
        list.setAccessibleText(say("Steps of the review, oldest first"));
        list.setPrefSize(420, 420);
        list.setCellFactory(unused -> new StepCell());
        list.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                go();
            }
        });
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                go();
                e.consume();
            }
        });
        Button there = new Button(say("Go there"));
        there.setId("timeline-go");
        there.getStyleClass().add("primary");
        there.setOnAction(e -> go());
        Button done = new Button(say("Close"));
        done.setId("timeline-close");
        done.setOnAction(e -> close.run());
        getChildren().addAll(title, how, list, new HBox(8, there, done));
        model.stepsProperty().addListener((o, before, now) -> fill(now));
        fill(model.stepsProperty().get());
    }

    private void fill(History.Steps steps) {
        List<Entry> all = new ArrayList<>();
        int n = steps.done().size();
        all.add(new Entry(say("as it was opened first"), List.of(), -n));
        for (int i = 0; i < n; i++) {
            all.add(new Entry(steps.done().get(i).edit().name(), List.of(steps.done().get(i).edit()), i + 1 - n));
        }
        for (int i = 0; i < steps.undone().size(); i++) {
            all.add(new Entry(steps.undone().get(i).edit().name(), List.of(steps.undone().get(i).edit()), i + 1));
        }
        list.getItems().setAll(all);
        list.getSelectionModel().select(n);
        list.scrollTo(Math.max(0, n - 4));
    }

    private void go() {
        Entry chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.ahead != 0) {
            model.go(chosen.ahead);
        }
    }

    private static final class StepCell extends ListCell<Entry> {
        @Override
        protected void updateItem(@Nullable Entry item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setText(null);
                setGraphic(null);
                return;
            }
            setText(item.ahead == 0 ? say("{0}   ← now", told(item.text)) : item.ahead > 0 ? say("{0}   (taken back)", told(item.text))
                    : told(item.text));
            setOpacity(item.ahead > 0 ? 0.6 : 1);
            setContentDisplay(ContentDisplay.LEFT);
            setGraphic(picture(item));
        }
    }

    /// Where a stroke flipped voxels, on the slice with most of them; blank for other steps.
    private static Canvas picture(Entry item) {
        Canvas canvas = new Canvas(PICTURE, PICTURE);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(Color.gray(0.12));
        g.fillRect(0, 0, PICTURE, PICTURE);
        g.setFill(Color.web("#56b4e9"));
        item.edit.forEach(e -> {
            switch (e) {
                case Edit.MaskEdit m -> draw(g, m);
                case MasksEdit m -> draw(g, m.parts().getFirst());
                case MergeEdit m -> draw(g, m.source());
                default -> { }
            }
        });
        return canvas;
    }

    private static void draw(GraphicsContext g, Edit.MaskEdit m) {
        DeltaPicture p = DeltaPicture.of(m.delta());
        double scale = PICTURE / p.side();
        p.forEachCell((x, y) -> g.fillRect(x * scale, y * scale, Math.ceil(scale), Math.ceil(scale)));
    }
}
