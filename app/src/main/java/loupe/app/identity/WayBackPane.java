package loupe.app.identity;

import static loupe.app.fx.Forms.button;
import static loupe.app.fx.Forms.column;
import static loupe.app.fx.Forms.field;
import static loupe.app.fx.Forms.leftByEscape;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.app.fx.ChosenText;
import loupe.app.fx.PageHead;
import loupe.core.study.StudySummary;
import loupe.review.identity.WayBack;
import loupe.review.identity.WayBack.By;

/// The page of the way back: what is looked for and why above, the person and the studies below. All of it is gone when it is left.
public final class WayBackPane extends BorderPane {
    private final WayBackViewModel model;
    private final ComboBox<By> by = new ComboBox<>();
    private final TextField value = field("way-value", say("Number or pseudonym"), 230);
    private final TextField issuer = field("way-issuer", say("Issuer of the number (where the files name one)"), 280);
    private final TextField reason = field("way-reason", say("Reason, without anything of the patient"), 330);
    private final TableView<StudySummary> table = new TableView<>();
    private final Label who = new Label();

    /// @param number the number of a study in the list
    /// @param open opens a study
    /// @param back leads to the list of studies
    public WayBackPane(WayBackViewModel model, Function<String, Integer> number, Consumer<String> open, Runnable back) {
        this.model = model;
        setId("way-back");
        getStyleClass().add("page");
        by.setId("way-by");
        by.setAccessibleText(say("What is looked for"));
        by.getItems().setAll(By.values());
        by.setConverter(new ChosenText<>(WayBackPane::words));
        by.setValue(By.PATIENT_ID);
        leftByEscape(this, back); // the keyboard begins in a field
        issuer.disableProperty().bind(by.valueProperty().isNotEqualTo(By.PATIENT_ID));
        List.of(value, issuer, reason).forEach(f -> f.setOnAction(e -> look()));
        Button go = button("way-look", say("Look"), this::look);
        go.getStyleClass().add("primary");
        HBox what = new HBox(8, by, value, issuer);
        HBox why = new HBox(8, reason, go);
        HBox.setHgrow(reason, Priority.ALWAYS);
        reason.setMaxWidth(560);
        List.of(what, why).forEach(b -> b.setAlignment(Pos.CENTER_LEFT));
        Label tells = new Label(say("Each look is in the log with its reason, also one that finds nothing. It takes the identity keeper's"
                + " role; from an original number it also takes a role that imports or exports. What is shown is gone when you leave."));
        tells.setWrapText(true);
        tells.setMinHeight(USE_PREF_SIZE);
        tells.getStyleClass().add("quiet");
        who.setId("way-person");
        who.setWrapText(true);
        who.setMinHeight(USE_PREF_SIZE);
        model.personProperty().addListener((o, before, now) -> person(now));
        VBox asking = new VBox(8, tells, what, why, who);
        asking.getStyleClass().add("page-head");
        setTop(new VBox(new PageHead(say("Way back"), new PageHead.Message("way-message", model.messageProperty()), back), asking));
        table(number);
        Button opens = button("way-open", say("Open the study  (Enter)"), () -> chosen().ifPresent(open));
        opens.disableProperty().bind(table.getSelectionModel().selectedItemProperty().isNull());
        table.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER) {
                chosen().ifPresent(open);
                e.consume();
            }
        });
        HBox below = new HBox(opens);
        below.getStyleClass().add("page-head");
        BorderPane.setMargin(below, new Insets(8, 0, 0, 0));
        setCenter(table);
        setBottom(below);
    }

    private static String words(By by) {
        return switch (by) {
            case PATIENT_ID -> say("Original patient number");
            case STUDY_UID -> say("Original study UID");
            case PSEUDONYM -> say("Pseudonym");
        };
    }

    private void person(Optional<WayBackViewModel.Person> now) {
        who.setText(now.map(p -> p.lines().isEmpty()
                        ? say("{0}: the site keeps nothing of who that is.", p.pseudonym())
                        : p.pseudonym() + ": " + String.join("   ", p.lines()))
                .orElse(""));
    }

    private void table(Function<String, Integer> number) {
        table.setId("way-studies");
        table.setAccessibleText(say("Studies that were found"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(model.studies());
        table.setPlaceholder(new Label(say("Nothing to show.")));
        table.getColumns().setAll(List.of(
                column(say("Study"), 70, s -> Integer.toString(number.apply(s.studyUid()))),
                column(say("Pseudonym"), 160, StudySummary::patientPseudonym),
                column(say("Modality"), 90, s -> s.modalities().replace('\\', ' ')),
                column(say("Date (shifted)"), 120, s -> date(s.studyDate())),
                column(say("Description"), 400, StudySummary::description)));
    }

    private static String date(String yyyymmdd) {
        return yyyymmdd.replaceAll("^(\\d{4})(\\d{2})(\\d{2})$", "$1-$2-$3");
    }

    private Optional<String> chosen() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem()).map(StudySummary::studyUid);
    }

    private void look() {
        model.look(new WayBack.Question(
                by.getValue(), value.getText(), by.getValue() == By.PATIENT_ID ? issuer.getText() : "", reason.getText()));
    }

    /// Where the keyboard begins.
    public Node first() {
        return value;
    }

    /// Takes what was typed and found away.
    public void leave() {
        List.of(value, issuer, reason).forEach(TextField::clear);
        model.leave();
    }
}
