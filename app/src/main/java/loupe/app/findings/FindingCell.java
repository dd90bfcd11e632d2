package loupe.app.findings;

import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.review.edit.ReviewedFinding;
import org.jspecify.annotations.Nullable;

/// Sign, name, verdict and sizes of a finding.
final class FindingCell extends ListCell<ReviewedFinding> {
    private final Function<ReviewedFinding, String> opinion;

    /// @param opinion where it stands to the reader's first opinion; may be empty
    FindingCell(Function<ReviewedFinding, String> opinion) {
        this.opinion = opinion;
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
        setGraphic(new HBox(8, glyph, lines));
        setTooltip(new Tooltip("Found by " + FindingWords.model(item)));
        setAccessibleText(title.getText() + ", " + verdict.getText() + ", " + sizes.getText()
                + (stands.isEmpty() ? "" : ", " + stands));
    }
}
