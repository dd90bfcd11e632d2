package loupe.app.segments;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ColorPicker;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.util.StringConverter;
import loupe.core.segment.Code;
import loupe.core.segment.Segment;
import loupe.core.segment.SegmentDescription;
import loupe.review.edit.ReviewedFinding;

/// Asks what a segment is called, coded and coloured.
public final class DescribePane extends VBox {
    private static final int CODE_COLUMNS = 16;

    private final Segment segment;
    private final TextField label = new TextField();
    private final ComboBox<Code> type = new ComboBox<>();
    private final TextField value = new TextField();
    private final TextField meaning = new TextField();
    private final ColorPicker colour = new ColorPicker();
    private final Label wrong = new Label();
    private Color before;

    /// @param finding a finding with an outline
    /// @param kinds codes to choose from
    /// @param then takes the new description
    /// @param close closes the sheet
    public DescribePane(ReviewedFinding finding, List<Code> kinds, Consumer<SegmentDescription> then, Runnable close) {
        super(8);
        this.segment = finding.segment().orElseThrow();
        setId("describe");
        getStyleClass().add("sheet");
        Label title = new Label("Outline of " + finding.finding().id());
        title.getStyleClass().add("card-title");
        label.setId("describe-label");
        label.setText(segment.label());
        label.setAccessibleText("Name");
        codes(kinds);
        value.setId("describe-code");
        value.setPromptText("SNOMED CT, as 103552005");
        value.setPrefColumnCount(CODE_COLUMNS);
        meaning.setId("describe-meaning");
        meaning.setPromptText("what it means, as Cyst");
        meaning.setPrefColumnCount(CODE_COLUMNS);
        colour.setId("describe-colour");
        before = colour(segment.rgb());
        colour.setValue(before);
        Label words = new Label("Your own words stay in this store; an export has the code's meaning.");
        words.getStyleClass().add("quiet");
        wrong.setId("describe-wrong");
        wrong.getStyleClass().add("alarm");
        Button keep = new Button("Keep");
        keep.setId("describe-keep");
        keep.setDefaultButton(true);
        keep.getStyleClass().add("primary");
        keep.setOnAction(e -> keep(then));
        Button cancel = new Button("Cancel");
        cancel.setOnAction(e -> close.run());
        getChildren().addAll(title, grid(), words, wrong, new HBox(8, keep, cancel));
    }

    private static Color colour(int rgb) {
        return Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }

    /// Says in which colour the outline is drawn, where that is another than the segment's own; the segment keeps its own unless
    /// another is chosen.
    ///
    /// @param rgb 0xRRGGBB
    public DescribePane drawnIn(int rgb) {
        before = colour(rgb);
        colour.setValue(before);
        return this;
    }

    private void codes(List<Code> kinds) {
        type.setId("describe-type");
        type.setAccessibleText("Code");
        List<Code> all = new ArrayList<>(kinds);
        if (!all.contains(segment.type())) {
            all.addFirst(segment.type());
        }
        type.getItems().setAll(all);
        type.setValue(segment.type());
        type.setConverter(new StringConverter<>() {
            @Override
            public String toString(Code c) {
                return c == null ? "" : c.meaning() + " (" + c.scheme() + " " + c.value() + ")";
            }

            @Override
            public Code fromString(String text) {
                throw new UnsupportedOperationException("codes are chosen");
            }
        });
    }

    private GridPane grid() {
        GridPane grid = new GridPane(8, 6);
        grid.addRow(0, new Label("Name"), label);
        grid.addRow(1, new Label("Code"), type);
        grid.addRow(2, new Label("Another code"), new HBox(6, value, meaning));
        grid.addRow(3, new Label("Colour"), colour);
        return grid;
    }

    private void keep(Consumer<SegmentDescription> then) {
        Color c = colour.getValue();
        int chosen = (int) Math.round(c.getRed() * 255) << 16 | (int) Math.round(c.getGreen() * 255) << 8
                | (int) Math.round(c.getBlue() * 255);
        int rgb = c.equals(before) ? segment.rgb() : chosen;
        try {
            Code code = value.getText().isBlank() ? type.getValue() : new Code(value.getText().trim(), "SCT", meaning.getText().trim());
            then.accept(new SegmentDescription(label.getText().trim(), segment.category(), code, rgb));
        } catch (IllegalArgumentException e) {
            wrong.setText(e.getMessage());
        }
    }
}
