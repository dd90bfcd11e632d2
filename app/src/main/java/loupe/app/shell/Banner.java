package loupe.app.shell;

import static loupe.app.text.Words.say;

import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;

/// One sentence at the top of the window that stops nobody: news go by themselves, faults stay until put away.
final class Banner extends HBox {
    private static final Duration NEWS = Duration.seconds(6);

    private final Label text = new Label();
    private final PauseTransition away = new PauseTransition(NEWS);

    Banner() {
        super(10);
        setId("banner");
        getStyleClass().add("banner");
        setAlignment(Pos.CENTER_LEFT);
        text.setId("banner-text");
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button close = new Button("×");
        close.setId("banner-close");
        close.setAccessibleText(say("Put the message away"));
        close.setFocusTraversable(false);
        close.setOnAction(e -> clear());
        getChildren().addAll(text, close);
        managedProperty().bind(visibleProperty());
        away.setOnFinished(e -> clear());
        clear();
    }

    void news(String sentence) {
        show(sentence, false);
        away.playFromStart();
    }

    void fault(String sentence) {
        show(sentence, true);
    }

    private void show(String sentence, boolean fault) {
        away.stop();
        text.setText((fault ? "⚠  " : "") + sentence);
        pseudoClassStateChanged(PseudoClass.getPseudoClass("fault"), fault);
        setVisible(true);
        text.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    void clear() {
        away.stop();
        text.setText("");
        setVisible(false);
    }
}
