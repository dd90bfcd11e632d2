package loupe.app.sending;

import static loupe.app.fx.Forms.button;
import static loupe.app.fx.Forms.field;
import static loupe.app.fx.Forms.quiet;
import static loupe.app.fx.Forms.row;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;

import java.util.List;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import loupe.app.fx.ChosenText;
import loupe.exchange.node.Node;

/// The sheet that asks where results of sealed studies go, and why.
public final class SendPane extends VBox {
    private final ComboBox<Node> node = new ComboBox<>();
    private final TextField reason = field("send-reason", say("Reason, without anything of the patient"), 420);

    /// Told what was said.
    public interface Said {
        /// @param reason why; it stands in the log
        void send(Node node, String reason);
    }

    /// @param model knows the nodes
    /// @param studies pseudonymous UIDs of what is sent
    /// @param close puts the sheet away
    public SendPane(OutgoingViewModel model, List<String> studies, Said said, Runnable close) {
        super(10);
        setId("send");
        getStyleClass().add("sheet");
        Label title = new Label(sayCount(studies.size(), "Send the results of {0} study", "Send the results of {0} studies"));
        title.getStyleClass().add("card-title");
        node.setId("send-node");
        node.setAccessibleText(say("Node"));
        node.setPromptText(say("Node"));
        node.setItems(model.nodes());
        node.setConverter(new ChosenText<>(Node::name));
        node.setPrefWidth(200);
        model.nodes().addListener((Observable o) -> first(model));
        first(model);
        Label what = quiet("");
        what.setId("send-what");
        // Room for the longest, for the sheet does not grow with what is chosen.
        what.setStyle("-fx-min-height: 4em;");
        what.textProperty().bind(Bindings.createStringBinding(() -> what(node.getValue()), node.valueProperty()));
        Button go = button("send-go", say("Send"), () -> said.send(node.getValue(), reason.getText()));
        go.getStyleClass().add("primary");
        go.disableProperty().bind(node.valueProperty().isNull().or(reason.textProperty().isEmpty()));
        reason.setOnAction(e -> go.fire());
        getChildren().setAll(
                title,
                quiet(say("What goes: outlines (SEG), the report (SR; PDF where it is signed), key images' references and objects on slides."
                        + " Only sealed studies are sent.")),
                row(new Label(say("To")), node), what, reason,
                row(go, button("send-cancel", say("Cancel"), close)));
    }

    private void first(OutgoingViewModel model) {
        if (node.getValue() == null && !model.nodes().isEmpty()) {
            node.setValue(model.nodes().getFirst());
        }
    }

    private static String what(Node n) {
        if (n == null) {
            return say("There is no node yet. An administrator adds one on the page of nodes.");
        }
        return switch (n.kind()) {
            case CLINICAL -> n.reports().any()
                    ? say("{0} takes reports: what was confirmed goes there under the patient's name, as preliminary.", n.name())
                    : say("{0} is clinical: the results go there under the patient's own name, put on in memory alone, if the study came from"
                            + " there. It takes the identity keeper's role.", n.name());
            case RESEARCH -> say("{0} is for research: the results go there as they are stored, without a name, if the person agreed to"
                    + " research.", n.name());
            case OFF -> say("{0} is switched off.", n.name());
        };
    }

    /// Where the keyboard begins.
    public javafx.scene.Node first() {
        return reason;
    }
}
