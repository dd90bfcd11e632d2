package loupe.app.presets;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.app.fx.ListButton;
import loupe.review.preset.WindowPreset;
import loupe.review.preset.WindowPresets;
import org.jspecify.annotations.Nullable;

/// The presets of a modality: changed, added, renamed, put in order, taken away.
public final class PresetsPane extends VBox {
    private final PresetsViewModel model;
    private final ComboBox<String> modality = new ComboBox<>();
    private final ListView<WindowPreset> list = new ListView<>();
    private final TextField name = field("preset-name", say("Name"), 170);
    private final TextField width = field("preset-width", say("Width"), 90);
    private final TextField level = field("preset-level", say("Level"), 90);
    private final Label said = new Label();

    /// @param of the modality shown first
    /// @param close puts the sheet away
    public PresetsPane(PresetsViewModel model, String of, Runnable close) {
        super(10);
        this.model = model;
        setId("window-presets");
        getStyleClass().add("sheet");
        Label title = new Label(say("Window presets"));
        title.getStyleClass().add("card-title");
        Label help = new Label(say("Yours, kept in the store. Keys 1 to 8 take the first eight of the modality in view."));
        help.setWrapText(true);
        help.setMinHeight(USE_PREF_SIZE);
        help.getStyleClass().add("quiet");
        modality.setId("preset-modality");
        modality.setAccessibleText(say("Modality"));
        modality.getItems().setAll("CT", "MR", "PT", "NM", "CR", "DX", "MG", "XA", "US");
        if (!modality.getItems().contains(of)) {
            modality.getItems().addFirst(of);
        }
        modality.setValue(of);
        modality.valueProperty().addListener((o, before, now) -> fill(0));
        list.setId("preset-list");
        list.setAccessibleText(say("Presets of the modality"));
        list.setPrefHeight(240);
        list.setPlaceholder(new Label(say("No preset of this modality yet.")));
        list.setCellFactory(all -> new Line());
        list.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> show(now));
        said.setId("preset-said");
        said.setWrapText(true);
        said.getStyleClass().add("alarm");
        getChildren().addAll(title, help, modality, list, fields(), said, buttons(close));
        fill(0);
    }

    private static TextField field(String id, String prompt, double wide) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        field.setPrefWidth(wide);
        return field;
    }

    private HBox fields() {
        HBox row = new HBox(8, new Label(say("Name")), name, new Label("W"), width, new Label("L"), level);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private HBox buttons(Runnable close) {
        Button done = new Button(say("Close  (Esc)"));
        done.setId("preset-close");
        done.setOnAction(e -> close.run());
        HBox row = new HBox(8,
                ListButton.of(list, say("Up"), "preset-up", () -> move(-1)),
                ListButton.of(list, say("Down"), "preset-down", () -> move(1)),
                ListButton.of(list, say("Delete"), "preset-delete", () -> change(() -> all().without(chosen()), at())),
                ListButton.of(list, say("Change"), "preset-change", () -> change(() -> all().with(chosen(), typed()), at())),
                adding(),
                done);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private Button adding() {
        Button add = new Button(say("Add"));
        add.setId("preset-add");
        add.setOnAction(e -> change(() -> all().with(typed()), list.getItems().size()));
        return add;
    }

    private WindowPresets all() {
        return model.presetsProperty().get();
    }

    private WindowPreset chosen() {
        return list.getSelectionModel().getSelectedItem();
    }

    private int at() {
        return list.getSelectionModel().getSelectedIndex();
    }

    private WindowPreset typed() {
        return new WindowPreset(
                modality.getValue(), name.getText().strip(), number(level, later("The level must be a number, was “{0}”.")),
                number(width, later("The width must be a number, was “{0}”.")));
    }

    /// @param refusal what is said of a text that is none
    private static double number(TextField field, String refusal) {
        String text = field.getText().strip().replace(',', '.');
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(say(refusal, text), e);
        }
    }

    private void move(int step) {
        int to = Math.clamp(at() + step, 0, list.getItems().size() - 1);
        change(() -> all().moved(chosen(), step), to);
    }

    private void change(Supplier<WindowPresets> next, int select) {
        String why = model.change(next).orElse("");
        if (why.isEmpty()) {
            fill(select);
        }
        said.setText(why);
    }

    private void fill(int select) {
        List<WindowPreset> own = model.of(modality.getValue());
        list.getItems().setAll(own);
        list.getSelectionModel().select(Math.min(select, own.size() - 1));
        said.setText("");
    }

    private void show(@Nullable WindowPreset p) {
        if (p != null) {
            name.setText(p.name());
            width.setText(text(p.width()));
            level.setText(text(p.centre()));
        }
    }

    private static String text(double v) {
        return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
    }

    private final class Line extends ListCell<WindowPreset> {
        @Override
        protected void updateItem(@Nullable WindowPreset p, boolean empty) {
            super.updateItem(p, empty);
            setText(p == null || empty ? "" : (getIndex() < 8 ? getIndex() + 1 + "   " : "    ") + told(p.text()));
        }
    }
}
