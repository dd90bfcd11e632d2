package loupe.app.correct;

import static loupe.app.text.Words.say;

import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import loupe.app.fx.ChosenText;
import loupe.app.segments.CorrectionState;
import loupe.app.text.Words;
import loupe.app.viewer.SharedView;
import loupe.core.segment.operation.OverlapPolicy;
import loupe.core.segment.operation.RegionChange;
import loupe.core.segment.operation.ValueRange;

/// What can be said about the correcting tool in hand, and what it would do; there while one is.
public final class CorrectingStrip extends HBox {
    private static final double FIELD = 58;
    private static final double TWO_LINES = 36;

    private final CorrectingViewModel model;
    private final SharedView tools;
    private final Label name = new Label();
    private final TextField amount = field("correct-amount", say("Amount of the tool"));
    private final TextField least = field("correct-least", say("Least value that may change"));
    private final TextField greatest = field("correct-greatest", say("Greatest value that may change"));
    private final CheckBox limited = new CheckBox(say("values"));

    /// @param model the tool in hand
    /// @param tools brush and eraser, and what they may change
    public CorrectingStrip(CorrectingViewModel model, SharedView tools) {
        super(6);
        this.model = model;
        this.tools = tools;
        setId("correct");
        getStyleClass().add("viewer-bar");
        setAlignment(Pos.CENTER_LEFT);
        BooleanBinding painting = Bindings.createBooleanBinding(() -> tools.brushProperty().get().isPresent(), tools.brushProperty());
        BooleanBinding outline = Bindings.createBooleanBinding(this::outlines, model.toolProperty());
        BooleanBinding inHand = Bindings.createBooleanBinding(() -> model.toolProperty().get().isPresent(), model.toolProperty());
        BooleanBinding measured = Bindings.createBooleanBinding(() -> !unit().isEmpty(), model.toolProperty());
        visibleProperty().bind(painting.or(inHand));
        managedProperty().bind(visibleProperty());
        name.getStyleClass().add("side-title");
        name.setMinWidth(USE_PREF_SIZE);
        Label said = new Label();
        said.setId("correct-said");
        said.textProperty().bind(model.saidProperty());
        said.setTextOverrun(OverrunStyle.ELLIPSIS);
        said.setWrapText(true); // at 1366 pixels the volume would be cut; two lines are as high as the buttons
        said.setMinHeight(0);
        said.setPrefHeight(TWO_LINES);
        HBox.setHgrow(said, Priority.ALWAYS);
        said.setMaxWidth(Double.MAX_VALUE);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(model.saidProperty());
        said.setTooltip(whole);
        Label unit = new Label();
        unit.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(
                name, shown(size(), painting), shown(ball(), painting), shown(alike(), painting), shown(changes(), outline),
                        shown(depths(), outline),
                shown(amount, measured.or(thick())), shown(unit, measured.or(thick())), overlaps(), limited,
                        shown(least, limited.selectedProperty()),
                shown(greatest, limited.selectedProperty()), said, shown(take(), inHand), shown(drop(), inHand));
        model.toolProperty().addListener((o, before, now) -> {
            name.setText(title());
            unit.setText(outlines() ? "mm" : unit());
        });
        tools.brushProperty().addListener((o, before, now) -> name.setText(title()));
        amounts();
        limits();
    }

    private String title() {
        return tools.brushProperty().get()
                .map(b -> b.adding() ? say("Brush") : say("Eraser"))
                .or(() -> model.toolProperty().get().map(CorrectionTool::text))
                .orElse("");
    }

    private boolean outlines() {
        return model.toolProperty().get().filter(CorrectionTool::outlines).isPresent();
    }

    private String unit() {
        return model.toolProperty().get().map(CorrectionTool::unit).orElse("");
    }

    private static <N extends Node> N shown(N node, ObservableBooleanValue when) {
        node.visibleProperty().bind(when);
        node.managedProperty().bind(when);
        return node;
    }

    private static TextField field(String id, String says) {
        TextField f = new TextField();
        f.setId(id);
        f.setPrefWidth(FIELD);
        f.setMinWidth(FIELD);
        f.setAccessibleText(says);
        return f;
    }

    private Label size() {
        Label label = new Label();
        label.setId("brush-size");
        label.setMinWidth(USE_PREF_SIZE);
        label.setTooltip(new Tooltip(say("Smaller and larger  ([ and ])")));
        label.textProperty().bind(Bindings.createStringBinding(
                () -> tools.brushProperty().get().map(b -> String.format(Words.locale(), "⌀ %.1f mm", 2 * b.radiusMm())).orElse(""),
                tools.brushProperty()));
        return label;
    }

    private CheckBox ball() {
        CheckBox box = new CheckBox(say("ball"));
        box.setId("correct-ball");
        box.setAccessibleText(say("Brush and eraser are balls in the patient"));
        box.setMinWidth(USE_PREF_SIZE);
        box.selectedProperty().bindBidirectional(tools.corrections().ballProperty());
        return box;
    }

    /// Follows what is so: the values are read first, and those of other images are none.
    private CheckBox alike() {
        CheckBox box = new CheckBox(say("like values"));
        box.setId("correct-alike");
        box.setAccessibleText(say("Brush and eraser mark only values like those pressed"));
        box.setTooltip(new Tooltip(say("Only values like those in the inner circle where the stroke begins  (Alt+Shift+B)")));
        box.setMinWidth(USE_PREF_SIZE);
        var alike = tools.corrections().alikeProperty();
        box.setOnAction(e -> {
            model.alike(box.isSelected());
            box.setSelected(alike.get().isPresent());
        });
        alike.addListener((o, before, now) -> box.setSelected(now.isPresent()));
        return box;
    }

