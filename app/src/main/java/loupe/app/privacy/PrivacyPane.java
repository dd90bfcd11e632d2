package loupe.app.privacy;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.app.fx.PageHead;
import loupe.review.inventory.InventoryEntry;
import loupe.review.trail.Departure;

/// The page of privacy: what is stored where, how protected and how long; what left; and the site's inventory.
public final class PrivacyPane extends BorderPane {
    private static final double LOWEST = 90;

    private final TableView<StoredThing> stored;

    /// @param number the number of a study in the list; 0 where it is not there
    /// @param back leads to the list of studies
    public PrivacyPane(PrivacyViewModel model, Function<String, Integer> number, Runnable back) {
        setId("privacy");
        getStyleClass().add("page");
        stored = table("privacy-stored", say("What is stored where"), FXCollections.observableArrayList(StoredThing.ALL), List.of(
                column(say("What"), 340, StoredThing::saidWhat),
                column(say("Where"), 270, StoredThing::saidWhere),
                column(say("Protection"), 250, StoredThing::saidProtection),
                column(say("How long"), 420, StoredThing::saidHowLong)));
        TableView<Departure> left = table("privacy-left", say("What left the store, the latest first"), model.left(), List.of(
                column(say("When (UTC)"), 180, d -> d.at().truncatedTo(ChronoUnit.SECONDS).toString()),
                column(say("Account"), 120, Departure::by),
                column(say("To what"), 230, d -> told(d.to().words())),
                column(say("Study"), 90, d -> d.studyUid().map(uid -> study(number.apply(uid))).orElse("–")),
                column(say("Count"), 70, d -> d.count().isPresent() ? Integer.toString(d.count().getAsInt()) : "–"),
                column(say("What"), 400, Departure::what)));
        TableView<InventoryEntry> inventory = table("privacy-inventory", say("Inventory of the site"), model.inventory(), List.of(
                column(say("Name"), 160, InventoryEntry::name),
                column(say("Kind"), 200, e -> e.kind() == InventoryEntry.Kind.FLOW ? say("flow to {0}", e.recipient()) : say("data set")),
                column(say("Holds"), 260, InventoryEntry::holds),
                column(say("Answers for it"), 160, InventoryEntry::owner),
                column(say("What for"), 200, InventoryEntry::purpose),
                column(say("Kept (days)"), 110, e -> e.keepDays() == 0 ? say("without end") : Integer.toString(e.keepDays()))));
        setTop(new PageHead(
                say("Privacy and inventory"), new PageHead.Message("privacy-message", model.messageProperty()), back));
        VBox all = new VBox(
                8, heading("privacy-stored-words", say("Stored"), model.storedProperty()), stored,
                heading("privacy-left-words", say("Left"), model.leavingProperty()), left,
                heading("privacy-inventory-words", say("Inventory"), new ReadOnlyObjectWrapper<>(
                        say("What the site says it keeps and sends. It is a statement: nothing is deleted by it."))),
                inventory);
        all.getStyleClass().add("page-head");
        VBox.setVgrow(stored, Priority.ALWAYS);
        VBox.setVgrow(left, Priority.ALWAYS);
        VBox.setVgrow(inventory, Priority.ALWAYS);
        setCenter(all);
    }

    private static String study(int number) {
        return number == 0 ? say("erased") : Integer.toString(number);
    }

    private static VBox heading(String id, String title, ObservableValue<String> words) {
        Label head = new Label(title);
        head.getStyleClass().add("card-title");
        Label said = new Label();
        said.setId(id);
        said.textProperty().bind(words);
        said.setWrapText(true);
        said.setMinHeight(USE_PREF_SIZE);
        return new VBox(2, head, said);
    }

    private static <T> TableView<T> table(String id, String said, ObservableList<T> lines, List<TableColumn<T, String>> columns) {
        TableView<T> table = new TableView<>(lines);
        table.setId(id);
        table.setAccessibleText(said);
        table.setMinHeight(LOWEST);
        table.setPrefHeight(LOWEST);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(say("Nothing to show.")));
        table.getColumns().setAll(columns);
        return table;
    }

    private static <T> TableColumn<T, String> column(String title, double wide, Function<T, String> text) {
        TableColumn<T, String> c = new TableColumn<>(title);
        c.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(text.apply(f.getValue())));
        c.setPrefWidth(wide);
        return c;
    }

    /// Where the keyboard begins.
    public Node first() {
        return stored;
    }
}
