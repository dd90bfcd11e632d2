package loupe.app.batch;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.app.fx.PageHead;
import loupe.review.batch.Batch;
import loupe.review.batch.BatchItem;
import loupe.review.consent.Purpose;
import org.jspecify.annotations.Nullable;

/// The page of batches: begin one, see its items as they come in, try again what failed, stop, save the report.
public final class BatchesPane extends BorderPane implements AutoCloseable {
    private final BatchesViewModel model;
    private final Ask ask;
    private final ListView<Batch> batches = new ListView<>();
    private final TableView<BatchItem> table = new TableView<>();
    private final FilteredList<BatchItem> shown;
    private final CheckBox analyze = new CheckBox(say("Run the models on what comes in"));
    private final ChangeListener<Optional<Batch>> follow = (o, before, now) -> now.ifPresent(this::mark);

    /// Asks the person for places.
    ///
    /// @param folder asks for a folder to bring in
    /// @param manifest asks for the file that names the items
    /// @param report asks for the folder of the report
    public record Ask(Supplier<Optional<Path>> folder, Supplier<Optional<Path>> manifest, Supplier<Optional<Path>> report) {}

    /// @param back leads to the list of studies
    public BatchesPane(BatchesViewModel model, Ask ask, Runnable back) {
        this.model = model;
        this.ask = ask;
        this.shown = new FilteredList<>(model.items());
        setId("batches");
        getStyleClass().add("page");
        setTop(head(back));
        setLeft(left());
        table();
        VBox middle = new VBox(8, buttons(), table);
        VBox.setVgrow(table, Priority.ALWAYS);
        setCenter(middle);
        model.chosenProperty().addListener(follow);
        model.chosenProperty().get().ifPresent(this::mark);
    }

    private PageHead head(Runnable back) {
        return new PageHead(say("Batches"), new PageHead.Message("batch-message", model.messageProperty()), back);
    }

    private VBox left() {
        Button folder = button(say("New: folder…"), "batch-folder", () -> ask.folder.get().ifPresent(f -> model.run(f, Optional.empty(),
                way())));
        folder.getStyleClass().add("primary");
        Button manifest = button(say("New: manifest…"), "batch-manifest", () -> ask.folder.get()
                .ifPresent(f -> ask.manifest.get().ifPresent(m -> model.run(f, Optional.of(m), way()))));
        folder.disableProperty().bind(model.runningProperty());
        manifest.disableProperty().bind(model.runningProperty());
        analyze.setId("batch-analyze");
        batches.setId("batch-list");
        batches.setAccessibleText(say("Batches"));
        batches.setItems(model.batches());
        batches.setPlaceholder(new Label(say("No batch was begun yet.")));
        batches.setCellFactory(all -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Batch b, boolean empty) {
                super.updateItem(b, empty);
                setText(b == null || empty ? "" : b.number() + "   " + Path.of(b.folder()).getFileName()
                        + (b.manifest().isEmpty() ? "" : say("  by {0}", Path.of(b.manifest()).getFileName())));
            }
        });
        batches.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> {
            if (now != null) {
                model.choose(now);
            }
        });
        VBox.setVgrow(batches, Priority.ALWAYS);
        VBox left = new VBox(8, new HBox(8, folder, manifest), analyze, batches);
        left.setPrefWidth(330);
        left.getStyleClass().add("page-side");
        return left;
    }

    private Batch.Way way() {
        return new Batch.Way(Purpose.CARE, false, "OT", analyze.isSelected());
    }

    private HBox buttons() {
        Button run = button(say("Run, or go on"), "batch-run", model::goOn);
        Button failed = button(say("Try again what failed"), "batch-retry", () -> model.again(Set.of()));
        Button some = button(say("Try again the chosen"), "batch-retry-chosen", () -> model.again(
                table.getSelectionModel().getSelectedItems().stream().map(BatchItem::number).collect(Collectors.toSet())));
        Button stop = button(say("Stop"), "batch-stop", model::cancel);
        Button report = button(say("Save the report…"), "batch-report", () -> ask.report.get().ifPresent(model::report));
        ToggleButton person = new ToggleButton(say("Only what asks for a person"));
        person.setId("batch-failed");
        person.setOnAction(e -> shown.setPredicate(person.isSelected() ? i -> i.state().asksForAPerson() : null));
        for (Button b : List.of(run, failed, report)) {
            b.disableProperty().bind(model.runningProperty().or(Bindings.createBooleanBinding(
                    () -> model.chosenProperty().get().isEmpty(), model.chosenProperty())));
        }
        some.disableProperty().bind(model.runningProperty().or(Bindings.isEmpty(table.getSelectionModel().getSelectedItems())));
        stop.disableProperty().bind(model.runningProperty().not());
        HBox row = new HBox(8, run, failed, some, stop, report, person);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Button button(String text, String id, Runnable does) {
        Button b = new Button(text);
        b.setId(id);
        b.setOnAction(e -> does.run());
        return b;
    }

    private void table() {
        table.setId("batch-items");
        table.setAccessibleText(say("Items of the batch"));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(shown);
        table.setPlaceholder(new Label(say("Nothing to show.")));
        table.getColumns().setAll(List.of(
                column(say("Item"), 50, i -> Integer.toString(i.number())),
                column(say("State"), 90, BatchesPane::state),
                column(say("Where"), 200, BatchItem::source),
                column(say("Case"), 80, i -> i.line().caseId()),
                column(say("Images"), 60, i -> i.instances() == 0 ? "" : Integer.toString(i.instances())),
                column(say("Tries"), 50, i -> i.attempts() == 0 ? "" : Integer.toString(i.attempts())),
                column(say("Why"), 400, i -> told(i.reason()))));
    }

    /// By sign and word, never by colour.
    private static String state(BatchItem i) {
        return switch (i.state()) {
            case WAITING -> "○  ";
            case SETTLING -> "◌  ";
            case RUNNING -> "◎  ";
            case DONE -> "●  ";
            case DUPLICATE -> "≡  ";
            case FAILED -> "✕  ";
            case HELD -> "!  ";
        } + told(i.state().word());
    }

    private static TableColumn<BatchItem, String> column(String title, double wide, Function<BatchItem, String> text) {
        TableColumn<BatchItem, String> c = new TableColumn<>(title);
        c.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(text.apply(f.getValue())));
        c.setPrefWidth(wide);
        return c;
    }

    private void mark(Batch now) {
        batches.getItems().stream().filter(b -> b.number() == now.number()).findFirst()
                .ifPresent(b -> batches.getSelectionModel().select(b));
    }

    /// Where the keyboard begins.
    public Node first() {
        return batches;
    }

    @Override
    public void close() {
        model.chosenProperty().removeListener(follow);
    }
}
