package loupe.app.help;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import loupe.app.action.Action;
import loupe.app.action.KeyChord;
import loupe.app.action.KeyMap;
import loupe.app.action.KeyProfile;
import loupe.app.fx.ChosenText;
import loupe.app.fx.ListButton;
import org.jspecify.annotations.Nullable;

/// Where keys are chosen and changed: a profile, then single keys, pressed as they are to be. A key that does something else in one
/// situation is refused in a sentence.
public final class KeysPane extends VBox {
    private static final double LIST_HEIGHT = 300;
    private static final Set<KeyCode> HELD = EnumSet.of(
            KeyCode.SHIFT, KeyCode.CONTROL, KeyCode.ALT, KeyCode.ALT_GRAPH, KeyCode.META, KeyCode.COMMAND, KeyCode.WINDOWS, KeyCode.CAPS,
            KeyCode.UNDEFINED);

    private final Consumer<KeysInHand> changed;
    private final ListView<Action> list = new ListView<>();
    private final FilteredList<Action> shown = new FilteredList<>(FXCollections.observableArrayList(Action.values()));
    private final Label message = new Label();
    private final Button press;
    private KeysInHand now;
    private boolean waiting;

    /// @param now keys as they are
    /// @param changed told of each change
    /// @param close puts the sheet away
    public KeysPane(KeysInHand now, Consumer<KeysInHand> changed, Runnable close) {
        this.now = now;
        this.changed = changed;
        setId("keys");
        getStyleClass().add("sheet");
        Label title = new Label(say("Keys"));
        title.getStyleClass().add("card-title");
        Label source = new Label();
        source.getStyleClass().add("quiet");
        source.setWrapText(true);
        ChoiceBox<KeyProfile> profile = profiles(source);
        TextField words = new TextField();
        words.setId("keys-words");
        words.setPromptText(say("Find a command or a key"));
        words.setAccessibleText(say("Find a command or a key"));
        words.textProperty().addListener((o, before, typed) -> narrow(typed));
        HBox.setHgrow(words, Priority.ALWAYS);
        Label by = new Label(say("As in"));
        by.setLabelFor(profile);
        by.setMinWidth(USE_PREF_SIZE);
        HBox top = new HBox(8, by, profile, words);
        top.setAlignment(Pos.CENTER_LEFT);
        list.setId("keys-list");
        list.setAccessibleText(say("Commands and their keys"));
        list.setItems(shown);
        list.setPrefHeight(LIST_HEIGHT);
        list.setMinHeight(120);
        list.setCellFactory(unused -> new Line(() -> this.now.keys()));
        list.getSelectionModel().selectFirst();
        message.setId("keys-message");
        message.setWrapText(true);
        message.setMinHeight(USE_PREF_SIZE);
        press = ListButton.of(list, say("Change the key…"), "keys-press", this::ask);
        press.getStyleClass().add("primary");
        Button done = new Button(say("Close  (Esc)"));
        done.setId("keys-close");
        done.setOnAction(e -> close.run());
        FlowPane buttons = new FlowPane(8, 8, press,
                ListButton.of(list, say("No key"), "keys-none", () -> take(List.of())),
                ListButton.of(list, say("As in the profile"), "keys-usual", this::usual), done);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(title, top, source, list, message, buttons);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private ChoiceBox<KeyProfile> profiles(Label source) {
        ChoiceBox<KeyProfile> box = new ChoiceBox<>(FXCollections.observableArrayList(KeyProfile.all()));
        box.setId("keys-profile");
        box.setAccessibleText(say("Profile the keys go by"));
        box.setConverter(new ChosenText<>(KeyProfile::name));
        box.setValue(box.getItems().stream().filter(p -> p.id().equals(now.profile().id())).findFirst().orElseThrow());
        source.textProperty().bind(Bindings.createStringBinding(
                () -> say("Keys taken from {0}. A change of the profile takes your own keys away.", told(box.getValue().source())),
                box.valueProperty()));
        box.valueProperty()
                .addListener((o, before, p) -> change(new KeysInHand(p, Map.of()), say("Keys are as in {0}.", p.name())));
        return box;
    }

    private void narrow(String typed) {
        List<String> parts = List.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        KeyMap keys = now.keys();
        shown.setPredicate(a -> {
            String line = (a.text() + " " + keys.keyText(a)).toLowerCase(Locale.ROOT);
            return parts.stream().allMatch(line::contains);
        });
        list.getSelectionModel().selectFirst();
    }

    private void ask() {
        waiting = true;
        message.setText(say("Press the new key for “{0}”. Esc leaves it as it is.", list.getSelectionModel().getSelectedItem().text()));
        press.requestFocus();
    }

    private void pressed(KeyEvent e) {
        if (!waiting || HELD.contains(e.getCode())) {
            return;
        }
        waiting = false;
        e.consume();
        if (e.isAltDown() && e.isControlDown()) {
            message.setText(say("Ctrl and Alt together are AltGr on many keyboards, which types; take another key."));
            return;
        }
        take(List.of(KeyChord.of(e)));
    }

    private void take(List<KeyChord> keys) {
        Action action = list.getSelectionModel().getSelectedItem();
        if (action == Action.PALETTE && keys.isEmpty() || action == Action.LOCK && keys.isEmpty()) {
            message.setText(say("“{0}” keeps a key: without it nothing else could be reached in a hurry.", action.text()));
            return;
        }
        attempt(() -> now.with(action, keys), action);
    }

    private void usual() {
        Action action = list.getSelectionModel().getSelectedItem();
        attempt(() -> now.without(action), action);
    }

    private void attempt(Supplier<KeysInHand> next, Action action) {
        try {
            KeysInHand with = next.get();
            String key = with.keys().keyText(action);
            change(with, key.isEmpty() ? say("“{0}” has no key; the command palette does it.", action.text()) : say("“{0}” is {1} now.",
                    action.text(), key));
        } catch (KeyMap.KeyConflict e) {
            message.setText(e.getMessage());
        }
    }

    private void change(KeysInHand next, String said) {
        now = next;
        changed.accept(next);
        message.setText(said);
        list.refresh();
    }

    /// An action and its key.
    private static final class Line extends ListCell<Action> {
        private final Supplier<KeyMap> keys;

        Line(Supplier<KeyMap> keys) {
            this.keys = keys;
            setPrefWidth(0); // as wide as the list: long texts wrap
        }

        @Override
        protected void updateItem(@Nullable Action a, boolean empty) {
            super.updateItem(a, empty);
            if (a == null || empty) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            setGraphic(row(a.text(), keys.get().keyText(a)));
            setAccessibleText(a.text() + ", " + keys.get().keyText(a));
        }
    }

    /// A text and a key at the other end of the line.
    static HBox row(String text, String key) {
        Label what = new Label(text);
        what.setWrapText(true);
        HBox.setHgrow(what, Priority.ALWAYS);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.SOMETIMES);
        Label by = new Label(key);
        by.setMinWidth(USE_PREF_SIZE);
        by.getStyleClass().add("key");
        return new HBox(8, what, gap, by);
    }
}
