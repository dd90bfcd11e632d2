package loupe.app.viewer;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The study's series as a list; the shown one is selected.
public final class SeriesStrip extends ListView<ShownSeries> {
    /// @param model what is shown
    public SeriesStrip(ViewerViewModel model) {
        setId("series");
        getStyleClass().add("series");
        setAccessibleText("Series of the study");
        getItems().setAll(model.series());
        setCellFactory(unused -> new SeriesCell());
        getSelectionModel().select(model.currentProperty().get());
        model.currentProperty().addListener((o, before, now) -> getSelectionModel().select(now));
        getSelectionModel().selectedItemProperty().addListener((o, before, now) -> {
            if (now != null) {
                model.show(now);
            }
        });
    }

    /// Title over number of images.
    private static final class SeriesCell extends ListCell<ShownSeries> {
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
            setGraphic(new VBox(2, title, count));
            setAccessibleText(item.title() + ", " + item.count());
            setPrefWidth(0);
        }
    }
}
