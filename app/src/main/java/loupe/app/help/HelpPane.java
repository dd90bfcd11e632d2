package loupe.app.help;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.app.action.Action;
import loupe.app.action.KeyMap;
import org.jspecify.annotations.Nullable;

/// Help where one is: what can be done now, with its keys, narrowed by typing; and the pages that say more.
public final class HelpPane extends VBox {
    private static final double HEIGHT = 420;

    private final FilteredList<Action> keys;
    private final FilteredList<HelpPage> pages = new FilteredList<>(FXCollections.observableArrayList(HelpPage.ALL));
    private final TextArea text = new TextArea();
    private final VBox lists;
    private final TextField words = new TextField();
    private final Button back = new Button(say("Back to the list"));

    /// @param available what can be done now
    /// @param by their keys
    /// @param close puts the sheet away
    public HelpPane(List<Action> available, KeyMap by, Runnable close) {
        keys = new FilteredList<>(FXCollections.observableArrayList(available));
        setId("help");
        getStyleClass().addAll("sheet", "help");
        Label title = new Label(say("Help"));
        title.getStyleClass().add("card-title");
        words.setId("help-words");
        words.setPromptText(say("Find a command, a key or a word of a page"));
        words.setAccessibleText(say("Find in help"));
        words.textProperty().addListener((o, before, typed) -> narrow(by, typed));
        ListView<Action> list = new ListView<>(keys);
        list.setId("help-keys");
        list.setAccessibleText(say("What can be done now, with its key"));
        list.setCellFactory(unused -> new KeyLine(by));
        ListView<HelpPage> more = new ListView<>(pages);
        more.setId("help-pages");
        more.setAccessibleText(say("Pages to read; Enter opens one"));
        more.setCellFactory(unused -> new PageLine());
        more.setPrefHeight(150);
        more.setMinHeight(70);
        more.setOnMouseClicked(e -> read(more.getSelectionModel().getSelectedItem()));
        more.setOnKeyPressed(e -> {
            if (e.getCode() == javafx.scene.input.KeyCode.ENTER) {
                read(more.getSelectionModel().getSelectedItem());
                e.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setMinHeight(100);
        Label pagesTitle = new Label(say("Pages"));
        pagesTitle.getStyleClass().add("side-title");
        lists = new VBox(8, list, pagesTitle, more);
        lists.setPrefHeight(HEIGHT);
        text.setId("help-text");
        text.setAccessibleText(say("The page"));
        text.setEditable(false);
        text.setWrapText(true);
        text.setPrefHeight(HEIGHT);
        back.setId("help-back");
        back.setOnAction(e -> page(false));
        Button done = new Button(say("Close  (Esc)"));
        done.setId("help-close");
        done.setOnAction(e -> close.run());
        HBox buttons = new HBox(8, back, done);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox.setVgrow(lists, Priority.ALWAYS);
        VBox.setVgrow(text, Priority.ALWAYS);
        getChildren().addAll(title, words, lists, text, buttons);
        page(false);
    }

    /// What takes the focus first.
    public TextField first() {
        return words;
    }

    private void narrow(KeyMap by, String typed) {
        List<String> parts = List.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        keys.setPredicate(a -> holds(a.text() + " " + by.keyText(a), parts));
        pages.setPredicate(p -> holds(say(p.title()), parts) || typed.strip().length() > 2 && holds(p.text(), parts));
        page(false);
    }

    private static boolean holds(String text, List<String> parts) {
        String low = text.toLowerCase(Locale.ROOT);
        return parts.stream().allMatch(low::contains);
    }

    private void read(@Nullable HelpPage page) {
        if (page != null) {
            text.setText(page.text());
            page(true);
            text.requestFocus();
            text.positionCaret(0);
            text.setScrollTop(0);
        }
    }

    private void page(boolean reads) {
        lists.setVisible(!reads);
        lists.setManaged(!reads);
        text.setVisible(reads);
        text.setManaged(reads);
        back.setVisible(reads);
        back.setManaged(reads);
    }

    private static final class KeyLine extends ListCell<Action> {
        private final KeyMap by;

        KeyLine(KeyMap by) {
            this.by = by;
            setPrefWidth(0); // as wide as the list: long texts wrap
        }

        @Override
        protected void updateItem(@Nullable Action a, boolean empty) {
            super.updateItem(a, empty);
            setGraphic(a == null || empty ? null : KeysPane.row(a.text(), by.keyText(a)));
            setAccessibleText(a == null || empty ? "" : a.text() + ", " + by.keyText(a));
        }
    }

    private static final class PageLine extends ListCell<HelpPage> {
        PageLine() {
            setPrefWidth(0);
            setWrapText(true);
        }

        @Override
        protected void updateItem(@Nullable HelpPage p, boolean empty) {
            super.updateItem(p, empty);
            setText(p == null || empty ? "" : say("{0}   (docs/{1})", say(p.title()), p.file()));
        }
    }
}
