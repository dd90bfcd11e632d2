package loupe.app.findings;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import loupe.core.finding.RejectReason;

/// Asks why a finding is rejected: a number key or a click on a reason, with a note if wanted.
final class ReasonPane extends VBox {
    private final TextField note = new TextField();
    private final BiConsumer<RejectReason, String> chosen;

    /// @param chosen told the reason and the note
    /// @param cancelled told when the person thought better of it
    ReasonPane(String finding, BiConsumer<RejectReason, String> chosen, Runnable cancelled) {
        this.chosen = chosen;
        setId("reasons");
        getStyleClass().addAll("card", "reasons");
        Label title = new Label(say("Why is {0} rejected?", finding));
        title.getStyleClass().add("card-title");
        getChildren().add(title);
        for (RejectReason r : RejectReason.values()) {
            Button b = new Button((r.ordinal() + 1) + "   " + told(r.meaning()));
            b.setId("reason-" + (r.ordinal() + 1));
            b.setMaxWidth(Double.MAX_VALUE);
            b.getStyleClass().add("reason");
            b.setOnAction(e -> chosen.accept(r, note.getText().strip()));
            getChildren().add(b);
        }
        note.setId("reason-note");
        note.setPromptText(say("Note (optional, kept encrypted)"));
        note.setAccessibleText(say("Note to the rejection"));
        Button cancel = new Button(say("Cancel  (Esc)"));
        cancel.setId("reason-cancel");
        cancel.setOnAction(e -> cancelled.run());
        getChildren().addAll(note, cancel);
        addEventFilter(KeyEvent.KEY_PRESSED, e -> key(e, cancelled));
    }

    void begin() {
        if (getChildren().get(1) instanceof Button first) {
            first.requestFocus();
        }
    }

    private void key(KeyEvent e, Runnable cancelled) {
        if (e.getCode() == KeyCode.ESCAPE) {
            cancelled.run();
            e.consume();
            return;
        }
        String name = e.getCode().name().replaceAll("(DIGIT|NUMPAD)([1-6])", "$2");
        if (!note.isFocused() && name.length() == 1 && name.charAt(0) >= '1' && name.charAt(0) <= '6') {
            chosen.accept(RejectReason.values()[name.charAt(0) - '1'], note.getText().strip());
            e.consume();
        }
    }
}
