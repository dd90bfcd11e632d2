package loupe.app.fx;

import static loupe.app.text.Words.say;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The head of a page: its title, what it chooses, what became of the last step, and the way back to the list.
public final class PageHead extends HBox {
    /// What a page says of its last step.
    ///
    /// @param id of the label
    /// @param text the words; empty for none
    public record Message(String id, ObservableValue<String> text) {}

    /// @param title of the page
    /// @param back leads to the study list
    /// @param choosing stands behind the title
    public PageHead(String title, Message message, Runnable back, Node... choosing) {
        super(12);
        Label name = new Label(title);
        name.getStyleClass().add("title");
        Label said = new Label();
        said.setId(message.id);
        said.textProperty().bind(message.text);
        said.setWrapText(true);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button close = new Button(say("Studies  (Esc)"));
        close.setId("page-back");
        close.setOnAction(e -> back.run());
        getChildren().add(name);
        getChildren().addAll(choosing);
        getChildren().addAll(said, gap, close);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("page-head");
    }
}
