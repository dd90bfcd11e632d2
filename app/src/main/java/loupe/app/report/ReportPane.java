package loupe.app.report;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.review.edit.KeptReport.Link;
import loupe.review.report.Draft;
import loupe.review.report.Report;
import loupe.review.report.ReportBook;
import loupe.review.report.ReportChange;
import loupe.review.report.ReportLine;
import loupe.review.report.ReportSection;
import loupe.review.report.ReportText;

/// The report beside the images: each sentence with what it speaks of. A click goes there, Enter puts the sentence otherwise; until
/// the review is sealed “DRAFT” stands across.
public final class ReportPane extends VBox {
    /// Room of the word across, in letters times their size in pixels.
    private static final int ACROSS = 600;
    private static final int LARGEST_ACROSS = 120;

    private final ReportViewModel model;
    private final Consumer<String> jump;
    private final Label title = new Label(say("Report"));
    private final Label standing = new Label();
    private final Label across = new Label(say("DRAFT"));
    private final ListView<ReportLine> list = new ListView<>();
    private final TextArea words = new TextArea();
    private final Label said = new Label();
    private final Label help = new Label(say("Enter puts a sentence otherwise, Delete takes it out, a click goes to what it speaks of."));
    /// The line that is put otherwise; none while a sentence is added.
    private Optional<ReportLine> inHand = Optional.empty();

    /// @param jump goes to a finding or drawing by its id
    /// @param pdf asks where to and writes it
    /// @param close puts the sheet away
    public ReportPane(ReportViewModel model, Consumer<String> jump, Runnable pdf, Runnable close) {
        super(8);
        this.model = model;
        this.jump = jump;
        setId("report");
        getStyleClass().add("sheet");
        title.getStyleClass().add("card-title");
        standing.setId("report-standing");
        standing.setWrapText(true);
        standing.getStyleClass().add("quiet");
        help.getStyleClass().add("quiet");
        help.setWrapText(true);
        said.setId("report-said");
        said.setWrapText(true);
        said.textProperty().bind(model.saidProperty());
        across.setId("report-across");
        across.setMinWidth(USE_PREF_SIZE);
        across.getStyleClass().add("draft-across");
        across.setStyle("-fx-font-size: " + Math.min(LARGEST_ACROSS, ACROSS / Math.max(1, across.getText().length())) + "px;");
        across.setMouseTransparent(true);
        across.setRotate(-32);
        across.setVisible(false);
        lines();
        editor();
        StackPane page = new StackPane(list, across);
        page.setMinWidth(0); // the word across asks for no room
        VBox.setVgrow(page, Priority.ALWAYS);
        getChildren().addAll(title, standing, page, words, said, help, buttons(pdf, close));
        model.reportProperty().addListener((o, before, now) -> now.ifPresent(this::fill));
        model.reportProperty().get().ifPresent(this::fill);
    }

    private void lines() {
        list.setId("report-lines");
        list.setAccessibleText(say("Sentences of the report"));
        list.setPrefHeight(430);
        Label drafting = new Label(say("The report is drafted from what you accepted or drew …"));
        drafting.setWrapText(true);
        list.setPlaceholder(drafting);
        list.setCellFactory(unused -> new ReportCell());
        list.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                edit();
            } else {
                go();
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent e) {
        if (e.getCode() == KeyCode.ENTER && !e.isShortcutDown()) {
            edit();
        } else if (e.getCode() == KeyCode.DELETE) {
            takeOut();
        } else if (e.getCode() == KeyCode.SPACE) {
            go();
        } else {
            return;
        }
        e.consume();
    }

