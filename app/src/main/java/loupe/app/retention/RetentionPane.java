package loupe.app.retention;

import static loupe.app.fx.Forms.button;
import static loupe.app.fx.Forms.column;
import static loupe.app.fx.Forms.field;
import static loupe.app.fx.Forms.row;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;
import static loupe.app.text.Words.told;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.app.fx.PageHead;
import loupe.review.retention.KeptStudy;
import loupe.review.retention.KeptStudy.Standing;

/// The page of retention: the site's period above, studies with what is due first, and below what is done with those that are chosen.
public final class RetentionPane extends BorderPane {
    private final RetentionViewModel model;
    private final Ask ask;
    private final TableView<KeptStudy> table = new TableView<>();
    private final TextField days = field("retention-days", say("Days"), 90);
    private final TextField reason = field("retention-reason", say("Reason, without anything of the patient"), 300);
    private final TextField account = field("retention-account", say("Other account"), 140);

    /// Asks before what cannot be taken back.
    public interface Ask {
        /// @param title what is asked
        /// @param text what follows from yes
        /// @param yes word on the button
        /// @param does what is done then
        void ask(String title, String text, String yes, Runnable does);
    }

    /// @param ask asks before studies are erased
    /// @param back leads to the list of studies
    public RetentionPane(RetentionViewModel model, Ask ask, Runnable back) {
        this.model = model;
        this.ask = ask;
        setId("retention");
        getStyleClass().add("page");
        Label counts = new Label();
        counts.setId("retention-counts");
        counts.textProperty().bind(model.countsProperty());
        counts.setWrapText(true);
        days.setText(Integer.toString(model.keepDaysProperty().get()));
        model.keepDaysProperty().addListener((o, before, now) -> days.setText(now.toString()));
        HBox period = row(
                new Label(say("Days a study is kept at least:")), days,
                button("retention-keep", say("Set"), () -> model.keep(days.getText())));
        VBox asking = new VBox(8, counts, period);
        asking.getStyleClass().add("page-head");
        setTop(new VBox(new PageHead(say("Retention"), new PageHead.Message("retention-message", model.messageProperty()), back), asking));
        table();
        setCenter(table);
        Button erase = button("retention-erase", say("Erase what is due…"), this::erase);
        VBox below = new VBox(
                8,
                row(reason, button("retention-hold", say("Put on hold"), () -> model.hold(chosen(), true, reason.getText())),
                        button("retention-lift", say("Lift the hold"), () -> model.hold(chosen(), false, reason.getText())),
                        button("retention-all", say("Choose all that is due"), this::chooseDue), erase),
                row(new Label(say("As the second person:")), account,
                        button("retention-approve", say("Approve erasing what is chosen"),
                                () -> model.approve(chosen(), account.getText()))));
        below.getStyleClass().add("page-head");
        BorderPane.setMargin(below, new Insets(8, 0, 0, 0));
        setBottom(below);
    }

    private void table() {
        table.setId("retention-studies");
        table.setAccessibleText(say("Studies, those that are due first"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setItems(model.studies());
        table.setPlaceholder(new Label(say("Nothing to show.")));
        table.getColumns().setAll(List.of(
                column(say("Study"), 70, k -> Integer.toString(k.number())),
                column(say("Standing"), 110, k -> sign(k.standing()) + told(k.standing().word())),
                column(say("Came in (UTC)"), 120, k -> day(k.since())),
                column(say("May go from (UTC)"), 140, k -> k.until().map(RetentionPane::day).orElse("–")),
                column(say("Second person"), 130, k -> k.approved() ? say("not needed, or given") : say("still needed")),
                column(say("Pseudonym"), 150, k -> k.study().patientPseudonym()),
                column(say("Modality"), 80, k -> k.study().modalities().replace('\\', ' ')),
                column(say("Description"), 260, k -> k.study().description())));
    }

    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /// Colour is not all that tells what is due from what is held.
    private static String sign(Standing s) {
        return switch (s) {
            case DUE -> "●  ";
            case HELD -> "■  ";
            case KEPT, NO_PERIOD -> "○  ";
        };
    }

    private List<KeptStudy> chosen() {
        return List.copyOf(table.getSelectionModel().getSelectedItems());
    }

    private void chooseDue() {
        table.getSelectionModel().clearSelection();
        for (int i = 0; i < table.getItems().size(); i++) {
            if (table.getItems().get(i).standing() == Standing.DUE) {
                table.getSelectionModel().select(i);
            }
        }
    }

    /// Of what is chosen what is due.
    private void erase() {
        List<KeptStudy> due = chosen().stream().filter(k -> k.standing() == Standing.DUE).toList();
        if (due.isEmpty()) {
            model.none();
            return;
        }
        ask.ask(
                say("Erase what is due?"),
                sayCount(due.size(), "{0} study with images, findings and reports is destroyed, so that no older copy opens it either. It"
                        + " cannot be taken back. Exported files are beyond reach.", "{0} studies with images, findings and reports are"
                        + " destroyed, so that no older copy opens them either. It cannot be taken back. Exported files are beyond reach."),
                say("Erase"), () -> model.erase(due, reason.getText()));
    }

    /// Where the keyboard begins.
    public Node first() {
        return table;
    }
}
