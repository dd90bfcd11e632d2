package loupe.app.report;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.review.edit.KeptReport.Link;
import loupe.review.edit.KeptReport.Origin;
import loupe.review.report.ReportLine;
import org.jspecify.annotations.Nullable;

/// A sentence with what it speaks of beside it, below the title of its section where it is the first of it.
final class ReportCell extends ListCell<ReportLine> {
    private static final double BESIDE = 96;

    private final Map<String, String> kinds;

    ReportCell() {
        this(Map.of());
    }

    /// @param kinds what findings and drawings are, by their ids
    ReportCell(Map<String, String> kinds) {
        this.kinds = kinds;
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable ReportLine item, boolean empty) {
        super.updateItem(item, empty);
        if (item == null || empty) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        VBox all = new VBox(2);
        List<ReportLine> items = getListView().getItems();
        boolean first = getIndex() == 0 || items.get(getIndex() - 1).section() != item.section();
        if (first) {
            Label section = new Label(told(item.section().title()));
            section.getStyleClass().add("side-title");
            all.getChildren().add(section);
        }
        if (!item.heading().isEmpty() && (first || !items.get(getIndex() - 1).heading().equals(item.heading()))) {
            all.getChildren().add(quiet(item.heading()));
        }
        all.getChildren().add(sentence(item));
        if (!item.misfit().isEmpty()) {
            Label misfit = new Label(told(item.misfit()));
            misfit.getStyleClass().add("alarm");
            misfit.setWrapText(true);
            all.getChildren().add(misfit);
        }
        setGraphic(all);
        setAccessibleText(told(item.section().title()) + ": " + item.text() + " " + origin(item) + " " + beside(item) + " "
                + told(item.misfit()));
    }

    private HBox sentence(ReportLine item) {
        Label text = new Label((item.number() > 0 ? item.number() + ".  " : "") + item.text() + origin(item));
        text.setWrapText(true);
        text.setMinWidth(0);
        text.setOpacity(item.read() ? 1 : 0.55);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Label ids = quiet(beside(item));
        ids.setMinWidth(BESIDE);
        ids.setMaxWidth(BESIDE);
        ids.setWrapText(true);
        return new HBox(8, text, ids);
    }

    private String beside(ReportLine item) {
        return item.links().stream()
                .map(Link::id)
                .map(id -> kinds.containsKey(id) ? id + "  " + kinds.get(id) : say("{0}  not accepted any more", id))
                .collect(Collectors.joining(", "));
    }

    private static String origin(ReportLine item) {
        Origin o = item.origin();
        return o == Origin.EDITED ? "  " + say("(your words)") : o == Origin.OWN ? "  " + say("(your own)") : o == Origin.REMOVED
                ? "  " + say("(taken out)") : "";
    }

    private static Label quiet(String text) {
        Label l = new Label(text);
        l.getStyleClass().add("quiet");
        return l;
    }
}
