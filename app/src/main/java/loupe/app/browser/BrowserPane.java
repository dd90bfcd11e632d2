package loupe.app.browser;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import loupe.app.action.Action;
import loupe.app.action.ActionButtons;
import loupe.app.action.KeyMap;

/// The study list with its filter and what can be done to a study. Files dropped on it are imported.
public final class BrowserPane extends VBox {
    private final BrowserViewModel model;
    private final ActionButtons buttons;
    private final TableView<StudyRow> table = new TableView<>();
    private final TextField filter = new TextField();
    private final Label count = new Label();

    /// @param model the list
    /// @param keys keys named in tooltips
    /// @param act does what a button says
    /// @param dropped takes files dropped on the list
    public BrowserPane(
            BrowserViewModel model, KeyMap keys, Consumer<Action> act, Consumer<List<Path>> dropped) {
        this.model = model;
        this.buttons = new ActionButtons(keys, act);
        setId("browser");
        getStyleClass().add("browser");
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(head(), table);
        table();
        setOnDragOver(BrowserPane::over);
        setOnDragDropped(e -> drop(e, dropped));
    }

    private HBox head() {
        Label title = new Label("Studies");
        title.getStyleClass().add("title");
        count.setId("study-count");
        count.getStyleClass().add("quiet");
        filter.setId("filter");
        filter.setPromptText("Filter  (Ctrl+F)");
        filter.setAccessibleText("Filter the study list");
        filter.setPrefWidth(260);
        filter.textProperty().bindBidirectional(model.filterProperty());
        filter.setOnAction(e -> {
            table.getSelectionModel().selectFirst();
            table.requestFocus();
        });
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button importing = buttons.button("Import…", "import", Action.IMPORT_FOLDER);
        importing.getStyleClass().add("primary");
        HBox head = new HBox(
                10,
                title,
                count,
                gap,
                filter,
                importing,
                buttons.button("Analyze", "analyze", Action.ANALYZE),
                buttons.button("Export…", "export-study", Action.EXPORT),
                buttons.button("Lock", "lock", Action.LOCK));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("head");
        return head;
    }

    private void table() {
        table.setId("studies");
        table.setAccessibleText("Studies");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        column("#", 44, r -> Integer.toString(r.number())),
                        column("Patient", 150, r -> r.study().patientPseudonym()),
                        column("Sex", 44, StudyRow::sex),
                        column("Age", 56, StudyRow::age),
                        column("Date", 96, StudyRow::date),
                        column("Modality", 84, StudyRow::modalities),
                        column("State", 110, StudyRow::state),
                        column("Findings", 76, StudyRow::findings),
                        column("Series / images", 112, StudyRow::size),
                        column("Description", 280, r -> r.study().description())));
        table.setItems(model.rows());
        table.setPlaceholder(empty());
        table.setRowFactory(unused -> row());
        table.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                buttons.act().accept(Action.OPEN_STUDY);
                e.consume();
            }
        });
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((o, before, now) -> model.choose(Optional.ofNullable(now)));
    }

    private TableRow<StudyRow> row() {
        TableRow<StudyRow> row = new TableRow<>();
        row.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2 && !row.isEmpty()) {
                buttons.act().accept(Action.OPEN_STUDY);
            }
        });
        return row;
    }

    private static TableColumn<StudyRow, String> column(String title, double width, Function<StudyRow, String> text) {
        TableColumn<StudyRow, String> c = new TableColumn<>(title);
        c.setCellValueFactory(v -> new ReadOnlyStringWrapper(text.apply(v.getValue())));
        c.setPrefWidth(width);
        c.setMinWidth(Math.min(width, 44));
        if (!title.equals("Description")) {
            c.setMaxWidth(width * 1.6);
        }
        return c;
    }

    private VBox empty() {
        Label none = new Label();
        none.setId("no-studies");
        none.textProperty()
                .bind(Bindings.when(model.workingProperty())
                        .then("The first study is on its way; the work is shown below")
                        .otherwise("No studies here yet"));
        none.getStyleClass().add("card-title");
        Label how = new Label("Import a folder of DICOM files (Ctrl+O), or drop it here.\n"
                + "Patient identity is taken out before anything is stored.");
        how.getStyleClass().add("quiet");
        how.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        Button b = buttons.button("Import a folder…", "import-empty", Action.IMPORT_FOLDER);
        b.getStyleClass().add("primary");
        VBox box = new VBox(10, none, how, b);
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private static void over(DragEvent e) {
        if (e.getDragboard().hasFiles()) {
            e.acceptTransferModes(TransferMode.COPY);
        }
        e.consume();
    }

    private static void drop(DragEvent e, Consumer<List<Path>> dropped) {
        if (e.getDragboard().hasFiles()) {
            dropped.accept(e.getDragboard().getFiles().stream().map(File::toPath).toList());
            e.setDropCompleted(true);
        }
        e.consume();
    }

    /// Shows the list as it now is, with a study in hand.
    ///
    /// @param studyUid study to choose; else the first
    public void filled(Optional<String> studyUid) {
        count.setText(model.size() == 0 ? "" : model.size() + (model.size() == 1 ? " study" : " studies"));
        int at = 0;
        for (int i = 0; i < table.getItems().size(); i++) {
            boolean wanted = studyUid.filter(table.getItems().get(i).study().studyUid()::equals).isPresent();
            at = wanted ? i : at;
        }
        table.getSelectionModel().select(at);
        table.refresh();
        if (filter.getText().isEmpty()) {
            table.requestFocus();
        }
    }

    /// Puts the cursor into the filter.
    public void find() {
        filter.requestFocus();
        filter.selectAll();
    }
}
