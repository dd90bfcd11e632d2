package loupe.app.models;

import static loupe.app.text.Words.named;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;
import static loupe.app.text.Words.told;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.app.fx.PageHead;
import loupe.inference.card.Accuracy;
import loupe.inference.card.ModelCard;
import loupe.inference.trust.Decision;
import org.jspecify.annotations.Nullable;

/// The page of models: every version with its standing and who decided it, the card of the one in hand, and the decisions there are.
public final class ModelsPane extends BorderPane {
    private final ModelsViewModel model;
    private final TableView<ModelsViewModel.Line> table = new TableView<>();
    private final TextField reason = new TextField();
    private final Label card = new Label();

    /// @param back leads to the list of studies
    public ModelsPane(ModelsViewModel model, Runnable back) {
        this.model = model;
        setId("models");
        getStyleClass().add("page");
        setTop(head(back));
        table();
        card.setId("model-card");
        card.setWrapText(true);
        card.setMinHeight(USE_PREF_SIZE);
        reason.setId("model-reason");
        reason.setPromptText(say("Why? It is kept with the decision"));
        reason.setAccessibleText(say("Reason of the decision"));
        reason.setPrefWidth(360);
        HBox decide = new HBox(
                8, reason, decision(say("Trust"), "model-trust", model::trust), decision(say("Retire"), "model-retire", model::retire),
                decision(say("Back to the version before"), "model-back", model::rollBack));
        decide.setAlignment(Pos.CENTER_LEFT);
        VBox all = new VBox(10, table, decide, card);
        VBox.setVgrow(table, Priority.ALWAYS);
        setCenter(all);
    }

    private PageHead head(Runnable back) {
        return new PageHead(say("Models"), new PageHead.Message("models-message", model.messageProperty()), back);
    }

    private Button decision(String text, String id, BiConsumer<Decision, String> does) {
        Button b = new Button(text);
        b.setId(id);
        b.setOnAction(e -> {
            ModelsViewModel.Line l = table.getSelectionModel().getSelectedItem();
            if (l != null) {
                does.accept(l.decision(), reason.getText());
            }
        });
        b.disableProperty().bind(Bindings.isNull(table.getSelectionModel().selectedItemProperty()));
        return b;
    }

    private void table() {
        table.setId("model-lines");
        table.setAccessibleText(say("Versions of models"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setItems(model.lines());
        table.setPlaceholder(new Label(say("No model.")));
        table.getColumns().setAll(List.of(
                column(say("Model"), 200, l -> l.decision().modelId()),
                column(say("Version"), 80, l -> l.decision().version()),
                column(say("Standing"), 110, l -> l.runs() ? say("●  runs")
                        : "○  " + told(l.decision().standing().name().toLowerCase(Locale.ROOT))),
                column(say("Decided by"), 110, l -> l.decision().by()),
                column(say("When (UTC)"), 180, l -> l.decision().at().equals(Instant.EPOCH) ? "–"
                        : l.decision().at().truncatedTo(ChronoUnit.SECONDS).toString()),
                column(say("Why"), 400, l -> named(l.decision().reason()))));
        table.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> show(now));
    }

    private static TableColumn<ModelsViewModel.Line, String> column(
            String title, double wide, Function<ModelsViewModel.Line, String> text) {
        TableColumn<ModelsViewModel.Line, String> c = new TableColumn<>(title);
        c.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(text.apply(f.getValue())));
        c.setPrefWidth(wide);
        return c;
    }

    private void show(ModelsViewModel.@Nullable Line l) {
        card.setText(l == null ? "" : l.card().map(ModelsPane::text).orElse(say("The card is shown of the version that runs.")));
    }

    private static String text(ModelCard c) {
        return say("{0}\nAccepts {1} {2}\nIntended use: {3}\nMade from: {4}\nMeasured: {5}\nLimits: {6}{7}\nDigest of the weights: {8}",
                c.title(), String.join("/", c.accepts().modalities()), String.join("/", c.accepts().bodyParts()),
                c.statement().intendedUse(), c.statement().trainingData(),
                c.statement().accuracy().stream().map(ModelsPane::text).collect(Collectors.joining("; ")),
                String.join("; ", c.statement().limits()), c.saysHowSure() ? "" : say("\nIt does not say how sure it is."), c.sha256());
    }

    private static String text(Accuracy a) {
        return sayNumbers("%s %.2f on %s%s", a.measure(), a.value(), a.on(), a.group().isEmpty() ? "" : ", " + a.group());
    }

    /// Where the keyboard begins.
    public Node first() {
        return table;
    }
}
