package loupe.app.people;

import static loupe.app.text.Words.say;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks one thing of the person at work: whom to approve, or why it is an emergency.
public final class PersonAsked extends VBox {
    private final TextField words = new TextField();
    private final TextField more = new TextField();
    private final CheckBox choice = new CheckBox();

    /// What is asked.
    ///
    /// @param title in one line
    /// @param text what follows from yes
    /// @param field what the words are
    /// @param more what further words are; none where empty
    /// @param choice a further choice; none where empty
    /// @param yes word on the button
    public record Question(String title, String text, String field, String more, String choice, String yes) {
        /// Without further words.
        public Question(String title, String text, String field, String choice, String yes) {
            this(title, text, field, "", choice, yes);
        }
    }

    /// @param said told the answer
    /// @param close puts the sheet away
    public PersonAsked(Question q, PeopleViewModel people, Consumer<PersonAsked> said, Runnable close) {
        setId("person-asked");
        getStyleClass().add("sheet");
        Label title = new Label(q.title());
        title.getStyleClass().add("card-title");
        Label text = new Label(q.text());
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        words.setId("person-words");
        words.setPromptText(q.field());
        words.setAccessibleText(q.field());
        words.textProperty().addListener((o, before, now) -> people.begin());
        more.setId("person-more");
        more.setPromptText(q.more());
        more.setAccessibleText(q.more());
        more.textProperty().addListener((o, before, now) -> people.begin());
        more.setVisible(!q.more().isEmpty());
        more.setManaged(!q.more().isEmpty());
        choice.setId("person-choice");
        choice.setText(q.choice());
        choice.setVisible(!q.choice().isEmpty());
        choice.setManaged(!q.choice().isEmpty());
        Label message = new Label();
        message.setId("person-message");
        message.setWrapText(true);
        message.getStyleClass().add("alarm");
        message.textProperty().bind(people.messageProperty());
        Button go = new Button(q.yes());
        go.setId("person-go");
        go.getStyleClass().add("primary");
        go.setDefaultButton(true);
        go.setOnAction(e -> said.accept(this));
        Button cancel = new Button(say("Cancel  (Esc)"));
        cancel.setId("person-cancel");
        cancel.setOnAction(e -> close.run());
        HBox buttons = new HBox(8, go, cancel);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(title, text, words, more, choice, message, buttons);
    }

    /// What was typed.
    public String words() {
        return words.getText();
    }

    /// What further was typed.
    public String more() {
        return more.getText();
    }

    /// Whether the further choice was taken.
    public boolean isChosen() {
        return choice.isSelected();
    }

    /// What takes the focus first.
    public Node first() {
        return words;
    }
}
