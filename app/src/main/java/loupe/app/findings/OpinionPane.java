package loupe.app.findings;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import loupe.review.edit.FirstOpinion.Assessment;

/// Asks for the reader's first opinion: a number key or a click.
final class OpinionPane extends VBox {
    private final List<Assessment> choices = List.of(Assessment.values());

    /// @param marked how many findings the reader marked
    /// @param chosen told the answer
    /// @param cancelled told when the person thought better of it
    OpinionPane(int marked, Consumer<Assessment> chosen, Runnable cancelled) {
        super(6);
        setId("opinion");
        getStyleClass().addAll("card", "reasons");
        Label title = new Label(say("Your first opinion"));
        title.getStyleClass().add("card-title");
        Label what = new Label(say("It is kept as it is now and cannot be changed. Then what the models found is shown."));
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        what.getStyleClass().add("quiet");
        getChildren().addAll(title, what);
        for (Assessment a : choices) {
            Button b = new Button((a.ordinal() + 1) + "   " + text(a, marked));
            b.setId("opinion-" + (a.ordinal() + 1));
            b.setMaxWidth(Double.MAX_VALUE);
            b.getStyleClass().add("reason");
            b.setDisable(!fits(a, marked));
            b.setOnAction(e -> chosen.accept(a));
            getChildren().add(b);
        }
        Button cancel = new Button(say("Not yet  (Esc)"));
        cancel.setId("opinion-cancel");
        cancel.setOnAction(e -> cancelled.run());
        getChildren().add(cancel);
        addEventFilter(KeyEvent.KEY_PRESSED, e -> key(e, new Answer(marked, chosen, cancelled)));
    }

    private record Answer(int marked, Consumer<Assessment> chosen, Runnable cancelled) {}

    private static boolean fits(Assessment a, int marked) {
        return switch (a) {
            case NO_FINDING -> marked == 0;
            case FINDING -> marked > 0;
            case UNSURE -> true;
        };
    }

    private static String text(Assessment a, int marked) {
        return switch (a) {
            case NO_FINDING -> say("Nothing to report");
            case FINDING -> marked == 0 ? say("Finding (mark it first: Shift+A)") : say("Finding: the {0} you marked", marked);
            case UNSURE -> say("Unsure");
        };
    }

    void begin() {
        getChildren().stream().filter(n -> n instanceof Button && !n.isDisabled()).findFirst().ifPresent(n -> n.requestFocus());
    }

    private void key(KeyEvent e, Answer answer) {
        if (e.getCode() == KeyCode.ESCAPE) {
            answer.cancelled.run();
            e.consume();
            return;
        }
        String name = e.getCode().name().replaceAll("(DIGIT|NUMPAD)([1-3])", "$2");
        if (name.length() == 1 && name.charAt(0) >= '1' && name.charAt(0) <= '3') {
            Assessment a = choices.get(name.charAt(0) - '1');
            if (fits(a, answer.marked)) {
                answer.chosen.accept(a);
            }
            e.consume();
        }
    }
}
