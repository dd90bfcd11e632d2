package loupe.app.nodes;

import static loupe.app.fx.Forms.button;
import static loupe.app.fx.Forms.field;
import static loupe.app.fx.Forms.named;
import static loupe.app.fx.Forms.quiet;
import static loupe.app.fx.Forms.row;
import static loupe.app.text.Words.say;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.app.fx.ChosenText;
import loupe.exchange.node.Node;
import loupe.exchange.node.NodeKind;
import loupe.exchange.node.TlsTerms;
import loupe.exchange.node.WebAddress;

/// The form of a node: empty for a new one.
public final class NodeForm extends VBox {
    private static final String UNICODE = Node.CHARACTER_SETS.getFirst();

    private final NodesViewModel model;
    private final TextField name = field("node-name", say("Name people here use, such as pacs"), 220);
    private final ComboBox<NodeKind> kind = new ComboBox<>();
    private final TextField title = field("node-title", say("Its AE title"), 160);
    private final TextField ownTitle = field("node-own-title", say("This machine's AE title (LOUPE)"), 220);
    private final TextField host = field("node-host", say("Host or address"), 220);
    private final TextField port = field("node-port", say("Port (104)"), 100);
    private final TextField web = field("node-web", say("Root, such as https://pacs.example/dicom-web"), 380);
    private final TextField user = field("node-user", say("User"), 150);
    private final PasswordField secret = named(new PasswordField(), "node-secret", say("Password, or token without a user"), 220);
    private final ComboBox<String> characterSet = new ComboBox<>();
    private final CheckBox tls = new CheckBox(say("Speak TLS"));
    private final CheckBox from12 = new CheckBox(say("TLS 1.2 will do too"));
    private final TextField trust = field("node-trust", say("File of certificates to trust (PEM)"), 260);
    private final TextField ownCertificate = field("node-own-cert", say("File of this machine's certificate (PEM)"), 260);
    private final TextField ownKey = field("node-own-key", say("File of its key (PEM)"), 260);
    private final Label kept = quiet("");
    private final Label reports = quiet("");
    private final Button keep;
    private Optional<Node> before = Optional.empty();

    /// Asks the person for a file.
    public interface Files {
        /// A file; empty if the person thought better of it.
        Optional<Path> file(String title);
    }

    NodeForm(NodesViewModel model, Files files) {
        super(8);
        this.model = model;
        setId("node-form");
        kind.setId("node-kind");
        kind.setAccessibleText(say("Kind"));
        kind.getItems().setAll(NodeKind.values());
        kind.setConverter(new ChosenText<>(NodesPane::kind));
        characterSet.setId("node-charset");
        characterSet.setAccessibleText(say("Character set of questions"));
        characterSet.setEditable(true);
        characterSet.getItems().setAll(Node.CHARACTER_SETS);
        tls.setId("node-tls");
        from12.setId("node-tls-12");
        keep = button("node-keep", say("Keep the node"), this::keep);
        keep.getStyleClass().add("primary");
        fields().forEach(f -> f.setOnAction(e -> keep()));
        VBox secured = new VBox(
                8, from12, file(trust, files), file(ownCertificate, files), file(ownKey, files), kept);
        secured.visibleProperty().bind(tls.selectedProperty());
        secured.managedProperty().bind(tls.selectedProperty());
        List.of(kept, reports).forEach(l -> l.managedProperty().bind(l.textProperty().isNotEmpty()));
        setPadding(new Insets(8, 14, 12, 14));
        getChildren().setAll(
                row(labelled(name), labelled(say("Kind"), kind)),
                quiet(say("Clinical: results go there under the patient's name. Research: as they are stored, without a name. Off: nothing.")),
                heading(say("DIMSE (leave the title empty for none)")), row(labelled(title), labelled(host)), row(labelled(port), labelled(ownTitle)),
                heading(say("DICOMweb (leave the root empty for none)")), labelled(web), row(labelled(user), labelled(secret)),
                heading(say("For both")), row(new Label(say("Character set of questions")), characterSet), tls, secured, reports, row(keep));
        fresh();
    }

    private static Label heading(String text) {
        Label l = new Label(text);
        l.getStyleClass().add("card-title");
        return l;
    }

    /// A field with what it is above it: what is typed hides its prompt.
    private static VBox labelled(TextField field) {
        return labelled(field.getPromptText(), field);
    }

    private static VBox labelled(String what, Control field) {
        Label above = quiet(what);
        above.setLabelFor(field);
        return new VBox(2, above, field);
    }

    private static HBox file(TextField field, Files files) {
        return row(labelled(field), button(field.getId() + "-choose", say("Choose…"),
                () -> files.file(field.getPromptText()).ifPresent(p -> field.setText(p.toString()))));
    }

    private List<TextField> fields() {
        return List.of(name, title, ownTitle, host, port, web, user, secret, trust, ownCertificate, ownKey);
    }

    /// Empties it for a new node.
    void fresh() {
        before = Optional.empty();
        fields().forEach(TextField::clear);
        name.setEditable(true);
        kind.setValue(NodeKind.CLINICAL);
        characterSet.setValue(UNICODE);
        tls.setSelected(false);
        from12.setSelected(false);
        kept.setText("");
        reports.setText("");
        keep.setDisable(false);
    }

    /// Name of the node it shows; empty for a new one.
    Optional<String> shown() {
        return before.map(Node::name);
    }

    /// Whether it shows a node as it is kept.
    boolean shows(Node node) {
        return before.filter(node::equals).isPresent();
    }

    /// Shows a node. Its secret is not shown; what is left empty stays as it is kept.
    void show(Node node) {
        fresh();
        before = Optional.of(node);
        name.setText(node.name());
        name.setEditable(false);
        kind.setValue(node.kind());
        node.dimse().ifPresent(d -> {
            title.setText(d.title());
            ownTitle.setText(d.ownTitle());
            host.setText(d.host());
            port.setText(Integer.toString(d.port()));
        });
        node.web().ifPresent(w -> {
            web.setText(w.retrieve().toString());
            if (w.login() instanceof WebAddress.Login.Basic b) {
                user.setText(b.user());
            }
        });
        characterSet.setValue(node.characterSet());
        Optional<TlsTerms> terms = node.tls();
        tls.setSelected(terms.isPresent());
        terms.ifPresent(t -> {
            from12.setSelected(t.from12());
            kept.setText(t.own().isPresent()
                    ? say("Certificates to trust, this machine's own and its key are kept; name files only to change them.")
                    : say("Certificates to trust are kept; name a file only to change them."));
        });
        if (node.reports().any()) {
            keep.setDisable(true);
            reports.setText(say("It takes reports by HL7 or FHIR, and is changed by command."));
        }
    }

    private void keep() {
        String set = characterSet.getEditor().getText();
        model.keep(
                new NodeDraft(
                        name.getText(), kind.getValue(), title.getText(), ownTitle.getText(), host.getText(), port.getText(),
                        web.getText(), user.getText(), secret.getText(), set == null ? "" : set, tls.isSelected(), trust.getText(),
                        ownCertificate.getText(), ownKey.getText(), from12.isSelected()),
                before, this::show);
    }

    /// Where the keyboard begins.
    TextField first() {
        return name;
    }
}
