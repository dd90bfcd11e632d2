package loupe.app.display;

import static loupe.app.text.Words.say;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// Says below the list that the display was not checked in the last month. It takes no room where it was, nor from images.
public final class DisplayLine extends HBox {
    private boolean checked = true;
    private boolean listed;

    /// @param test opens the display test
    public DisplayLine(Runnable test) {
        super(10);
        setId("display-line");
        getStyleClass().add("jobs");
        setAlignment(Pos.CENTER_LEFT);
        Label text = new Label(say("Display not checked in the last month."));
        text.getStyleClass().add("quiet");
        Button go = new Button(say("Check it…"));
        go.setId("display-check");
        go.setAccessibleText(say("Check the display now"));
        go.setOnAction(e -> test.run());
        getChildren().addAll(text, go);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /// @param is whether the display counts as checked
    public void checked(boolean is) {
        checked = is;
        setVisible(listed && !checked);
    }

    /// @param is whether the list is shown
    public void listed(boolean is) {
        listed = is;
        setVisible(listed && !checked);
    }
}
