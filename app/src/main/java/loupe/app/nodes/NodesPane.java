package loupe.app.nodes;

import static loupe.app.fx.Forms.button;
import static loupe.app.fx.Forms.column;
import static loupe.app.fx.Forms.field;
import static loupe.app.fx.Forms.quiet;
import static loupe.app.fx.Forms.row;
import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import loupe.app.fx.PageHead;
import loupe.app.nodes.NodesViewModel.NodeLine;
import loupe.exchange.node.NodeKind;

/// The page of nodes: those there are on the left, the form of the chosen one on the right, and where this machine listens below.
public final class NodesPane extends BorderPane {
    private final NodesViewModel model;
    private final Ask ask;
    private final TableView<NodeLine> table = new TableView<>();
    private final NodeForm form;
    private final TextField host = field("own-host", say("Local address (127.0.0.1)"), 210);
    private final TextField port = field("own-port", say("Port"), 70);

    /// Asks before what cannot be taken back.
    public interface Ask {
        /// @param title what is asked
        /// @param text what follows from yes
        /// @param yes word on the button
        /// @param does what is done then
        void ask(String title, String text, String yes, Runnable does);
    }

    /// @param files asks for a file
    /// @param back leads to the list of studies
    public NodesPane(NodesViewModel model, Ask ask, NodeForm.Files files, Runnable back) {
        this.model = model;
        this.ask = ask;
        this.form = new NodeForm(model, files);
        setId("nodes");
        getStyleClass().add("page");
        VBox told = new VBox(quiet(say("Other systems of the hospital that Loupe asks, fetches from and sends to. Changing them takes an"
                + " administrator and is in the log; passwords and keys lie encrypted and are never shown.")));
        told.getStyleClass().add("page-head");
        setTop(new VBox(new PageHead(say("Nodes"), new PageHead.Message("nodes-message", model.messageProperty()), back), told));
        table();
        ScrollPane scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("clear-scroll");
        scroll.setPrefWidth(520);
        scroll.setMinWidth(420);
        BorderPane left = new BorderPane(table);
        left.setBottom(below());
        setCenter(left);
        setRight(scroll);
        BorderPane.setMargin(scroll, new Insets(0, 0, 0, 12));
        model.ownProperty().addListener((o, before, now) -> {
            host.setText(now.map(a -> a.host()).orElse(""));
            port.setText(now.map(a -> Integer.toString(a.port())).orElse(""));
        });
    }

    private void table() {
        table.setId("nodes-list");
        table.setAccessibleText(say("Nodes"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(model.nodes());
        table.setPlaceholder(new Label(say("No node yet. Fill in the form on the right and keep it.")));
        table.getColumns().setAll(List.of(
                column(say("Name"), 90, l -> l.node().name()),
                column(say("Kind"), 80, l -> kind(l.node().kind())),
                column(say("Ways"), 230, NodesPane::ways),
                column(say("Tried"), 330, NodeLine::said)));
        table.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> {
            if (now != null && !form.shows(now.node())) {
                form.show(now.node());
            }
        });
        // Read anew, the same node stays chosen.
        model.nodes().addListener((Observable o) -> Platform.runLater(() -> form.shown().ifPresent(this::choose)));
    }

    private void choose(String name) {
        for (NodeLine l : model.nodes()) {
            if (l.node().name().equals(name)) {
                table.getSelectionModel().select(l);
            }
        }
    }

    static String kind(NodeKind k) {
        return switch (k) {
            case CLINICAL -> say("clinical");
            case RESEARCH -> say("research");
            case OFF -> say("off");
        };
    }

    private static String ways(NodeLine l) {
        List<String> out = new ArrayList<>();
        l.node().dimse().ifPresent(d -> {
            String at = d.title() + "@" + d.host() + ":" + d.port();
            out.add(d.tls().isPresent() ? say("{0}  TLS", at) : at);
        });
        l.node().web().ifPresent(w -> out.add(w.retrieve().toString()));
        l.node().reports().hl7().ifPresent(h -> out.add(say("HL7  {0}", h.at().host() + ":" + h.at().port())));
        l.node().reports().fhir().ifPresent(f -> out.add(say("FHIR  {0}", f.at().retrieve())));
        return String.join("\n", out);
    }

    private VBox below() {
        Button tries = button("nodes-try", say("Try"), () -> chosen().ifPresent(l -> model.tryOut(l.node())));
        Button remove = button("nodes-remove", say("Take out…"), () -> chosen().ifPresent(this::remove));
        Button fresh = button("nodes-new", say("New node"), () -> {
            table.getSelectionModel().clearSelection();
            form.fresh();
        });
        List.of(tries, remove).forEach(b -> b.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull()));
        Label said = new Label();
        said.setId("nodes-said");
        said.setWrapText(true);
        said.setMinHeight(USE_PREF_SIZE);
        table.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> said.setText(now == null ? "" : now.said()));
        VBox below = new VBox(
                8, row(tries, remove, fresh), said,
                quiet(say("A node may send what is asked for by C-MOVE, and its word that it keeps results for good, to this machine: say where"
                        + " it listens meanwhile. Without a port it listens nowhere.")),
                row(new Label(say("This machine listens at")), host, port,
                        button("own-keep", say("Set"), () -> model.listen(host.getText(), port.getText()))));
        below.getStyleClass().add("page-head");
        return below;
    }

    private Optional<NodeLine> chosen() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    private void remove(NodeLine line) {
        ask.ask(
                say("Take {0} out?", line.node().name()),
                say("Nothing is asked of it or sent to it any more. What was fetched from it stays. A password that must not be used any more"
                        + " is renewed where it is known."),
                say("Take out"), () -> {
                    model.remove(line.node());
                    form.fresh();
                });
    }

    /// Where the keyboard begins.
    public Node first() {
        return form.first();
    }

    /// Takes what was typed away.
    public void leave() {
        form.fresh();
    }
}
