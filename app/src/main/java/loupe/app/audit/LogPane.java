package loupe.app.audit;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.app.fx.PageHead;
import loupe.app.text.Words;
import loupe.review.trail.ReadLog;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import org.jspecify.annotations.Nullable;

/// The page of the log: filters above, entries newest first, and whether the log proves itself.
public final class LogPane extends BorderPane {
    private static final String ANY = later("any action");

    private final LogViewModel model;
    private final TextField account = field("log-account", say("Account"), 120);
    private final ComboBox<String> event = new ComboBox<>();
    private final TextField study = field("log-study", say("Study (number or UID)"), 160);
    private final DatePicker from = date("log-from", say("From day"));
    private final DatePicker until = date("log-until", say("To day"));
    private final TableView<LoggedEvent> table = new TableView<>();

    /// @param folder asks for the folder of an export
    /// @param back leads to the list of studies
    public LogPane(LogViewModel model, Supplier<Optional<Path>> folder, Runnable back) {
        this.model = model;
        setId("log");
        getStyleClass().add("page");
        event.setId("log-event");
        event.setAccessibleText(say("What was done"));
        event.getItems().add(say(ANY));
        List.of(AuditEvent.values()).forEach(e -> event.getItems().add(told(ReadLog.words(e))));
        event.setValue(say(ANY));
        Button find = button(say("Show"), "log-show", this::read);
        find.getStyleClass().add("primary");
        account.setOnAction(e -> read());
        study.setOnAction(e -> read());
        HBox filters = new HBox(
                8, account, event, study, from, until, find, button(say("Check the proof"), "log-check", model::check),
                button(say("Write out…"), "log-export", () -> folder.get().ifPresent(f -> model.export(asked(), f))));
        filters.setAlignment(Pos.CENTER_LEFT);
        Label proof = new Label();
        proof.setId("log-proof");
        proof.textProperty().bind(model.proofProperty());
        proof.setWrapText(true);
        proof.setMinHeight(USE_PREF_SIZE);
        VBox asking = new VBox(8, filters, proof);
        asking.getStyleClass().add("page-head");
        PageHead head = new PageHead(say("Log"), new PageHead.Message("log-message", model.messageProperty()), back);
        setTop(new VBox(head, asking));
        table();
        setCenter(table);
    }

    private static Button button(String text, String id, Runnable does) {
        Button b = new Button(text);
        b.setId(id);
        b.setOnAction(e -> does.run());
        return b;
    }

    private static TextField field(String id, String prompt, double wide) {
        TextField f = new TextField();
        f.setId(id);
        f.setPromptText(prompt);
        f.setAccessibleText(prompt);
        f.setPrefWidth(wide);
        return f;
    }

    private static DatePicker date(String id, String prompt) {
        DatePicker d = new DatePicker();
        d.setId(id);
        d.setPromptText(prompt);
        d.setAccessibleText(say("{0}, UTC", prompt));
        d.setPrefWidth(130);
        return d;
    }

    private void table() {
        table.setId("log-entries");
        table.setAccessibleText(say("Entries of the log, newest first"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(model.entries());
        table.setPlaceholder(new Label(say("Nothing to show.")));
        table.getColumns().setAll(List.of(
                column(say("Entry"), 70, e -> Long.toString(e.sequence())),
                column(say("Time (UTC)"), 180, e -> e.time().truncatedTo(ChronoUnit.SECONDS).toString()),
                column(say("Action"), 160, e -> e.event().map(ReadLog::words).map(Words::told).orElse(say("not told"))),
                column(say("Outcome"), 110, e -> told(e.outcome().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))),
                column(say("Account"), 100, LoggedEvent::actor),
                column(say("Study"), 210, e -> e.studyUid().orElse("")),
                column(say("What more"), 400, LoggedEvent::detail)));
    }

    private static TableColumn<LoggedEvent, String> column(String title, double wide, Function<LoggedEvent, String> text) {
        TableColumn<LoggedEvent, String> c = new TableColumn<>(title);
        c.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(text.apply(f.getValue())));
        c.setPrefWidth(wide);
        return c;
    }

    private LogViewModel.Asked asked() {
        Optional<AuditEvent> what = List.of(AuditEvent.values()).stream().filter(e ->
                told(ReadLog.words(e)).equals(event.getValue())).findFirst();
        return new LogViewModel.Asked(
                account.getText(), what, study.getText(), day(from.getValue()).map(d -> d.atStartOfDay().toInstant(ZoneOffset.UTC)),
                day(until.getValue()).map(d -> d.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
    }

    private static Optional<LocalDate> day(@Nullable LocalDate d) {
        return Optional.ofNullable(d);
    }

    /// Reads the entries as the filters say.
    public void read() {
        model.read(asked());
    }

    /// Where the keyboard begins.
    public Node first() {
        return table;
    }
}
