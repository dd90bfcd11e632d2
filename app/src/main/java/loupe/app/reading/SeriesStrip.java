package loupe.app.reading;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.VBox;
import loupe.app.viewer.PriorLabel;
import loupe.app.viewer.ShownSeries;
import org.jspecify.annotations.Nullable;

/// The study's series as a list, those of priors after them under the prior's heading; the shown one is selected.
public final class SeriesStrip extends ListView<ShownSeries> {
    private static final String DRAGGED = "loupe-series ";

    private final ReadingViewModel model;

    /// @param model what is shown
    public SeriesStrip(ReadingViewModel model) {
        this.model = model;
        setId("series");
        getStyleClass().add("series");
        setAccessibleText(say("Series of the study; Enter or a click shows one in the view in hand"));
        getItems().setAll(model.offeredProperty().get());
        model.offeredProperty().addListener((o, before, now) -> {
            getItems().setAll(now);
            select();
        });
        setCellFactory(unused -> new SeriesCell());
        select();
        ChangeListener<ShownSeries> another = (o, before, now) -> select();
        model.activeProperty().get().currentProperty().addListener(another);
        model.activeProperty().addListener((o, before, now) -> {
            before.currentProperty().removeListener(another);
            now.currentProperty().addListener(another);
            select();
        });
        getSelectionModel().selectedItemProperty().addListener((o, before, now) -> {
            if (now != null && !isShown(now)) {
                model.activeProperty().get().show(now);
            }
        });
    }

    private boolean isShown(ShownSeries s) {
        ShownSeries shown = model.activeProperty().get().currentProperty().get();
        return s == shown || shown.stack().isEmpty() && s.isOf(shown);
    }

    private void select() {
        getItems().stream().filter(this::isShown).findFirst().ifPresent(getSelectionModel()::select);
    }

    /// The place in the list of a series that is dragged; empty where something else is.
    static Optional<Integer> dragged(Dragboard board) {
        String s = board.hasString() ? board.getString() : "";
        return s.matches(DRAGGED + "[0-9]{1,6}")
                ? Optional.of(Integer.parseInt(s.substring(DRAGGED.length())))
                : Optional.empty();
    }

    /// Whether a series is the first of its prior.
    private boolean isFirstOfPrior(int at) {
        Optional<PriorLabel> prior = getItems().get(at).prior();
        return prior.isPresent() && (at == 0 || !getItems().get(at - 1).prior().equals(prior));
    }

    private static Label heading(PriorLabel prior) {
        Label heading = new Label(say("PRIOR: {0}", told(prior.reason())));
        heading.getStyleClass().add("prior-heading");
        heading.setWrapText(true);
        return heading;
    }

    /// Title over number of images.
    private final class SeriesCell extends ListCell<ShownSeries> {
        SeriesCell() {
            setOnDragDetected(e -> {
                if (!isEmpty()) {
                    ClipboardContent content = new ClipboardContent();
                    content.putString(DRAGGED + getIndex());
                    startDragAndDrop(TransferMode.COPY).setContent(content);
                    e.consume();
                }
            });
        }

        @Override
        protected void updateItem(@Nullable ShownSeries item, boolean empty) {
            super.updateItem(item, empty);
            if (item == null || empty) {
                setGraphic(null);
                return;
            }
            Label title = new Label(item.title());
            title.setWrapText(true);
            Label count = new Label(item.count());
            count.getStyleClass().add("quiet");
            VBox lines = new VBox(2, title, count);
            item.prior().filter(p -> isFirstOfPrior(getIndex())).ifPresent(p -> lines.getChildren().addFirst(heading(p)));
            setGraphic(lines);
            setAccessibleText(item.prior().map(p -> say("Prior, {0}: {1}, {2}", told(p.before()), item.title(),
                    item.count())).orElse(item.title() + ", " + item.count()));
            setPrefWidth(0);
        }
    }
}
