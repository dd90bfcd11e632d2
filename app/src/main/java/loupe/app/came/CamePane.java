package loupe.app.came;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;
import loupe.app.text.Words;
import loupe.app.viewer.SharedView;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.look.UpperSeries;
import loupe.review.came.Presentation;
import org.jspecify.annotations.Nullable;

/// The list of what came with the study; a click shows where a line's thing lies. It is gone where nothing came.
public final class CamePane extends VBox {
    private static final double ROW = 38;
    private static final int MOST_ROWS = 4;

    private final SharedView tools;
    private final CameRows rows;
    private final ListView<CameRow> list = new ListView<>();
    /// Whether the click under way has chosen another line, which shows it.
    private boolean chosen;

    /// @param tools what came and whether it is shown
    /// @param series what can be shown
    /// @param view the view in hand
    public CamePane(SharedView tools, List<ShownSeries> series, Supplier<ViewerViewModel> view) {
        super(4);
        this.tools = tools;
        this.rows = new CameRows(series, view);
        setId("came-pane");
        getStyleClass().add("side");
        Label title = new Label(say("Came with the study"));
        title.getStyleClass().add("side-title");
        list.setId("came");
        list.setAccessibleText(say("What came with the study; Enter or a click shows where it lies"));
        list.setFixedCellSize(ROW);
        list.setCellFactory(unused -> new Cell());
        list.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> {
            if (now != null) {
                chosen = true;
                now.show().run();
            }
        });
        list.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> chosen = false);
        list.setOnMouseClicked(e -> again());
        getChildren().addAll(title, list);
        tools.onCameChanged(this::fill);
        fill();
    }

    /// A click on the line that was chosen before shows it again.
    private void again() {
        CameRow row = list.getSelectionModel().getSelectedItem();
        if (!chosen && row != null) {
            row.show().run();
        }
    }

    /// Applies the presentation state some places further in the list.
    ///
    /// @return what to tell
    public String present(int step) {
        List<Presentation> all = tools.cameShown().states();
        if (all.isEmpty()) {
            return say("No presentation state came with this study.");
        }
        int at = tools.presentationProperty().get().map(all::indexOf).orElse(step > 0 ? -1 : 0);
        Presentation next = all.get(Math.floorMod(at + step, all.size()));
        rows.show(next);
        String odd = next.state().notes().isEmpty() ? "" : say(" Not followed: {0}.",
                String.join("; ", next.state().notes().stream().map(Words::told).toList()));
        return say("Presentation state: {0} ({1} of {2}).{3}", next.title(), all.indexOf(next) + 1, all.size(), odd);
    }

    /// Shows images as they are, without a presentation state.
    public void plain() {
        tools.presentationProperty().set(Optional.empty());
    }

    /// Shows the next key image.
    ///
    /// @return what to tell; empty where one is shown
    public String nextKey() {
        return rows.nextKey(tools.cameShown()) ? "" : say("No key image came with this study.");
    }

    /// The maps that can be laid over images, as they are shown now.
    public static List<UpperSeries> maps(SharedView tools) {
        return tools.cameShown().maps().stream().map(CameRows::upper).toList();
    }

    private void fill() {
        List<CameRow> now = rows.of(tools.cameShown());
        boolean same = now.stream().map(CameRow::text).toList().equals(list.getItems().stream().map(CameRow::text).toList());
        if (!same) {
            list.getItems().setAll(now);
        }
        boolean some = !tools.cameWithStudy().isEmpty() || !now.isEmpty();
        setVisible(some);
        setManaged(some);
        double high = Math.clamp(now.size(), 1, MOST_ROWS) * ROW + 4;
        list.setMinHeight(high);
        list.setPrefHeight(high);
        list.setMaxHeight(high);
    }

    /// What it is over where it is from.
    private static final class Cell extends ListCell<CameRow> {
        @Override
        protected void updateItem(@Nullable CameRow row, boolean empty) {
            super.updateItem(row, empty);
            setPrefWidth(0);
            if (row == null || empty) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            Label text = new Label(row.text());
            Label from = new Label(row.from());
            from.getStyleClass().add("quiet");
            setGraphic(new VBox(text, from));
            setTooltip(new Tooltip(row.text()));
            setAccessibleText(row.text() + ", " + row.from());
        }
    }
}
