package loupe.app.reading;

import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import loupe.app.came.CameLayer;
import loupe.app.measures.DrawingLayer;
import loupe.app.measures.MeasuresViewModel;
import loupe.app.viewer.SliceBar;
import loupe.app.viewer.ViewerPane;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.lens.Magnifier;
import loupe.app.viewer.lens.RegionWindow;
import loupe.core.plane.Slab;
import loupe.review.screen.Area;
import loupe.review.screen.Layout;

/// The views side by side. A press takes a view in hand, a double click shows it alone or all again, a series dragged from the list
/// is shown where it is dropped, a line between views is dragged.
public final class ReadingPane extends Pane implements AutoCloseable {
    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");
    private static final double GAP = 4;

    private final ReadingViewModel model;
    private final ScreenViews screen;
    private final Consumer<String> tell;
    private final Consumer<Throwable> faults;
    private final MeasuresViewModel measures;
    private final Map<ViewerViewModel, Cell> cells = new HashMap<>();

    /// @param model the views of all screens
    /// @param screen the screen it is
    /// @param measures what is drawn over them
    /// @param tell shows a sentence to the person
    /// @param faults keeps what went wrong
    public ReadingPane(
            ReadingViewModel model,
            ScreenViews screen,
            MeasuresViewModel measures,
            Consumer<String> tell,
            Consumer<Throwable> faults) {
        this.model = model;
        this.screen = screen;
        this.measures = measures;
        this.tell = tell;
        this.faults = faults;
        setId(name("reading"));
        getStyleClass().add("reading");
        setMinSize(0, 0);
        screen.layoutProperty().addListener((o, before, now) -> lay());
        screen.oneUpProperty().addListener((o, before, now) -> lay());
        screen.inHandProperty().addListener((o, before, now) -> {
            if (screen.oneUpProperty().get()) {
                lay();
            }
        });
        model.activeProperty().addListener((o, before, now) -> mark());
        model.screensProperty().addListener((o, before, now) -> mark());
        lay();
        new EdgeDrag(this, screen).install();
    }

    /// Ids of the first screen have no number, so that names of one screen stay as they are.
    private String name(String id) {
        return screen.number() == 1 ? id : "screen-" + screen.number() + "-" + id;
    }

    /// A view and where it stands in its series.
    private final class Cell extends HBox {
        private final ViewerPane image;
        private final RegionWindow region;
        private final Magnifier magnifier;

        Cell(ViewerViewModel view, int number) {
            image = new ViewerPane(view, tell, faults);
            image.setId(name(number > 1 ? "viewer-" + number : "viewer"));
            getStyleClass().add("view-cell");
            setMinSize(0, 0);
            HBox.setHgrow(image, Priority.ALWAYS);
            getChildren().addAll(image, new SliceBar(view));
            addEventFilter(MouseEvent.MOUSE_PRESSED, e -> pressed(e, view));
            new CameLayer(view).install();
            new DrawingLayer(image, view, measures).install();
            region = new RegionWindow(image, view, tell, faults);
            region.install();
            magnifier = new Magnifier(image, view, faults);
            magnifier.install();
            image.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> clicked(e, view));
            image.addEventFilter(ScrollEvent.SCROLL, e -> thicker(e, view));
            setOnDragOver(e -> over(e));
            setOnDragDropped(e -> dropped(e, view));
        }

        /// Takes the view in hand. A prior is only looked at: what draws stays in hand and leaves nothing there.
        private void pressed(MouseEvent e, ViewerViewModel view) {
            model.activate(view);
            boolean draws = view.tools().brushProperty().get().isPresent() || view.tools().drawingProperty().get().isPresent();
            boolean onPrior = view.currentProperty().get().prior().isPresent();
            if (draws && onPrior && e.getButton() == MouseButton.PRIMARY) {
                tell.accept(say("This is a prior: it is only looked at. Draw and measure on the study that is read."));
                e.consume();
            }
        }

