package loupe.app.segments;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.app.text.Words;
import loupe.core.finding.FindingId;
import loupe.core.segment.Mask;
import loupe.review.edit.ReviewedFinding;
import org.jspecify.annotations.Nullable;

/// Asks which segment goes into the one in hand.
public final class MergePane extends VBox {
    private static final double WIDTH = 420;
    private static final double HEIGHT = 200;

    private final ListView<ReviewedFinding> list = new ListView<>();

    /// @param target the finding that gains
    /// @param sources what can go into it; at least one
    /// @param then takes the one that goes
    /// @param close closes the sheet
    public MergePane(ReviewedFinding target, List<ReviewedFinding> sources, Consumer<FindingId> then, Runnable close) {
        super(8);
        setId("merge");
        getStyleClass().add("sheet");
        Label title = new Label(say("Merge into {0}  {1}", target.finding().id(), target.label()));
        title.getStyleClass().add("card-title");
        Label how = new Label(say("It gets all voxels of the one you choose. A segment of your own is deleted then; any other stays,"
                + " without voxels. One undo brings both back."));
        how.setWrapText(true);
        how.getStyleClass().add("quiet");
        list.setId("merge-list");
        list.setAccessibleText(say("Segments that can be merged into {0}", target.finding().id()));
        list.setPrefSize(WIDTH, HEIGHT);
        list.setCellFactory(unused -> new SourceCell());
        list.getItems().setAll(sources);
        list.getSelectionModel().selectFirst();
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                merge(then);
                e.consume();
            }
        });
        Button merge = new Button(say("Merge"));
        merge.setId("merge-do");
        merge.getStyleClass().add("primary");
        merge.setOnAction(e -> merge(then));
        Button cancel = new Button(say("Cancel"));
        cancel.setOnAction(e -> close.run());
        getChildren().addAll(title, how, list, new HBox(8, merge, cancel));
    }

    private void merge(Consumer<FindingId> then) {
        ReviewedFinding chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            then.accept(chosen.finding().id());
        }
    }

    private static final class SourceCell extends ListCell<ReviewedFinding> {
        @Override
        protected void updateItem(@Nullable ReviewedFinding item, boolean empty) {
            super.updateItem(item, empty);
            setText(item == null || empty ? null : text(item));
        }

        private static String text(ReviewedFinding f) {
            Mask mask = f.segment().orElseThrow().mask();
            return f.finding().id() + "  " + f.label() + (f.drawnByReader() ? say("   drawn by a reader") : "")
                    + (f.hasVolume() ? String.format(Words.locale(), "   %.2f mL", mask.millilitres()) : "");
        }
    }
}