    private void editor() {
        words.setId("report-words");
        words.setAccessibleText(say("Words of the sentence; write no name of a patient"));
        words.setPromptText(say("Write no name of a patient: what you write leaves with the report"));
        words.setWrapText(true);
        words.setPrefRowCount(3);
        words.setMinHeight(70);
        words.setTextFormatter(new TextFormatter<>(c -> c.getControlNewText().length() <= ReportBook.LONGEST ? c : null));
        words.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER) {
                taken();
                e.consume();
            }
        });
        editing(false);
    }

    private void editing(boolean on) {
        words.setVisible(on);
        words.setManaged(on);
    }

    private FlowPane buttons(Runnable pdf, Runnable close) {
        FlowPane row = new FlowPane(6, 6,
                button(say("Put otherwise  (Enter)"), "report-edit", this::edit),
                button(say("Take out  (Del)"), "report-take-out", this::takeOut),
                button(say("As drafted"), "report-as-drafted", this::asDrafted),
                button(say("Draft anew"), "report-redraft", () -> model.change(new ReportChange.Redraft())),
                button(say("Add a sentence"), "report-add", this::add),
                button(say("PDF…"), "report-pdf", pdf));
        Button keep = button(say("Keep"), "report-keep", model::keep);
        keep.getStyleClass().add("primary");
        row.getChildren().addAll(keep, button(say("Close  (Esc)"), "report-close", close));
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private static Button button(String text, String id, Runnable act) {
        Button b = new Button(text);
        b.setId(id);
        b.setOnAction(e -> act.run());
        return b;
    }

    private void fill(Report report) {
        int at = list.getSelectionModel().getSelectedIndex();
        Map<String, String> kinds = report.rows().stream().collect(Collectors.toMap(Draft.Row::id, Draft.Row::what, (a, b) -> a));
        title.setText(told(ReportText.title(report)));
        standing.setText(told(ReportText.standing(report)) + (report.undecided() > 0 && !report.standing().closed()
                ? ".  " + told(ReportText.undecided(report)) : "") + (report.otherwise() ? ".  " + told(ReportText.OTHERWISE) : ""));
        across.setVisible(!report.standing().signed());
        list.setCellFactory(unused -> new ReportCell(kinds));
        list.getItems().setAll(report.lines());
        list.getSelectionModel().select(Math.clamp(at, 0, Math.max(0, report.lines().size() - 1)));
        for (String id : List.of("report-edit", "report-take-out", "report-as-drafted", "report-redraft", "report-add", "report-keep")) {
            Node b = lookup("#" + id);
            if (b != null) {
                b.setDisable(report.standing().closed());
            }
        }
    }

    private Optional<ReportLine> chosen() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    private void go() {
        chosen().flatMap(l -> l.links().stream().map(Link::id).findFirst()).ifPresent(jump);
    }

    private void edit() {
        if (model.open()) {
            chosen().ifPresent(l -> {
                inHand = Optional.of(l);
                write(l.text());
            });
        }
    }

    private void add() {
        inHand = Optional.empty();
        write("");
    }

    private void write(String text) {
        words.setText(text);
        editing(true);
        words.requestFocus();
        words.end();
    }

    /// What is written counts.
    private void taken() {
        String text = words.getText().strip();
        if (!text.isEmpty()) {
            ReportSection section = chosen().map(ReportLine::section).orElse(ReportSection.FINDINGS);
            model.change(inHand.<ReportChange>map(l -> new ReportChange.Put(l.key(), text))
                    .orElseGet(() -> new ReportChange.Add(section, text)));
            putAway();
        }
    }

    /// Puts the editor away without keeping what is in it.
    ///
    /// @return whether it was there
    public boolean putAway() {
        boolean was = words.isVisible();
        editing(false);
        list.requestFocus();
        return was;
    }

    private void takeOut() {
        if (model.open()) {
            chosen().filter(ReportLine::read).ifPresent(l -> model.change(new ReportChange.TakeOut(l.key())));
        }
    }

    private void asDrafted() {
        chosen().ifPresent(l -> model.change(new ReportChange.AsDrafted(l.key())));
    }

    /// What takes the focus first.
    public Node first() {
        return list;
    }
}
