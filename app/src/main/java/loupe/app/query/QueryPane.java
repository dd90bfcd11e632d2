package loupe.app.query;

import static loupe.app.fx.Forms.button;
import static loupe.app.fx.Forms.column;
import static loupe.app.fx.Forms.field;
import static loupe.app.fx.Forms.leftByEscape;
import static loupe.app.fx.Forms.quiet;
import static loupe.app.fx.Forms.row;
import static loupe.app.text.Words.say;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import loupe.app.fx.PageHead;
import loupe.app.query.FoundStudy.Progress;
import loupe.app.query.QueryViewModel.Fetching;
import loupe.core.dicom.value.PersonName;

/// The page of queries: which node and what is looked for above, studies below, and what is done with those that are chosen. All of it is
/// gone when it is left.
public final class QueryPane extends BorderPane {
    private static final int WEEK = 6;

    private final QueryViewModel model;
    private final ComboBox<String> node = new ComboBox<>();
    private final TextField name = field("query-name", say("Name, such as Müller or M*ller^Hans"), 280);
    private final TextField patient = field("query-patient", say("Patient ID"), 130);
    private final TextField dates = field("query-dates", say("Days: 2026-01-05 or 2026-01-01-2026-01-31"), 330);
    private final TextField modality = field("query-modality", say("Modality"), 80);
    private final TextField accession = field("query-accession", say("Accession number"), 140);
    private final CheckBox deface = new CheckBox(say("Take faces out of head series"));
    private final CheckBox keep = new CheckBox(say("Keep whose it is, encrypted, so that results can go back"));
    private final TableView<FoundStudy> table = new TableView<>();

    /// @param open opens a study that is here
    /// @param nodes leads to the page of nodes
    /// @param back leads to the list of studies
    public QueryPane(QueryViewModel model, Consumer<String> open, Runnable nodes, Runnable back) {
        this.model = model;
        setId("query");
        getStyleClass().add("page");
        node.setId("query-node");
        node.setAccessibleText(say("Node"));
        node.setPromptText(say("Node"));
        node.setItems(model.nodes());
        node.setPrefWidth(150);
        model.nodes().addListener((Observable o) -> {
            if (node.getValue() == null && !model.nodes().isEmpty()) {
                node.setValue(model.nodes().getFirst());
            }
        });
        leftByEscape(this, back); // the keyboard begins in a field
        fields().forEach(f -> f.setOnAction(e -> look()));
        Button look = button("query-look", say("Look"), this::look);
        look.getStyleClass().add("primary");
        Button stop = button("query-stop", say("Stop"), model::cancel);
        stop.disableProperty().bind(model.busyProperty().not());
        VBox asking = new VBox(
                8,
                quiet(say("Answers name patients: they are shown here, kept nowhere, and gone when you leave. The log says that the node was"
                        + " asked, not for whom.")),
                row(node, name, patient, modality, accession),
                row(dates, button("query-today", say("Today"), () -> days(0)), button("query-week", say("Last 7 days"), () -> days(WEEK)),
                        button("query-any", say("Any day"), dates::clear), look, stop,
                        button("query-nodes", say("Nodes…"), nodes)));
        asking.getStyleClass().add("page-head");
        setTop(new VBox(
                new PageHead(say("Query and retrieve"), new PageHead.Message("query-message", model.messageProperty()), back), asking));
        table(open);
        setCenter(table);
        setBottom(below(open));
    }

    private List<TextField> fields() {
        return List.of(name, patient, dates, modality, accession);
    }

