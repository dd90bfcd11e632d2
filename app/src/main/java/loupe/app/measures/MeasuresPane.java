package loupe.app.measures;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.app.fx.ChosenText;
import loupe.core.measure.Annotation;
import loupe.core.segment.Code;
import org.jspecify.annotations.Nullable;

/// The list of what readers drew, with the numbers of the one in hand.
public final class MeasuresPane extends VBox {
    private static final double ROW = 34;
    private static final int MOST_ROWS = 6;

    private final MeasuresViewModel model;
    private final ListView<Annotation> list = new ListView<>();
    private final Label numbers = new Label();
    private final TextField label = new TextField();
    private final ChoiceBox<Optional<Code>> missed = new ChoiceBox<>();
    private boolean filling;

    /// @param model what readers drew
    /// @param reveal shows where a drawing lies
    public MeasuresPane(MeasuresViewModel model, Consumer<Annotation> reveal) {
        super(4);
        this.model = model;
        setId("measures-pane");
        Label title = new Label(say("Measurements"));
        title.getStyleClass().add("side-title");
        list.setId("measures");
        list.setAccessibleText(say("Measurements of the study"));
        list.setFixedCellSize(ROW);
        list.setCellFactory(unused -> new Cell());
        numbers.setId("measure-numbers");
        numbers.getStyleClass().add("quiet");
        numbers.setWrapText(true);
        numbers.setMinHeight(USE_PREF_SIZE);
        label.setId("measure-label");
        label.setPromptText(say("Label"));
        label.setAccessibleText(say("Label of the measurement in hand"));
        label.setOnAction(e -> model.label(label.getText().strip()));
        Button delete = new Button(say("Delete"));
        delete.setId("measure-delete");
        delete.setMinWidth(USE_PREF_SIZE);
        delete.setAccessibleText(say("Delete the measurement in hand"));
        delete.setOnAction(e -> model.erase());
        missed.setId("measure-missed");
        missed.setAccessibleText(say("Whether the drawing in hand is a finding, and what it is"));
        missed.setMaxWidth(Double.MAX_VALUE);
        missed.managedProperty().bind(missed.visibleProperty());
        missed.setConverter(new ChosenText<>(this::missedText));
        missed.valueProperty().addListener((o, before, now) -> {
            if (now != null && !filling) {
                model.missed(now);
            }
        });
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox row = new HBox(6, label, delete);
        row.visibleProperty().bind(numbers.textProperty().isNotEmpty());
        row.managedProperty().bind(row.visibleProperty());
        numbers.managedProperty().bind(numbers.textProperty().isNotEmpty());
        getChildren().addAll(title, list, numbers, missed, row);
        list.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> {
            if (now != null && !filling) {
                model.select(Optional.of(now.id()));
                reveal.accept(now);
            }
        });
        label.textProperty().addListener((o, before, now) -> {
            if (now.length() > Annotation.LONGEST_LABEL) {
                label.setText(before);
            }
        });
        model.onChanged(this::fill);
        fill();
    }

    private final class Cell extends ListCell<Annotation> {
        @Override
        protected void updateItem(@Nullable Annotation a, boolean empty) {
            super.updateItem(a, empty);
            setPrefWidth(0);
            setText(a == null || empty ? "" : line(a));
        }
    }

    private String line(Annotation a) {
        String what = a.label().isEmpty() ? told(a.word()) : a.label();
        String found = a.missed().map(kind -> MeasureWords.found(kind, model.isMissed(a)) + "  ").orElse("");
        return a.id() + "  " + found + what + "  " + String.join("  ", MeasureWords.numbers(a.measure()));
    }

    private void fillMissed(Optional<Annotation> inHand) {
        List<Optional<Code>> choices = new ArrayList<>();
        choices.add(Optional.empty());
        model.kinds().forEach(k -> choices.add(Optional.of(k)));
        inHand.map(Annotation::missed).filter(k -> !choices.contains(k)).ifPresent(choices::add);
        missed.setVisible(choices.size() > 1);
        missed.setDisable(!model.open());
        if (!missed.getItems().equals(choices)) {
            missed.getItems().setAll(choices);
        }
        missed.setValue(inHand.flatMap(Annotation::missed));
    }

    private String missedText(Optional<Code> kind) {
        boolean missedNow = model.inHand().filter(model::isMissed).isPresent();
        return kind.map(k -> MeasureWords.found(k, missedNow)).orElse(say("A measurement"));
    }

    private void fill() {
        filling = true;
        boolean none = model.annotations().isEmpty();
        setVisible(!none);
        setManaged(!none);
        if (!list.getItems().equals(model.annotations())) {
            list.getItems().setAll(model.annotations());
        }
        list.refresh();
        double rows = Math.clamp(list.getItems().size(), 1, MOST_ROWS);
        list.setMinHeight(rows * ROW + 4);
        list.setPrefHeight(rows * ROW + 4);
        list.setMaxHeight(rows * ROW + 4);
        Optional<Annotation> inHand = model.inHand();
        inHand.ifPresentOrElse(list.getSelectionModel()::select, list.getSelectionModel()::clearSelection);
        numbers.setText(inHand.map(a -> MeasureWords.whole(a, model.values(a))).orElse(""));
        if (!label.isFocused()) {
            label.setText(inHand.map(Annotation::label).orElse(""));
        }
        fillMissed(inHand);
        filling = false;
    }
}
