package loupe.app.hanging;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.function.UnaryOperator;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.app.fx.ListButton;
import loupe.review.hanging.HangingRule;
import loupe.review.hanging.HangingRules;
import org.jspecify.annotations.Nullable;

/// The hanging rules, a sentence each: edited by choosing its parts, put in order, taken away.
public final class HangingsPane extends VBox {
    private static final double WIDTH = 580;

    private final HangingViewModel model;
    private final ListView<HangingRule> list = new ListView<>();
    private final RuleParts parts = new RuleParts();

    /// @param close puts the sheet away
    public HangingsPane(HangingViewModel model, Runnable close) {
        super(10);
        this.model = model;
        setId("hangings");
        getStyleClass().add("sheet");
        Label title = new Label(say("Hanging rules"));
        title.getStyleClass().add("card-title");
        Label help = new Label(say("The rule that says most about a study hangs it; of two that say as much, the upper one. "
                + "Arrange a study and choose “Always hang so” (Ctrl+H) to make one."));
        help.setWrapText(true);
        help.getStyleClass().add("quiet");
        list.setId("hanging-list");
        list.setAccessibleText(say("Hanging rules"));
        list.setPrefHeight(260);
        list.setPlaceholder(new Label(say("No rule yet.")));
        list.setCellFactory(all -> new Line());
        list.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> shown(now));
        model.rulesProperty().addListener((o, before, now) -> fill(now));
        fill(model.rulesProperty().get());
        getChildren().addAll(title, help, list, parts, buttons(close));
        list.getSelectionModel().selectFirst();
    }

    private void fill(HangingRules now) {
        int at = list.getSelectionModel().getSelectedIndex();
        list.getItems().setAll(now.rules());
        list.getSelectionModel().select(Math.min(Math.max(0, at), now.rules().size() - 1));
    }

    private void shown(@Nullable HangingRule rule) {
        parts.setDisable(rule == null);
        if (rule != null) {
            parts.show(rule);
        }
    }

    private HBox buttons(Runnable close) {
        Button done = new Button(say("Close  (Esc)"));
        done.setId("hanging-close");
        done.setOnAction(e -> close.run());
        HBox row = new HBox(8,
                ListButton.of(list, say("Up"), "hanging-up", () -> move(-1)),
                ListButton.of(list, say("Down"), "hanging-down", () -> move(1)),
                ListButton.of(list, say("Delete"), "hanging-delete", () -> change(r -> r.without(selected()), selected())),
                ListButton.of(list, say("Change"), "hanging-change", this::edit),
                done);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private int selected() {
        return list.getSelectionModel().getSelectedIndex();
    }

    private void edit() {
        int at = selected();
        HangingRule edited = parts.of(list.getItems().get(at));
        change(r -> r.with(at, edited), at);
    }

    private void move(int by) {
        int at = selected();
        change(r -> r.moved(at, by), at + by);
    }

    private void change(UnaryOperator<HangingRules> how, int then) {
        model.change(how, kept -> list.getSelectionModel().select(Math.clamp(then, 0, Math.max(0, kept.rules().size() - 1))));
    }

    /// One rule, as a sentence.
    private static final class Line extends ListCell<HangingRule> {
        @Override
        protected void updateItem(@Nullable HangingRule rule, boolean empty) {
            super.updateItem(rule, empty);
            setWrapText(true);
            setPrefWidth(WIDTH - 60);
            setText(rule == null || empty ? "" : told(rule.text()));
        }
    }
}
