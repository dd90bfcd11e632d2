package loupe.app.action;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
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

/// A list of everything that can be done now, narrowed by typing; some commands take numbers ([Spoken]).
public final class CommandPalette extends VBox {
    private final TextField words = new TextField();
    private final ListView<Line> list = new ListView<>();
    private final ObservableList<Line> shown = FXCollections.observableArrayList();
    private final List<Action> available;
    private final KeyMap keys;
    private final Chosen chosen;

    /// Told what was chosen.
    ///
    /// @param action does an action
    /// @param where the person is
    /// @param spoken does a command with numbers
    public record Chosen(Consumer<Action> action, Situation where, Consumer<Spoken> spoken) {}

    /// A line of the list.
    ///
    /// @param text what it does
    /// @param key its key; empty where it has none
    /// @param run does it
    private record Line(String text, String key, Runnable run) {}

    /// @param available actions that can be done now
    /// @param keys for the key beside each action
    /// @param chosen told what was chosen
    public CommandPalette(List<Action> available, KeyMap keys, Chosen chosen) {
        this.available = available;
        this.keys = keys;
        this.chosen = chosen;
        getStyleClass().addAll("sheet", "palette");
        words.setId("palette-words");
        words.setPromptText(say("Type a command; slice 41, window 40 400, zoom 200, layout 4 or study 3 do too"));
        words.setAccessibleText(say("Command to find; some take numbers, such as slice 41"));
        list.setId("palette-list");
        list.setItems(shown);
        list.setAccessibleText(say("Commands"));
        list.setCellFactory(unused -> new LineCell());
        list.setFocusTraversable(false);
        words.textProperty().addListener((o, before, now) -> narrow(now));
        words.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.setOnMouseClicked(e -> choose());
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(words, list);
        narrow("");
    }

    private void narrow(String typed) {
        List<String> parts = List.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        Optional<Spoken> spoken = Spoken.of(typed).filter(s -> s.available(chosen.where));
        shown.setAll(spoken.map(s -> new Line(s.text(), "", () -> chosen.spoken.accept(s))).stream().toList());
        available.stream()
                .filter(a -> parts.stream().allMatch(a.text().toLowerCase(Locale.ROOT)::contains))
                .map(a -> new Line(a.text(), keys.keyText(a), () -> chosen.action.accept(a)))
                .forEach(shown::add);
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
        Line line = list.getSelectionModel().getSelectedItem();
        if (line != null) {
            line.run.run();
        }
    }

    /// Text and key of a command.
    private static final class LineCell extends ListCell<Line> {
        @Override
        protected void updateItem(@Nullable Line item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            Label key = new Label(item.key);
            key.getStyleClass().add("key");
            setGraphic(new HBox(new Label(item.text), gap, key));
            setAccessibleText(item.key.isEmpty() ? item.text : item.text + ", " + item.key);
        }
    }
}
