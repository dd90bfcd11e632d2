package loupe.app.action;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A list of everything that can be done now, narrowed by typing.
public final class CommandPalette extends VBox {
    private final TextField words = new TextField();
    private final ListView<Action> list = new ListView<>();
    private final FilteredList<Action> shown;
    private final Consumer<Action> run;

    /// @param available actions that can be done now
    /// @param keys for the key beside each action
    /// @param run told which action was chosen
    public CommandPalette(List<Action> available, KeyMap keys, Consumer<Action> run) {
        this.run = run;
        this.shown = new FilteredList<>(FXCollections.observableArrayList(available));
        getStyleClass().addAll("sheet", "palette");
        words.setId("palette-words");
        words.setPromptText("Type a command");
        words.setAccessibleText("Command to find");
        list.setId("palette-list");
        list.setItems(shown);
        list.setAccessibleText("Commands");
        list.setCellFactory(unused -> new ActionCell(keys));
        list.setFocusTraversable(false);
        list.getSelectionModel().selectFirst();
        words.textProperty().addListener((o, before, now) -> narrow(now));
        words.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.setOnMouseClicked(e -> choose());
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(words, list);
    }

    private void narrow(String typed) {
        List<String> parts = List.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        shown.setPredicate(a -> parts.stream().allMatch(a.text().toLowerCase(Locale.ROOT)::contains));
        list.getSelectionModel().selectFirst();
    }

    private void key(KeyEvent e) {
        int at = list.getSelectionModel().getSelectedIndex();
        if (e.getCode() == KeyCode.ENTER) {
            choose();
        } else if (e.getCode() == KeyCode.DOWN && at + 1 < shown.size()) {
            list.getSelectionModel().select(at + 1);
            list.scrollTo(Math.max(0, at - 4));
        } else if (e.getCode() == KeyCode.UP && at > 0) {
            list.getSelectionModel().select(at - 1);
            list.scrollTo(Math.max(0, at - 6));
        } else {
            return;
        }
        e.consume();
    }

    private void choose() {
        Action chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            run.accept(chosen);
        }
    }

    /// Text and key of an action.
    private static final class ActionCell extends ListCell<Action> {
        private final KeyMap keys;

        ActionCell(KeyMap keys) {
            this.keys = keys;
        }

        @Override
        protected void updateItem(@Nullable Action item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            Label key = new Label(keys.keyText(item));
            key.getStyleClass().add("key");
            setGraphic(new HBox(new Label(item.text()), gap, key));
            setAccessibleText(item.text() + ", " + keys.keyText(item));
        }
    }
}
