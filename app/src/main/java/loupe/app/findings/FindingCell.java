package loupe.app.findings;

import static loupe.app.text.Words.say;

import java.util.Optional;
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
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import loupe.app.segments.CorrectionState;
import loupe.app.segments.SegmentLook;
import loupe.app.segments.VerdictSign;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.review.edit.ReviewedFinding;
import org.jspecify.annotations.Nullable;

/// Sign, name, verdict and sizes of a finding.
final class FindingCell extends ListCell<ReviewedFinding> {
    private static final String EYE = "M0 5 Q6 -2 12 5 Q6 12 0 5 Z M6 3 A2 2 0 1 0 6.01 3 Z";
    private static final String EYE_SHUT = "M0 5 Q6 12 12 5 L11 4 Q6 9 1 4 Z";
    private static final String LOCK = "M1 5 H9 V12 H1 Z M2.5 5 V3 A2.5 2.5 0 0 1 7.5 3 V5 H6.3 V3 A1.3 1.3 0 0 0 3.7 3 V5 Z";
    private static final String LOCK_OPEN = "M1 5 H9 V12 H1 Z M2.5 3 A2.5 2.5 0 0 1 7.5 3 H6.3 A1.3 1.3 0 0 0 3.7 3 V5 H2.5 Z";

    private final Function<ReviewedFinding, String> opinion;
    private final ToIntFunction<ReviewedFinding> colour;
    private final CorrectionState corrections;
    private Optional<Seen> shown = Optional.empty();

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

    /// All that is seen of a finding: its nodes are made anew only when that is another, not at every step of the review.
    ///
    /// @param look how its outline is shown; empty where it has none
    /// @param stands where it stands to the first opinion; may be empty
    private record Seen(
            FindingId id, Verdict verdict, String title, String words, String sizes, Optional<SegmentLook> look, int rgb, boolean reviewed,
            String stands, String by) {
        String style() {
            return FindingWords.style(verdict);
        }
    }

    private Seen seen(ReviewedFinding f) {
        FindingId id = f.finding().id();
        return new Seen(
                id, f.verdict(), FindingWords.title(f), FindingWords.verdict(f), FindingWords.sizes(f),
                f.segment().map(s -> corrections.look(id)), colour.applyAsInt(f), f.reviewed(), opinion.apply(f),
                say(f.drawnByReader() ? "Drawn by {0}" : "Found by {0}", FindingWords.model(f)));
    }

    /// Shows the finding as it stands now.
    void renew() {
        updateItem(getItem(), isEmpty());
    }

    @Override
    protected void updateItem(@Nullable ReviewedFinding item, boolean empty) {
        super.updateItem(item, empty);
        boolean rejected = item != null && !empty && item.rejected();
        pseudoClassStateChanged(PseudoClass.getPseudoClass("rejected"), rejected);
        if (item == null || empty) {
            shown = Optional.empty();
            setGraphic(null);
            setTooltip(null);
            return;
        }
        Seen now = seen(item);
        if (!shown.equals(Optional.of(now))) {
            shown = Optional.of(now);
            show(now);
        }
    }

    private void show(Seen now) {
        Label glyph = new Label(VerdictSign.of(now.verdict));
        glyph.getStyleClass().addAll("glyph", now.style());
        Label title = new Label(now.title);
        title.getStyleClass().add("finding-title");
        Label verdict = new Label(now.words);
        verdict.getStyleClass().add(now.style());
        verdict.setTextOverrun(OverrunStyle.ELLIPSIS);
        Label sizes = new Label(now.sizes);
        sizes.getStyleClass().add("quiet");
        HBox head = new HBox(6, title);
        now.look.ifPresent(look -> {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            head.getChildren().addAll(gap, outline(now, look));
        });
        VBox lines = new VBox(1, head, verdict, sizes);
        HBox.setHgrow(lines, Priority.ALWAYS);
        if (!now.stands.isEmpty()) {
            Label first = new Label(now.stands);
            first.getStyleClass().add("opinion");
            lines.getChildren().add(first);
        }
        setGraphic(new HBox(8, glyph, lines));
        setTooltip(new Tooltip(now.by));
        setAccessibleText(now.title + ", " + now.words + ", " + now.sizes + (now.stands.isEmpty() ? "" : ", " + now.stands));
    }

    /// Colour of the outline, dashed as on the image until it is decided on, and two signs that hide it and lock it.
    private HBox outline(Seen now, SegmentLook look) {
        Rectangle chip = new Rectangle(16, 10);
        Color paint = Color.rgb(now.rgb >> 16 & 255, now.rgb >> 8 & 255, now.rgb & 255);
        chip.setFill(look.filled() ? paint.deriveColor(0, 1, 1, 0.55) : Color.TRANSPARENT);
        chip.setStroke(paint);
        if (!now.reviewed) {
            chip.getStrokeDashArray().setAll(3.0, 2.0);
        }
        StackPane shown = sign(look.visible() ? EYE : EYE_SHUT, look.visible() ? say("shown") : say("hidden"),
                say("Hide or show the outline  (Alt+V)"));
        shown.setOnMouseClicked(e -> corrections.change(now.id, SegmentLook::toggledVisible));
        StackPane locked = sign(look.locked() ? LOCK : LOCK_OPEN, look.locked() ? say("locked") : say("open"),
                say("Lock the outline, or let it change  (Alt+L)"));
        locked.setOnMouseClicked(e -> corrections.change(now.id, SegmentLook::toggledLocked));
        shown.setOpacity(look.visible() ? 0.45 : 1);
        locked.setOpacity(look.locked() ? 1 : 0.45);
        HBox signs = new HBox(3, shown, locked, chip);
        signs.setAlignment(Pos.CENTER_RIGHT);
        signs.setMinWidth(USE_PREF_SIZE);
        return signs;
    }

    private static StackPane sign(String path, String text, String says) {
        SVGPath icon = new SVGPath();
        icon.setContent(path);
        icon.getStyleClass().add("sign");
        StackPane sign = new StackPane(icon);
        sign.setPrefSize(15, 15);
        sign.setPickOnBounds(true);
        sign.setAccessibleText(text);
        Tooltip.install(sign, new Tooltip(says));
        return sign;
    }
}
