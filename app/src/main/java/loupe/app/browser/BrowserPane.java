package loupe.app.browser;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
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
import javafx.scene.text.TextAlignment;
import loupe.app.action.Action;
import loupe.app.action.ActionButtons;
import loupe.app.action.KeyMap;
import loupe.core.study.StudyClaim;
import loupe.review.reading.ListState;
import org.jspecify.annotations.Nullable;

/// The study list with its filters and what can be done to studies. Files dropped on it are imported. A click on a column's title
/// sorts by it, a third one gives the reading order back.
public final class BrowserPane extends VBox {
    private final BrowserViewModel model;
    private final ActionButtons buttons;
    private final TableView<StudyRow> table = new TableView<>();
    private final TextField words = new TextField();
    private final Label count = new Label();
    private final ListFilters filters;
    private final ClaimLine claim = new ClaimLine(table::requestFocus);
    private boolean arranging;
    private double grown = 1;

    /// @param model the list
    /// @param keys keys named in tooltips
    /// @param act does what a button says
    /// @param dropped takes files dropped on the list
    public BrowserPane(
            BrowserViewModel model, KeyMap keys, Consumer<Action> act, Consumer<List<Path>> dropped) {
        this.model = model;
        this.buttons = new ActionButtons(keys, act);
        this.filters = new ListFilters(model);
        setId("browser");
        getStyleClass().add("browser");
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(head(), second(), claim, table);
        table();
        setOnDragOver(BrowserPane::over);
        setOnDragDropped(e -> drop(e, dropped));
    }

    private HBox head() {
        Label title = new Label(say("Studies"));
        title.getStyleClass().add("title");
        count.setId("study-count");
        count.getStyleClass().add("quiet");
        words.setId("filter");
        words.setPromptText(say("Filter  (Ctrl+F)"));
        words.setAccessibleText(say("Filter the study list by words"));
        words.setPrefWidth(260);
        words.textProperty().bindBidirectional(model.filterProperty());
        words.setOnAction(e -> {
            table.getSelectionModel().clearAndSelect(0);
            table.requestFocus();
        });
        Button importing = buttons.button(say("Import…"), "import", Action.IMPORT_FOLDER);
        importing.getStyleClass().add("primary");
        HBox head = new HBox(
                10,
                title,
                count,
                gap(),
                words,
                importing,
                buttons.button(say("Analyze"), "analyze", Action.ANALYZE),
                buttons.button(say("Export…"), "export-study", Action.EXPORT),
                buttons.button(say("Lock"), "lock", Action.LOCK));
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("head");
        return head;
    }

    private HBox second() {
        HBox row = new HBox(
                6,
                filters,
                gap(),
                more(),
                buttons.button(say("Views…"), "list-views", Action.LIST_VIEWS),
                buttons.button(say("Columns…"), "list-columns", Action.LIST_COLUMNS));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("list-row");
        return row;
    }

