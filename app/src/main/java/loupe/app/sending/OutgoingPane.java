package loupe.app.sending;

import static loupe.app.fx.Forms.button;
import static loupe.app.fx.Forms.column;
import static loupe.app.fx.Forms.row;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import loupe.app.fx.PageHead;
import loupe.review.sending.Outgoing;
import loupe.review.sending.Outgoing.Item;
import loupe.review.sending.Outgoing.Progress;

/// The page of what was sent: every sending, those that are not done first, and below what became of each object of the chosen one.
public final class OutgoingPane extends BorderPane {
    /// What Loupe sends, by SOP class.
    private static final Map<String, String> OBJECTS = Map.of(
            "1.2.840.10008.5.1.4.1.1.66.4", "SEG", "1.2.840.10008.5.1.4.1.1.88.34", "SR", "1.2.840.10008.5.1.4.1.1.88.59", "KO",
            "1.2.840.10008.5.1.4.1.1.91.1", "ANN", "1.2.840.10008.5.1.4.1.1.104.1", "PDF", "1.2.840.10008.5.1.4.1.1.30", "PM",
            "1.2.840.10008.5.1.4.1.1.11.1", "PR", "1.2.840.10008.5.1.4.1.1.11.2", "PR");

    private final OutgoingViewModel model;
    private final TableView<Outgoing> table = new TableView<>();
    private final TableView<Item> objects = new TableView<>();
    private String shownNow = "";
    private final CheckBox failed = new CheckBox(say("Only what is not done"));

    /// @param number the number of a study in the list
    /// @param open opens a study
    /// @param back leads to the list of studies
    public OutgoingPane(OutgoingViewModel model, ToIntFunction<String> number, Consumer<String> open, Runnable back) {
        this.model = model;
        setId("outgoing");
        getStyleClass().add("page");
        Label counts = new Label();
        counts.setId("outgoing-counts");
        counts.textProperty().bind(model.countsProperty());
        counts.setWrapText(true);
        failed.setId("outgoing-failed");
        VBox above = new VBox(8, row(counts, failed));
        above.getStyleClass().add("page-head");
        setTop(new VBox(
                new PageHead(say("Sent to nodes"), new PageHead.Message("outgoing-message", model.messageProperty()), back), above));
        table(number);
        objects();
        SplitPane split = new SplitPane(table, objects);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.6);
        setCenter(split);
        Button again = button("outgoing-again", say("Try again what is chosen"), () -> model.again(chosen()));
        Button opens = button("outgoing-open", say("Open the study"), () -> chosen().stream().findFirst().ifPresent(o -> open.accept(o.study())));
        List.of(again, opens).forEach(b -> b.disableProperty().bind(Bindings.isEmpty(table.getSelectionModel().getSelectedItems())));
        VBox below = new VBox(row(
                again, button("outgoing-all", say("Try again all that waits"), () -> model.again(List.copyOf(model.all()))), opens));
        below.getStyleClass().add("page-head");
        BorderPane.setMargin(below, new Insets(8, 0, 0, 0));
        setBottom(below);
    }

    private void table(ToIntFunction<String> number) {
        FilteredList<Outgoing> shown = new FilteredList<>(model.all());
        failed.selectedProperty().addListener((o, before, only) -> shown.setPredicate(x -> !only || !x.done()));
        table.setId("outgoing-list");
        table.setAccessibleText(say("What was sent, what is not done first"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setItems(shown);
        table.setPlaceholder(new Label(say("Nothing to show.")));
        table.getColumns().setAll(List.of(
                column(say("Standing"), 130, OutgoingPane::standing),
                column(say("Study"), 60, o -> Integer.toString(number.applyAsInt(o.study()))),
                column(say("Node"), 110, Outgoing::node),
                column(say("Last tried (UTC)"), 140, o -> minute(o.at())),
                column(say("By"), 100, Outgoing::by),
                column(say("Waits"), 60, o -> count(o, Progress.WAITING)),
                column(say("Stored"), 65, o -> count(o, Progress.STORED)),
                column(say("Kept for good"), 110, o -> count(o, Progress.COMMITTED)),
                column(say("Problem"), 330, o -> told(o.problem()))));
        // Read anew, the same sending stays chosen.
        model.all().addListener((Observable o) -> Platform.runLater(this::chooseAgain));
        table.getSelectionModel().selectedItemProperty().addListener(
                (o, before, now) -> shownNow = now == null ? shownNow : now.study() + " " + now.node());
        table.getSelectionModel().selectedItemProperty().addListener(
                (o, before, now) -> objects.getItems().setAll(now == null ? List.of() : now.instances()));
    }

    private void chooseAgain() {
        if (table.getSelectionModel().isEmpty()) {
            table.getItems().stream()
                    .filter(o -> (o.study() + " " + o.node()).equals(shownNow))
                    .findFirst()
                    .ifPresent(table.getSelectionModel()::select);
        }
    }

    private void objects() {
        objects.setId("outgoing-objects");
        objects.setAccessibleText(say("Objects of what is chosen"));
        objects.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        objects.setPlaceholder(new Label(say("Choose a line above to see what became of each object.")));
        objects.getColumns().setAll(List.of(
                column(say("Object"), 110, i -> OBJECTS.getOrDefault(i.sopClassUid(), i.sopClassUid())),
                column(say("Standing"), 150, i -> progress(i.progress())),
                column(say("UID"), 360, Item::sopInstanceUid),
                column(say("Why not"), 400, Item::why)));
    }

    private static String minute(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString().replace('T', ' ');
    }

    /// Colour is not all that tells what is done.
    private static String standing(Outgoing o) {
        boolean kept = o.instances().stream().allMatch(i -> i.progress() == Progress.COMMITTED || i.progress() == Progress.WITHHELD);
        return o.done() ? kept ? "●  " + say("kept for good") : "●  " + say("stored") : "▲  " + say("not done");
    }

    private static String progress(Progress p) {
        return switch (p) {
            case WAITING -> "▲  " + say("waits");
            case STORED -> "○  " + say("stored");
            case COMMITTED -> "●  " + say("kept for good");
            case WITHHELD -> "–  " + say("stays here");
        };
    }

    private static String count(Outgoing o, Progress p) {
        return Long.toString(o.instances().stream().filter(i -> i.progress() == p).count());
    }

    private List<Outgoing> chosen() {
        return List.copyOf(table.getSelectionModel().getSelectedItems());
    }

    /// Where the keyboard begins.
    public Node first() {
        return table;
    }
}
