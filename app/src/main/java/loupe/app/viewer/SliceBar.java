package loupe.app.viewer;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import loupe.app.viewer.picture.ImagePlace;
import loupe.core.study.Stack;
import loupe.review.edit.ReviewedFinding;
import loupe.review.exporting.KeyImages;

/// Where in the series the shown slice lies, and on which slices findings show best; a click or drag scrolls there.
public final class SliceBar extends Pane {
    private static final double TICK = 3;

    private final ViewerViewModel model;
    private final Region thumb = new Region();
    private final Pane ticks = new Pane();

    /// @param model what is shown
    public SliceBar(ViewerViewModel model) {
        this.model = model;
        setId("slice-bar");
        getStyleClass().add("slice-bar");
        setAccessibleRole(AccessibleRole.SCROLL_BAR);
        thumb.getStyleClass().add("slice-thumb");
        thumb.setManaged(false);
        getChildren().addAll(thumb, ticks);
        model.stateProperty().addListener((o, before, now) -> place());
        model.currentProperty().addListener((o, before, now) -> findings(model.tools().findings()));
        heightProperty().addListener((o, before, now) -> findings(model.tools().findings()));
        model.tools().onFindings(this::findings);
        model.tools().onCameChanged(() -> findings(model.tools().findings()));
        setOnMousePressed(this::jump);
        setOnMouseDragged(this::jump);
    }

    private void jump(MouseEvent e) {
        int slices = model.stateProperty().get().slices();
        int slice = (int) Math.floor(e.getY() / Math.max(1, getHeight()) * slices);
        model.change(s -> s.at(slice));
    }

    private double top(int slice) {
        return getHeight() * slice / model.stateProperty().get().slices();
    }

    private void place() {
        int slice = model.stateProperty().get().slice();
        double height = Math.max(6, top(slice + 1) - top(slice));
        thumb.resizeRelocate(3, Math.min(top(slice), getHeight() - height), 8, height);
        setAccessibleText(say("Slice {0} of {1}", slice + 1, model.stateProperty().get().slices()));
    }

    /// Marks the slices of findings.
    private void findings(List<ReviewedFinding> all) {
        ticks.getChildren().clear();
        ShownSeries series = model.currentProperty().get();
        series.stack().ifPresent((Stack stack) -> {
            for (ReviewedFinding f : all) {
                if (f.finding().seriesUid().equals(series.seriesUid()) && !f.rejected() && !f.blank()) {
                    Region tick = new Region();
                    tick.getStyleClass().add("slice-tick");
                    tick.setStyle(String.format(Locale.ROOT, "-tag: #%06x;", KeyImages.rgb(f.verdict())));
                    double y = top(KeyImages.keySlice(f, stack.grid()));
                    tick.resizeRelocate(0, y, 14, TICK);
                    tick.setManaged(false);
                    ticks.getChildren().add(tick);
                }
            }
        });
        keys(series);
        place();
    }

    /// Marks key images on the other side of the bar.
    private void keys(ShownSeries series) {
        for (int i = 0; series.prior().isEmpty() && i < series.places().size(); i++) {
            if (series.places().get(i) instanceof ImagePlace.Stored s && !CameLook.key(model.tools().cameShown(), s).isEmpty()) {
                Region tick = new Region();
                tick.getStyleClass().add("key-tick");
                tick.resizeRelocate(0, top(i), 14, TICK);
                tick.setManaged(false);
                ticks.getChildren().add(tick);
            }
        }
    }
}