    /// Pages of their own, which the list leads to.
    private MenuButton more() {
        MenuButton more = new MenuButton(say("More"));
        more.setId("list-more");
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.setAccessibleText(say("More pages"));
        for (Action a : List.of(Action.QUERY, Action.OUTGOING, Action.NODES, Action.SECOND_LOOKS, Action.FIGURES, Action.BATCHES,
                Action.MODELS, Action.AUDIT_LOG, Action.WAY_BACK, Action.RETENTION, Action.PRIVACY)) {
            MenuItem item = new MenuItem(a.text() + "   " + buttons.keys().keyText(a));
            item.setOnAction(e -> buttons.act().accept(a));
            more.getItems().add(item);
        }
        return more;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private void table() {
        table.setId("studies");
        table.setAccessibleText(say("Studies"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        arrange();
        SortedList<StudyRow> sorted = new SortedList<>(model.rows());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setPlaceholder(empty());
        table.setRowFactory(unused -> new Row());
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                buttons.act().accept(Action.OPEN_STUDY);
                e.consume();
            }
        });
        table.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> chose());
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<StudyRow>) c -> chose());
        model.choiceProperty().addListener((o, before, now) -> {
            if (!arranging && !before.columns().equals(now.columns())) {
                arrange();
            }
        });
        table.getColumns().addListener((ListChangeListener<TableColumn<StudyRow, ?>>) c -> dragged());
        model.narrowedProperty().addListener((o, before, now) -> counted());
        model.onlyProperty().addListener((o, before, now) -> counted());
    }

    /// Columns grow with the texts in them; what is then wider than the window is scrolled across.
    ///
    /// @param percent size of the texts, in hundredths of the usual size
    public void texts(int percent) {
        double by = percent / 100.0;
        if (by != grown) {
            grown = by;
            table.setColumnResizePolicy(
                    by > 1 ? TableView.UNCONSTRAINED_RESIZE_POLICY : TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
            arrange();
        }
    }

    private void chose() {
        model.choose(
                Optional.ofNullable(table.getSelectionModel().getSelectedItem()),
                table.getSelectionModel().getSelectedItems().stream().filter(r -> r != null).toList());
        counted();
    }

    private void arrange() {
        arranging = true;
        table.getColumns()
                .setAll(StudyColumn.of(model.choiceProperty().get().columns()).stream().map(this::column).toList());
        arranging = false;
    }

    /// A column dragged by its title stays there.
    private void dragged() {
        List<String> now = table.getColumns().stream().map(TableColumn::getId).toList();
        if (!arranging && now.size() == StudyColumn.of(model.choiceProperty().get().columns()).size()) {
            arranging = true;
            model.change(c -> c.withColumns(now));
            arranging = false;
        }
    }

    /// A row that says itself to screen readers.
    private final class Row extends TableRow<StudyRow> {
        Row() {
            setOnMouseClicked(e -> {
                if (e.getClickCount() == 2 && !isEmpty()) {
                    buttons.act().accept(Action.OPEN_STUDY);
                }
            });
        }

        @Override
        protected void updateItem(@Nullable StudyRow row, boolean empty) {
            super.updateItem(row, empty);
            setAccessibleText(row == null || empty ? "" : row.spoken());
        }
    }

    private TableColumn<StudyRow, StudyRow> column(StudyColumn of) {
        TableColumn<StudyRow, StudyRow> c = new TableColumn<>(of.title());
        c.setId(of.name());
        c.setCellValueFactory(v -> new ReadOnlyObjectWrapper<>(v.getValue()));
        c.setCellFactory(unused -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable StudyRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(row == null || empty ? "" : of.text(row));
            }
        });
        c.setComparator(of.order());
        c.setPrefWidth(of.width() * grown);
        c.setMinWidth(Math.min(of.width(), 44));
        if (of != StudyColumn.DESCRIPTION) {
            c.setMaxWidth(of.width() * 1.6 * grown);
        }
        return c;
    }

    private VBox empty() {
        Label none = new Label();
        none.setId("no-studies");
        none.textProperty()
                .bind(Bindings.when(model.workingProperty())
                        .then(say("The first study is on its way; the work is shown below"))
                        .otherwise(Bindings.createStringBinding(
                                () -> model.size() == 0 ? say("No studies here yet") : say("No study fits these filters"),
                                        model.narrowedProperty(),
                                model.rows())));
        none.getStyleClass().add("card-title");
        Label how = new Label(say("Import a folder of DICOM files (Ctrl+O), or drop it here.\n"
                + "Patient identity is taken out before anything is stored."));
        how.getStyleClass().add("quiet");
        how.setTextAlignment(TextAlignment.CENTER);
        Button b = buttons.button(say("Import a folder…"), "import-empty", Action.IMPORT_FOLDER);
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

    private void counted() {
        int all = model.size();
        int shown = model.rows().size();
        int chosen = model.several().size();
        String of = shown == all ? sayCount(all, "{0} study", "{0} studies") : say("{0} of {1}", shown, all);
        count.setText(all == 0 ? "" : of + (chosen > 1 ? say(", {0} chosen", chosen) : ""));
    }

    /// Shows the list as it now is, with a study in hand.
    ///
    /// @param studyUid study to choose; else those that were chosen, else the first
    public void filled(Optional<String> studyUid, List<String> before) {
        Set<String> wanted = studyUid.<Set<String>>map(uid -> Set.of(uid)).orElseGet(() -> new HashSet<>(before));
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < table.getItems().size(); i++) {
            if (wanted.contains(table.getItems().get(i).study().studyUid())) {
                at.add(i);
            }
        }
        table.getSelectionModel().clearSelection();
        if (at.isEmpty()) {
            table.getSelectionModel().select(0);
        } else {
            table.getSelectionModel()
                    .selectIndices(at.getFirst(), at.stream().skip(1).mapToInt(Integer::intValue).toArray());
        }
        table.refresh();
        counted();
        if (words.getText().isEmpty() && !claim.isVisible()) {
            table.requestFocus();
        }
    }

    /// Puts the cursor into the filter.
    public void find() {
        words.requestFocus();
        words.selectAll();
    }

    /// Says that another reader has a study, and asks what to do.
    ///
    /// @param held who has it
    /// @param look opens it without taking it
    /// @param over takes it over for a reason
    public void held(StudyClaim held, Runnable look, Consumer<String> over) {
        String which = model.chosenProperty().get().map(r -> say("Study {0}", r.number())).orElse(say("The study"));
        claim.ask(say("{0} is read by {1}.", which, StudyRow.since(held, model.account())), new ClaimLine.Answer(look, over));
    }

    /// Does one of the list's own actions.
    public void act(Action action) {
        switch (action) {
            case FIND_STUDY -> find();
            case LIST_WAITING -> filters.only(ListState.TO_READ, ListState.TO_REVIEW);
            case LIST_IN_REVIEW -> filters.only(ListState.IN_REVIEW);
            case LIST_RUNNING -> filters.only(ListState.RUNNING);
            case LIST_NEW -> filters.only(ListState.NEW);
            case LIST_SEALED -> filters.only(ListState.SEALED, ListState.SENT);
            case LIST_URGENT -> filters.urgent();
            case LIST_MINE -> filters.mine();
            case LIST_ALL -> model.all();
            default -> {}
        }
    }
}
