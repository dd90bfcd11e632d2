package loupe.app.measures;

import static loupe.app.text.Words.say;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Volume, axes and peak of the finding in hand, and the way to keep the axes as a measurement.
public final class LesionPane extends VBox {
    private final LesionViewModel model;
    private final MeasuresViewModel measures;
    private final Label title = new Label();
    private final Label numbers = new Label();
    private final Button take = new Button(say("Take axes as measurement"));

    /// @param measures what readers drew, and the finding in hand
    /// @param kept takes the axes
    public LesionPane(MeasuresViewModel measures, Consumer<LesionViewModel> kept) {
        super(4);
        this.model = measures.lesion();
        this.measures = measures;
        setId("lesion-pane");
        getStyleClass().add("side");
        title.getStyleClass().add("side-title");
        numbers.setId("lesion-numbers");
        numbers.setWrapText(true);
        numbers.setMinHeight(USE_PREF_SIZE);
        take.setId("lesion-take");
        take.setMaxWidth(Double.MAX_VALUE);
        take.setAccessibleText(say("Keep the axes of the finding in hand as a measurement of yours"));
        take.setOnAction(e -> kept.accept(model));
        getChildren().addAll(title, numbers, take);
        measures.onChanged(this::fill);
        fill();
    }

    private void fill() {
        boolean there = model.finding().isPresent();
        setVisible(there);
        setManaged(there);
        title.setText(model.finding().map(f -> say("{0} from its outline", f)).orElse(""));
        numbers.setText(String.join("\n", model.lines()));
        take.setDisable(!measures.open() || model.values().flatMap(v -> v.axes()).isEmpty());
    }
}