    private ChoiceBox<RegionChange> changes() {
        ChoiceBox<RegionChange> box = choice("correct-change", say("What the outline does"), RegionChange.values(), c -> switch (c) {
            case ADD -> say("add inside");
            case ERASE -> say("take inside");
            case FILL_OUTSIDE -> say("add outside");
            case ERASE_OUTSIDE -> say("take outside");
        });
        box.setValue(model.useProperty().get().change());
        box.valueProperty().addListener((o, before, now) -> model.useProperty().set(model.useProperty().get().with(now)));
        model.useProperty().addListener((o, before, now) -> box.setValue(now.change()));
        return box;
    }

    private ChoiceBox<OutlineUse.Depth> depths() {
        ChoiceBox<OutlineUse.Depth> box =
                choice("correct-depth", say("How deep the outline reaches"), OutlineUse.Depth.values(), OutlineUse.Depth::toString);
        box.setValue(model.useProperty().get().depth());
        box.valueProperty().addListener((o, before, now) -> model.useProperty().set(model.useProperty().get().with(now)));
        model.useProperty().addListener((o, before, now) -> box.setValue(now.depth()));
        return box;
    }

    private BooleanBinding thick() {
        return Bindings.createBooleanBinding(
                () -> outlines() && model.useProperty().get().depth() == OutlineUse.Depth.THICK,
                model.toolProperty(), model.useProperty());
    }

    private ChoiceBox<OverlapPolicy> overlaps() {
        ChoiceBox<OverlapPolicy> box = choice("correct-overlap", say("What becomes of other segments"), OverlapPolicy.values(),
                p -> switch (p) {
            case ALLOW -> say("may overlap");
            case OVERWRITE_ALL -> say("overwrites");
            case OVERWRITE_VISIBLE -> say("overwrites shown");
        });
        CorrectionState state = tools.corrections();
        box.valueProperty().bindBidirectional(state.overlapProperty());
        return box;
    }

    private static <T> ChoiceBox<T> choice(String id, String says, T[] values, Function<T, String> words) {
        ChoiceBox<T> box = new ChoiceBox<>();
        box.setId(id);
        box.setAccessibleText(says);
        box.getItems().setAll(values);
        box.setMinWidth(USE_PREF_SIZE);
        box.setConverter(new ChosenText<>(words));
        return box;
    }

    /// Enter in the field works the tool out anew; Enter once more takes it.
    private void amounts() {
        Runnable show = () -> amount.setText(String.format(
                Words.locale(), "%.1f", outlines() ? model.useProperty().get().depthMm() : model.amountProperty().get()));
        model.amountProperty().addListener((o, before, now) -> show.run());
        model.useProperty().addListener((o, before, now) -> show.run());
        model.toolProperty().addListener((o, before, now) -> show.run());
        amount.setOnAction(e -> number(amount, v -> {
            double now = outlines() ? model.useProperty().get().depthMm() : model.amountProperty().get();
            if (Math.abs(now - v) < 0.05) {
                model.take();
            } else if (outlines()) {
                model.useProperty().set(model.useProperty().get().thick(v));
            } else {
                model.amountProperty().set(v);
            }
        }));
        amount.setOnScroll(e -> number(amount, v -> {
            amount.setText(String.format(Words.locale(), "%.1f", Math.max(0.1, v + Math.signum(e.getDeltaY()) * (v < 5 ? 0.5 : 1))));
            amount.getOnAction().handle(null);
        }));
    }

    private void limits() {
        limited.setId("correct-limited");
        limited.setMinWidth(USE_PREF_SIZE);
        limited.setAccessibleText(say("Only voxels of some values may change"));
        limited.selectedProperty().addListener((o, before, now) -> limit());
        least.setText("-100");
        greatest.setText("300");
        least.setOnAction(e -> limit());
        greatest.setOnAction(e -> limit());
        tools.corrections().valuesProperty().addListener((o, before, now) -> {
            if (now.isEmpty() && limited.isSelected()) {
                limited.setSelected(false);
            }
        });
    }

    private void limit() {
        if (!limited.isSelected()) {
            model.limitValues(Optional.empty());
            return;
        }
        number(least, from -> number(greatest, to -> model.limitValues(
                Optional.of(new ValueRange(Math.min(from, to), Math.max(from, to))))));
    }

    /// A field that holds no number is marked, and nothing is done.
    private static void number(TextField f, DoubleConsumer then) {
        try {
            double v = Double.parseDouble(f.getText().trim().replace(',', '.'));
            if (Double.isFinite(v)) {
                f.getStyleClass().remove("wrong");
                then.accept(v);
                return;
            }
        } catch (NumberFormatException e) {
            // Said by the mark.
        }
        f.getStyleClass().add("wrong");
    }

    private Button take() {
        Button b = new Button(say("Take  ⏎"));
        b.setId("correct-take");
        b.setMinWidth(USE_PREF_SIZE);
        b.getStyleClass().add("primary");
        b.disableProperty().bind(Bindings.createBooleanBinding(
                () -> tools.corrections().pendingProperty().get().isEmpty(), tools.corrections().pendingProperty()));
        b.setOnAction(e -> model.take());
        return b;
    }

    private Button drop() {
        Button b = new Button(say("Drop  Esc"));
        b.setId("correct-drop");
        b.setMinWidth(USE_PREF_SIZE);
        b.setOnAction(e -> model.drop());
        return b;
    }
}
