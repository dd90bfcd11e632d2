package loupe.app.segments;

import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ColorPicker;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import loupe.app.fx.ChosenText;
import loupe.core.segment.Code;
import loupe.core.segment.Segment;
import loupe.core.segment.SegmentDescription;
import loupe.review.edit.MissedFindings;
import loupe.review.edit.ReviewedFinding;

/// Asks what a segment is called, coded and coloured.
public final class DescribePane extends VBox {
    /// Categories of a new segment (PS3.16 CID 7150).
    private static final List<Code> CATEGORIES = List.of(MissedFindings.UNNAMED, Segment.ANATOMY);

    private static final int CODE_COLUMNS = 16;

    private final Asked asked;
    private final ChoiceBox<Code> category = new ChoiceBox<>();
    private final TextField label = new TextField();
    private final ComboBox<Code> type = new ComboBox<>();
    private final TextField value = new TextField();
    private final TextField meaning = new TextField();
    private final ColorPicker colour = new ColorPicker();
    private final Label wrong = new Label();
    private final Color before;

    /// What is asked.
    ///
    /// @param title heading of the sheet
    /// @param now what it is called now
    /// @param drawn colour it is drawn in, 0xRRGGBB; the segment keeps its own unless another is chosen
    /// @param begun whether it is begun with this: then its category is asked for too
    public record Asked(String title, SegmentDescription now, int drawn, boolean begun) {
        /// Of a segment that is there.
        ///
        /// @param drawn colour it is drawn in, 0xRRGGBB
        public static Asked of(ReviewedFinding f, int drawn) {
            return new Asked(say("Outline of {0}", f.finding().id()), f.segment().orElseThrow().description(), drawn, false);
        }

        /// Of one that is begun.
        ///
        /// @param label the name it has unless another is given
        /// @param rgb its colour unless another is given, 0xRRGGBB
        public static Asked begun(String label, int rgb) {
            return new Asked(
                    say("New segment"), new SegmentDescription(label, CATEGORIES.getFirst(), CATEGORIES.getFirst(), rgb), rgb, true);
        }
    }

    /// @param asked what is asked
    /// @param kinds codes to choose from
    /// @param then takes the new description
    /// @param close closes the sheet
    public DescribePane(Asked asked, List<Code> kinds, Consumer<SegmentDescription> then, Runnable close) {
        super(8);
        this.asked = asked;
        setId("describe");
        getStyleClass().add("sheet");
        Label title = new Label(asked.title());
        title.getStyleClass().add("card-title");
        label.setId("describe-label");
        label.setText(asked.now().label());
        label.setAccessibleText(say("Name"));
        codes(kinds);
        categories();
        value.setId("describe-code");
        value.setPromptText(say("SNOMED CT code"));
        value.setPrefColumnCount(CODE_COLUMNS);
        meaning.setId("describe-meaning");
        meaning.setPromptText(say("its meaning, such as Cyst"));
        meaning.setPrefColumnCount(CODE_COLUMNS);
        colour.setId("describe-colour");
        before = Color.rgb(asked.drawn() >> 16 & 255, asked.drawn() >> 8 & 255, asked.drawn() & 255);
        colour.setValue(before);
        Label words = new Label(say("The name stays in this store; an export has the code and its meaning."));
        words.getStyleClass().add("quiet");
        wrong.setId("describe-wrong");
        wrong.getStyleClass().add("alarm");
        Button keep = new Button(say("Keep"));
        keep.setId("describe-keep");
        keep.setDefaultButton(true);
        keep.getStyleClass().add("primary");
        keep.setOnAction(e -> keep(then));
        Button cancel = new Button(say("Cancel"));
        cancel.setOnAction(e -> close.run());
        getChildren().addAll(title, grid(), words, wrong, new HBox(8, keep, cancel));
    }

    private void codes(List<Code> kinds) {
        type.setId("describe-type");
        type.setAccessibleText(say("Code"));
        List<Code> all = new ArrayList<>(kinds);
        if (!all.contains(asked.now().type())) {
            all.addFirst(asked.now().type());
        }
        type.getItems().setAll(all);
        type.setValue(asked.now().type());
        type.setConverter(new ChosenText<>(c -> c.meaning() + " (" + c.scheme() + " " + c.value() + ")"));
    }

    /// An organ without a code of its own is coded as an anatomical structure.
    private void categories() {
        category.setId("describe-category");
        category.setAccessibleText(say("What it is"));
        category.getItems().setAll(CATEGORIES);
        category.setConverter(new ChosenText<>(
                c -> c.equals(CATEGORIES.getFirst()) ? say("something abnormal") : say("a normal structure, such as an organ")));
        category.setValue(CATEGORIES.getFirst());
        category.valueProperty().addListener((o, before, now) -> {
            if (type.getValue().equals(before)) {
                if (!type.getItems().contains(now)) {
                    type.getItems().add(now);
                }
                type.setValue(now);
            }
        });
    }

    private GridPane grid() {
        GridPane grid = new GridPane(8, 6);
        grid.addRow(0, new Label(say("Name")), label);
        if (asked.begun()) {
            grid.addRow(1, new Label(say("It is")), category);
        }
        grid.addRow(2, new Label(say("Code")), type);
        grid.addRow(3, new Label(say("Another code")), new HBox(6, value, meaning));
        grid.addRow(4, new Label(say("Colour")), colour);
        return grid;
    }

    private void keep(Consumer<SegmentDescription> then) {
        Color c = colour.getValue();
        int chosen = (int) Math.round(c.getRed() * 255) << 16 | (int) Math.round(c.getGreen() * 255) << 8
                | (int) Math.round(c.getBlue() * 255);
        int rgb = c.equals(before) ? asked.now().rgb() : chosen;
        try {
            Code code = value.getText().isBlank() ? type.getValue() : new Code(value.getText().trim(), "SCT", meaning.getText().trim());
            Code is = asked.begun() ? category.getValue() : asked.now().category();
            then.accept(new SegmentDescription(label.getText().trim(), is, code, rgb));
        } catch (IllegalArgumentException e) {
            wrong.setText(e.getMessage());
        }
    }
}
