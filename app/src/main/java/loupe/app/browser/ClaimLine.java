package loupe.app.browser;

import static loupe.app.text.Words.say;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// One line above the list that says who has a study in hand, and asks what to do about it: Enter looks at it, Enter after a reason
/// takes it over, Escape leaves it. It stops nothing else.
final class ClaimLine extends HBox {
    private final Label who = new Label();
    private final TextField reason = new TextField();
    private Answer answer = new Answer(() -> {}, why -> {});
    private final Runnable left;

    /// What is done about a study another reader has.
    ///
    /// @param look opens it without taking it
    /// @param over takes it over for a reason
    public record Answer(Runnable look, Consumer<String> over) {}

    /// @param left told when the line was put away without an answer
    ClaimLine(Runnable left) {
        super(10);
        this.left = left;
        setId("claim-line");
        getStyleClass().add("claim-line");
        setAlignment(Pos.CENTER_LEFT);
        who.setId("claim-who");
        who.setMinWidth(Region.USE_PREF_SIZE);
        reason.setId("claim-reason");
        reason.setPromptText(say("Reason, to take it over"));
        reason.setAccessibleText(say("Reason for taking the study over; leave it empty to look only"));
        reason.setOnAction(e -> answered());
        HBox.setHgrow(reason, Priority.ALWAYS);
        Button look = button(say("Look only  (Enter)"), "claim-look", () -> answer.look().run());
        Button over = button(say("Take over"), "claim-over", () -> answer.over().accept(reason.getText().strip()));
        over.disableProperty().bind(reason.textProperty().map(String::isBlank));
        Button leave = button(say("Leave it  (Esc)"), "claim-leave", this::leave);
        getChildren().addAll(who, reason, look, over, leave);
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                leave();
                e.consume();
            }
        });
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    private Button button(String text, String id, Runnable does) {
        Button b = new Button(text);
        b.setId(id);
        b.setMinWidth(Region.USE_PREF_SIZE);
        b.setOnAction(e -> {
            setVisible(false);
            does.run();
        });
        return b;
    }

    /// Says who has the study, and asks.
    ///
    /// @param sentence such as `Study 3 is read by anna since 14:02.`
    void ask(String sentence, Answer to) {
        answer = to;
        who.setText(sentence);
        setAccessibleText(sentence);
        reason.clear();
        setVisible(true);
        reason.requestFocus();
    }

    private void answered() {
        setVisible(false);
        String why = reason.getText().strip();
        if (why.isEmpty()) {
            answer.look().run();
        } else {
            answer.over().accept(why);
        }
    }

    private void leave() {
        setVisible(false);
        left.run();
    }
}