        private void clicked(MouseEvent e, ViewerViewModel view) {
            boolean still = e.isStillSincePress() && e.getButton() == MouseButton.PRIMARY;
            if (still && e.isShiftDown()) {
                image.indexAt(e.getX(), e.getY()).ifPresent(i -> model.cross(view, i.column(), i.row()));
            } else if (still && e.getClickCount() == 2 && view.tools().brushProperty().get().isEmpty()) {
                model.toggleOneUp();
            }
        }

        /// The wheel with Shift makes planes thicker by a millimetre or thinner; a toolkit may turn such a wheel sideways.
        private void thicker(ScrollEvent e, ViewerViewModel view) {
            if (e.isShiftDown() && view.currentProperty().get().planes().isPresent()) {
                model.activate(view);
                double turned = e.getDeltaY() == 0 ? e.getDeltaX() : e.getDeltaY();
                double now = model.slabProperty().get().map(Slab::thicknessMm).orElse(0.0);
                if (turned != 0) {
                    model.thick(now + Math.signum(turned));
                }
                e.consume();
            }
        }

        private void over(DragEvent e) {
            if (SeriesStrip.dragged(e.getDragboard()).isPresent()) {
                e.acceptTransferModes(TransferMode.COPY);
                e.consume();
            }
        }

        private void dropped(DragEvent e, ViewerViewModel view) {
            SeriesStrip.dragged(e.getDragboard()).filter(i -> i < model.offeredProperty().get().size()).ifPresent(i -> {
                model.activate(view);
                view.show(model.offeredProperty().get().get(i));
                e.setDropCompleted(true);
                e.consume();
            });
        }
    }

    /// Lays the views out; the keyboard stays with the images, or the next Space would press some button.
    private void lay() {
        boolean keyboard = isFocusWithin();
        boolean alone = screen.oneUpProperty().get();
        List<ViewerViewModel> shown = alone ? List.of(screen.inHandProperty().get()) : screen.views();
        List<Node> wanted = new ArrayList<>();
        for (ViewerViewModel view : shown) {
            int number = cells.size() + 1;
            wanted.add(cells.computeIfAbsent(view, v -> new Cell(v, number)));
        }
        if (!getChildren().equals(wanted)) {
            getChildren().setAll(wanted);
        }
        requestLayout();
        if (keyboard) {
            focusImage();
        }
        mark();
    }

    @Override
    protected void layoutChildren() {
        List<Area> areas = screen.oneUpProperty().get() ? Layout.ONE.areas() : screen.layoutProperty().get().areas();
        List<Node> shown = getManagedChildren();
        for (int i = 0; i < Math.min(areas.size(), shown.size()); i++) {
            Area a = areas.get(i);
            double left = begin(a.left(), getWidth());
            double top = begin(a.top(), getHeight());
            shown.get(i).resizeRelocate(left, top, end(a.right(), getWidth()) - left, end(a.bottom(), getHeight()) - top);
        }
    }

    /// Half of the gap belongs to the view on either side; the screen's own edges have none.
    private double begin(int at, double size) {
        return at == 0 ? 0 : snapPositionX(size * at / Area.WHOLE + GAP / 2);
    }

    private double end(int at, double size) {
        return at == Area.WHOLE ? size : snapPositionX(size * at / Area.WHOLE - GAP / 2);
    }

    private void mark() {
        boolean several = getChildren().size() > 1 || model.screensProperty().get().size() > 1;
        cells.forEach((view, cell) -> cell.pseudoClassStateChanged(ACTIVE, several && view == model.activeProperty().get()));
    }

    /// Gives the view in hand the keyboard, or the one that was last in hand on this screen.
    public void focusImage() {
        Optional.ofNullable(cells.get(screen.inHandProperty().get())).ifPresent(c -> c.image.requestFocus());
    }

    /// Whether the view in hand is one of this screen's.
    public boolean holdsHand() {
        return screen.views().contains(model.activeProperty().get());
    }

    /// Makes the window of the view in hand from all of its image.
    public void windowOfImage() {
        Optional.ofNullable(cells.get(model.activeProperty().get())).ifPresent(c -> c.region.ofImage());
    }

    /// Stops drawing and blackens what was drawn.
    @Override
    public void close() {
        cells.values().forEach(c -> {
            c.region.close();
            c.magnifier.close();
            c.image.close();
        });
    }
}