    private VBox below(Consumer<String> open) {
        deface.setId("query-deface");
        keep.setId("query-keep");
        // On where the account may; who may not is not led into a refusal.
        keep.setSelected(model.keepsProperty().get());
        model.keepsProperty().addListener((o, before, may) -> keep.setSelected(may));
        keep.disableProperty().bind(model.keepsProperty().not());
        var none = Bindings.isEmpty(table.getSelectionModel().getSelectedItems());
        Button fetch = button("query-fetch", say("Retrieve what is chosen"), () -> model.fetch(node(), chosen(), how()));
        fetch.getStyleClass().add("primary");
        Button priors = button("query-priors", say("All studies of this patient"), () -> first(s -> model.priors(node(), s)));
        Button opens = button("query-open", say("Open  (Enter)"), () -> opened(open));
        List.of(fetch, priors, opens).forEach(b -> b.disableProperty().bind(none));
        VBox below = new VBox(8, row(keep, deface), row(fetch, priors, opens));
        below.getStyleClass().add("page-head");
        BorderPane.setMargin(below, new Insets(8, 0, 0, 0));
        return below;
    }

    private void table(Consumer<String> open) {
        table.setId("query-studies");
        table.setAccessibleText(say("Studies the node holds"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setItems(model.studies());
        table.setPlaceholder(new Label(say("Nothing to show. Say what you look for, and press Enter.")));
        table.getColumns().setAll(List.of(
                progress(say("Here"), 115, QueryPane::standing),
                column(say("Name"), 170, s -> PersonName.shown(s.line().patientName())),
                column(say("Patient ID"), 110, s -> s.line().patientId()),
                column(say("Born"), 95, s -> day(s.line().birthDate())),
                column(say("Sex"), 45, s -> s.line().sex()),
                column(say("Date"), 95, s -> day(s.line().studyDate())),
                column(say("Modality"), 80, s -> s.line().modalities().replace('\\', ' ')),
                column(say("Images"), 65, s -> s.line().instances().strip()),
                column(say("Accession"), 125, s -> s.line().accession()),
                column(say("Description"), 180, s -> s.line().description()),
                progress(say("What became of it"), 240, Progress::said)));
        table.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER) {
                opened(open);
                e.consume();
            }
        });
    }

    /// A column that follows how far studies are.
    private static TableColumn<FoundStudy, String> progress(String title, double wide, Function<Progress, String> text) {
        TableColumn<FoundStudy, String> c = new TableColumn<>(title);
        c.setCellValueFactory(f -> f.getValue().progressProperty().map(text));
        c.setPrefWidth(wide);
        return c;
    }

    /// Colour is not all that tells what is here.
    private static String standing(Progress p) {
        return switch (p.standing()) {
            case AWAY -> "○  " + say("not here");
            case COMING -> "▸  " + say("coming");
            case HERE -> "●  " + say("here");
            case LACKING -> "▲  " + say("not whole");
        };
    }

    private static String day(String yyyymmdd) {
        return yyyymmdd.replaceAll("^(\\d{4})(\\d{2})(\\d{2})$", "$1-$2-$3");
    }

    private void days(int before) {
        LocalDate today = model.today();
        String last = today.format(DateTimeFormatter.ISO_LOCAL_DATE);
        dates.setText(before == 0 ? last : today.minusDays(before).format(DateTimeFormatter.ISO_LOCAL_DATE) + "-" + last);
    }

    private String node() {
        return Optional.ofNullable(node.getValue()).orElse("");
    }

    private Fetching how() {
        return new Fetching(deface.isSelected(), keep.isSelected());
    }

    private List<FoundStudy> chosen() {
        return List.copyOf(table.getSelectionModel().getSelectedItems());
    }

    private void first(Consumer<FoundStudy> does) {
        chosen().stream().findFirst().ifPresent(does);
    }

    private void opened(Consumer<String> open) {
        first(s -> s.progress().here().ifPresentOrElse(open, () -> model.fetch(node(), List.of(s), how())));
    }

    private void look() {
        model.look(node(), new Wish(patient.getText(), name.getText(), dates.getText(), modality.getText(), accession.getText()));
    }

    /// Where the keyboard begins.
    public Node first() {
        return name;
    }

    /// Takes what was typed and found away.
    public void leave() {
        fields().forEach(TextField::clear);
        model.leave();
    }
}
