package loupe.app.findings;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import loupe.app.segments.CorrectionState;
import loupe.app.segments.SegmentLook;
import loupe.core.finding.FindingId;
import loupe.review.edit.ReviewedFinding;
import org.jspecify.annotations.Nullable;

/// Sign, name, verdict and sizes of a finding.
final class FindingCell extends ListCell<ReviewedFinding> {
    private final Function<ReviewedFinding, String> opinion;

    private final ToIntFunction<ReviewedFinding> colour;
    private final CorrectionState corrections;

    /// @param opinion where it stands to the reader's first opinion; may be empty
    /// @param colour 0xRRGGBB of its outline
    /// @param corrections how its outline is shown
    FindingCell(
            Function<ReviewedFinding, String> opinion, ToIntFunction<ReviewedFinding> colour, CorrectionState corrections) {
        this.opinion = opinion;
        this.colour = colour;
        this.corrections = corrections;
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable ReviewedFinding item, boolean empty) {
        super.updateItem(item, empty);
        boolean rejected = item != null && !empty && item.rejected();
        pseudoClassStateChanged(PseudoClass.getPseudoClass("rejected"), rejected);
        if (item == null || empty) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        Label glyph = new Label(FindingWords.glyph(item.verdict()));
        glyph.getStyleClass().addAll("glyph", FindingWords.style(item.verdict()));
        Label title = new Label(FindingWords.title(item));
        title.getStyleClass().add("finding-title");
        Label verdict = new Label(FindingWords.verdict(item.verdict()));
        verdict.getStyleClass().add(FindingWords.style(item.verdict()));
        verdict.setTextOverrun(OverrunStyle.ELLIPSIS);
        Label sizes = new Label(FindingWords.sizes(item));
        sizes.getStyleClass().add("quiet");
        VBox lines = new VBox(1, title, verdict, sizes);
        String stands = opinion.apply(item);
        if (!stands.isEmpty()) {
            Label first = new Label(stands);
            first.getStyleClass().add("opinion");
            lines.getChildren().add(first);
        }
        HBox row = new HBox(8, glyph, lines);
        if (item.segment().isPresent()) {
            VBox.setVgrow(lines, Priority.ALWAYS);
            HBox.setHgrow(lines, Priority.ALWAYS);
            row.getChildren().add(outline(item));
        }
        setGraphic(row);
        setTooltip(new Tooltip("Found by " + FindingWords.model(item)));
        setAccessibleText(title.getText() + ", " + verdict.getText() + ", " + sizes.getText()
                + (stands.isEmpty() ? "" : ", " + stands));
    }

    /// Colour of the outline, dashed as on the image until it is decided on, and two signs that hide it and lock it.
    private VBox outline(ReviewedFinding item) {
        FindingId id = item.finding().id();
        SegmentLook look = corrections.look(id);
        Rectangle chip = new Rectangle(16, 10);
        int rgb = colour.applyAsInt(item);
        Color paint = Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
        chip.setFill(look.filled() ? paint.deriveColor(0, 1, 1, 0.55) : Color.TRANSPARENT);
        chip.setStroke(paint);
        if (!item.reviewed()) {
            chip.getStrokeDashArray().setAll(3.0, 2.0);
        }
        Label shown = sign(look.visible() ? "shown" : "hidden", "Hide or show the outline  (Alt+V)", look.visible());
        shown.setOnMouseClicked(e -> corrections.change(id, SegmentLook::toggledVisible));
        Label locked = sign(look.locked() ? "locked" : "open", "Lock the outline, or let it change  (Alt+L)", !look.locked());
        locked.setOnMouseClicked(e -> corrections.change(id, SegmentLook::toggledLocked));
        VBox box = new VBox(1, chip, shown, locked);
        box.setAlignment(Pos.TOP_RIGHT);
        box.setMinWidth(USE_PREF_SIZE);
        return box;
    }

    private static Label sign(String text, String says, boolean usual) {
        Label l = new Label(text);
        l.getStyleClass().add(usual ? "quiet" : "edited");
        l.setTooltip(new Tooltip(says));
        l.setAccessibleText(text);
        return l;
    }
}
