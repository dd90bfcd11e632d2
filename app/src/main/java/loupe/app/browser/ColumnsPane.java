package loupe.app.browser;

import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.app.fx.ListButton;
import org.jspecify.annotations.Nullable;

/// The columns of the list: which are shown, and in what order. What is changed counts at once and is kept for the account.
public final class ColumnsPane extends VBox {
    private final BrowserViewModel model;
    private final ListView<StudyColumn> list = new ListView<>();
    private final List<StudyColumn> shown;

    /// @param close puts the sheet away
    public ColumnsPane(BrowserViewModel model, Runnable close) {
        super(10);
        this.model = model;
        this.shown = new ArrayList<>(StudyColumn.of(model.choiceProperty().get().columns()));
        setId("columns");
        getStyleClass().add("sheet");
        Label title = new Label(say("Columns"));
        title.getStyleClass().add("card-title");
        Label help = new Label(say("Yours, kept in the store. Space shows or hides one; one at least stays."));
        help.getStyleClass().add("quiet");
        list.setId("column-list");
        list.setAccessibleText(say("Columns of the list"));
        list.setPrefHeight(380);
        list.setCellFactory(all -> new Line());
        List<StudyColumn> hidden = Arrays.stream(StudyColumn.values()).filter(c -> !shown.contains(c)).toList();
        list.getItems().setAll(shown);
        list.getItems().addAll(hidden);
        list.getSelectionModel().selectFirst();
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.SPACE) {
                turn();
                e.consume();
            }
        });
        Button done = new Button(say("Close  (Esc)"));
        done.setId("columns-close");
        done.setOnAction(e -> close.run());
        Button usual = new Button(say("The usual ones"));
        usual.setId("columns-usual");
        usual.setOnAction(e -> {
            shown.clear();
            shown.addAll(List.of(StudyColumn.values()));
            list.getItems().setAll(shown);
            keep(0);
        });
        HBox row = new HBox(8,
                ListButton.of(list, say("Show or hide"), "column-turn", this::turn),
                ListButton.of(list, say("Up"), "column-up", () -> move(-1)),
                ListButton.of(list, say("Down"), "column-down", () -> move(1)),
                usual,
                done);
        row.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(title, help, list, row);
    }

    private void turn() {
        StudyColumn c = list.getSelectionModel().getSelectedItem();
        if (c != null && !(shown.contains(c) && shown.size() == 1)) {
            if (!shown.remove(c)) {
                shown.add(c);
            }
            keep(list.getSelectionModel().getSelectedIndex());
        }
    }

    private void move(int step) {
        int at = list.getSelectionModel().getSelectedIndex();
        int to = at + step;
        if (to >= 0 && to < list.getItems().size()) {
            StudyColumn c = list.getItems().remove(at);
            list.getItems().add(to, c);
            keep(to);
        }
    }

    private void keep(int select) {
        List<StudyColumn> inOrder = list.getItems().stream().filter(shown::contains).toList();
        model.change(c -> c.withColumns(StudyColumn.names(inOrder)));
        list.refresh();
        list.getSelectionModel().clearAndSelect(select);
    }

    /// A column with a sign that says whether it is shown.
    private final class Line extends ListCell<StudyColumn> {
        @Override
        protected void updateItem(@Nullable StudyColumn c, boolean empty) {
            super.updateItem(c, empty);
            if (c == null || empty) {
                setText("");
                setAccessibleText("");
                return;
            }
            boolean there = shown.contains(c);
            setText((there ? "☑  " : "☐  ") + c.title());
            setAccessibleText(there ? say("{0}, shown", c.spokenName()) : say("{0}, hidden", c.spokenName()));
        }
    }
}
