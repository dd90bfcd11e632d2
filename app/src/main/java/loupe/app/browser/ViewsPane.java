package loupe.app.browser;

import static loupe.app.text.Words.say;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.app.fx.ListButton;
import loupe.review.reading.SavedView;
import org.jspecify.annotations.Nullable;

/// Saved views of the list: its filters and columns under a name, called up, saved and deleted.
public final class ViewsPane extends VBox {
    private final BrowserViewModel model;
    private final ListView<SavedView> list = new ListView<>();
    private final TextField name = new TextField();
    private final Label said = new Label();
    private final Runnable close;

    /// @param close puts the sheet away
    public ViewsPane(BrowserViewModel model, Runnable close) {
        super(10);
        this.model = model;
        this.close = close;
        setId("views");
        getStyleClass().add("sheet");
        Label title = new Label(say("Saved views"));
        title.getStyleClass().add("card-title");
        Label help = new Label(say("Filters and columns under a name, kept in the store for your account. A name that is there is "
                + "saved anew."));
        help.setWrapText(true);
        help.setMinHeight(USE_PREF_SIZE);
        help.getStyleClass().add("quiet");
        list.setId("view-list");
        list.setAccessibleText(say("Saved views"));
        list.setPrefHeight(220);
        Label none = new Label(say("No saved view yet. Filter the list, give that a name below, and save it."));
        none.setWrapText(true);
        list.setPlaceholder(none);
        list.setCellFactory(all -> new Line());
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                use();
                e.consume();
            }
        });
        list.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                use();
            }
        });
        said.setId("view-said");
        said.setWrapText(true);
        said.getStyleClass().add("alarm");
        getChildren().addAll(title, help, list, naming(), said, buttons());
        fill();
    }

    private HBox naming() {
        name.setId("view-name");
        name.setPromptText(say("Name"));
        name.setAccessibleText(say("Name for the list as it is now"));
        name.setOnAction(e -> save());
        HBox.setHgrow(name, Priority.ALWAYS);
        Button save = new Button(say("Save the list as it is now"));
        save.setId("view-save");
        save.setOnAction(e -> save());
        HBox row = new HBox(8, name, save);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private HBox buttons() {
        Button done = new Button(say("Close  (Esc)"));
        done.setId("views-close");
        done.setOnAction(e -> close.run());
        HBox row = new HBox(8,
                ListButton.of(list, say("Use"), "view-use", this::use),
                ListButton.of(list, say("Delete"), "view-delete", this::delete),
                done);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private void use() {
        SavedView v = list.getSelectionModel().getSelectedItem();
        if (v != null) {
            model.use(v);
            close.run();
        }
    }

    private void save() {
        Optional<String> why = model.change(c -> c.with(new SavedView(
                name.getText(), model.narrowedProperty().get(), StudyColumn.names(StudyColumn.of(c.columns())))));
        said.setText(why.orElse(""));
        if (why.isEmpty()) {
            name.clear();
            fill();
        }
    }

    private void delete() {
        SavedView v = list.getSelectionModel().getSelectedItem();
        if (v != null) {
            model.change(c -> c.without(v.name()));
            fill();
        }
    }

    private void fill() {
        list.getItems().setAll(model.choiceProperty().get().views());
        list.getSelectionModel().selectFirst();
    }

    private static final class Line extends ListCell<SavedView> {
        @Override
        protected void updateItem(@Nullable SavedView v, boolean empty) {
            super.updateItem(v, empty);
            setText(v == null || empty ? "" : v.name());
        }
    }
}
