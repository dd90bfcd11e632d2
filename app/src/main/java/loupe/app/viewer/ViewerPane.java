package loupe.app.viewer;

import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import loupe.app.fx.FaultText;
import loupe.app.tool.GraphicPane;
import loupe.app.tool.ImageMark;
import loupe.app.tool.MarkPane;
import loupe.app.viewer.look.ColourBar;
import loupe.app.viewer.look.FusionStrip;
import loupe.app.viewer.look.UpperSeries;
import loupe.app.viewer.picture.VolumeProgress;
import loupe.app.viewer.screen.BrushRings;
import loupe.app.viewer.screen.Frames;
import loupe.app.viewer.screen.ScreenView;
import loupe.app.viewer.tool.ViewState;
import loupe.core.image.RasterImage;
import loupe.core.measure.Scale;
import loupe.core.render.RenderRequest;
import loupe.core.render.Viewport;

/// The image with everything around it. Pixels are drawn beside the toolkit's thread, at the screen's resolution.
public final class ViewerPane extends StackPane implements AutoCloseable {
    /// The strip must not cover what is said about the image.
    private static final double BELOW_MARKS = 72;

    private final ViewerViewModel model;
    private final Consumer<String> tell;
    private final ScreenView view = new ScreenView();
    private final Pane lines = new Pane();
    private final MarkPane drawn = new MarkPane();
    private final MarkPane lead = new MarkPane();
    private final GraphicPane came = new GraphicPane();
    private final CrossPane cross = new CrossPane();
    private final Marks marks;
    private final BrushRings brush = new BrushRings();
    private final Rectangle quality = new Rectangle(7, 7);
    private final Label reading = new Label();
    private final ColourBar colours = new ColourBar("colour-bar");
    private final ColourBar upperColours = new ColourBar("colour-bar-upper");
    private final List<Runnable> onDrawn = new ArrayList<>();
    private final LatestPicture latest;
    private Optional<Shown> shown = Optional.empty();

    /// @param model what is shown
    /// @param tell shows a sentence to the person
    /// @param faults keeps what went wrong
    public ViewerPane(ViewerViewModel model, Consumer<String> tell, Consumer<Throwable> faults) {
        this.model = model;
        this.tell = tell;
        this.marks = new Marks(model.study());
        this.latest = new LatestPicture(model.pictures(), listener(faults), faults);
        setId("viewer");
        sceneProperty().addListener((o, before, now) -> draw());
        getStyleClass().add("viewer");
        setMinSize(120, 120);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(say("Image of the open series"));
        quality.setId("quality");
        quality.setMouseTransparent(true);
        quality.setFill(Color.GOLDENROD);
        StackPane.setAlignment(quality, Pos.BOTTOM_RIGHT);
        reading.setId("reading-volume");
        reading.getStyleClass().add("mark");
        reading.setMouseTransparent(true);
        reading.setVisible(false);
        model.pictures().onReading(p -> Platform.runLater(() -> reading(p)));
        lines.setManaged(false);
        lines.setMouseTransparent(true);
        FusionStrip fusion = new FusionStrip(model.looks(), model::appearance);
        model.tools().onCameChanged(fusion::update);
        widthProperty().addListener((o, before, now) -> fusion.roomy(Marks.isRoomy(now.doubleValue())));
        model.currentProperty().addListener((o, before, now) -> fusion.update());
        StackPane.setAlignment(fusion, Pos.TOP_CENTER);
        StackPane.setMargin(fusion, new Insets(BELOW_MARKS, 0, 0, 0));
        lead.setId("lead");
        getChildren().addAll(view, lines, came, drawn, lead, marks, legends(), brush, cross, quality, reading, fusion);
        setClip(clip());
        listen();
        new Pointer(this, model).install();
    }

    private VBox legends() {
        VBox box = new VBox(8, upperColours, colours);
        box.setAlignment(Pos.CENTER_RIGHT);
        box.setMouseTransparent(true);
        box.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(box, Pos.CENTER_RIGHT);
        StackPane.setMargin(box, new Insets(0, 30, 0, 0));
        return box;
    }

    private Rectangle clip() {
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        return clip;
    }

    private void listen() {
        widthProperty().addListener((o, before, now) -> resized());
        heightProperty().addListener((o, before, now) -> resized());
        model.stateProperty().addListener((o, before, now) -> changed(now));
        model.currentProperty().addListener((o, before, now) -> draw());
        model.looks().lookProperty().addListener((o, before, now) -> draw());
        model.linesProperty().addListener((o, before, now) -> lines());
        model.marksProperty().addListener((o, before, now) -> drawn.show(now, this::placed, Marks.lines(getWidth())));
        model.leadProperty().addListener((o, before, now) -> lead());
        addEventFilter(MouseEvent.MOUSE_PRESSED, e -> {
            if (e.getButton() == MouseButton.PRIMARY && !e.isShiftDown()) {
                indexAt(e.getX(), e.getY()).ifPresent(i ->
                        model.tools().pointed(p -> p.pressed(model, new ImageMark.Place(i.column(), i.row()))));
            }
        });
        model.graphicsProperty().addListener((o, before, now) -> came.show(now, this::placed));
        model.tools().drawingProperty().addListener((o, before, now) -> setCursor(now.isPresent() ? Cursor.CROSSHAIR : Cursor.DEFAULT));
        model.crossProperty().addListener((o, before, now) -> lines());
        model.tools().opacityProperty().addListener((o, before, now) -> draw());
        model.tools().rejectedShownProperty().addListener((o, before, now) -> draw());
        model.tools().brushProperty().addListener((o, before, now) -> {
            setCursor(now.isPresent() ? Cursor.CROSSHAIR : Cursor.DEFAULT);
            brush.setVisible(brush.isVisible() && now.isPresent());
        });
        model.tools().onOverlaysChanged(this::draw);
        model.tools().calibrationsProperty().addListener((o, before, now) -> shown.ifPresent(s -> marks.show(s, scale(), spacing(s))));
    }

    /// The scale in force on what is drawn.
    private Scale spacing(Shown s) {
        return model.tools().inForce(s.wanted().place(), s.picture().page().scale());
    }

    private void resized() {
        int w = pixels(getWidth());
        int h = pixels(getHeight());
        model.change(s -> s.resized(w, h));
        draw();
    }

    private void changed(ViewState now) {
        boolean drawn = shown.filter(s -> s.state().equals(now) && s.wanted().series() == model.currentProperty().get())
                .isPresent();
        if (!drawn) {
            draw();
        }
    }

    /// Screen pixels for a unit of the layout.
    public double scale() {
        return getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
    }

    private int pixels(double length) {
        return (int) Math.max(1, Math.round(length * scale()));
    }

    /// Draws what is wanted; not between a series and the state that belongs to it, which follows at once.
    private void draw() {
        boolean whole = model.stateProperty().get().slices() == model.currentProperty().get().places().size();
        if (whole && getScene() != null && getWidth() >= 1 && getHeight() >= 1) {
            latest.want(model.wanted(pixels(getWidth()), pixels(getHeight())));
        }
    }

    private LatestPicture.Listener listener(Consumer<Throwable> faults) {
        return new LatestPicture.Listener() {
            @Override
            public void drawn(Shown drawn, Frames.Standing pixels) {
                present(drawn, pixels);
            }

            @Override
            public boolean takesParts() {
                return ScreenView.takesParts(scale());
            }

            @Override
            public void read() {
                draw();
            }

            @Override
            public void unreadable(UpperSeries upper, Throwable fault) {
                faults.accept(fault);
                reading("");
                model.looks().change(l -> l.with(l.fusion().filter(f -> !f.upper().equals(upper))));
                tell.accept(say("{0} cannot be laid over the images. {1}", upper.title(), FaultText.of(fault)));
            }

            @Override
            public void failed(Wanted wanted, Throwable fault) {
                faults.accept(fault);
                reading("");
                quality.setFill(Color.INDIANRED);
                view.clear();
                model.nothingShown();
                tell.accept(say("Slice {0} cannot be shown. {1}", wanted.state().slice() + 1, FaultText.of(fault)));
            }
        };
    }

    /// Says how far the volume is that the planes in view are cut out of, until the first of them is drawn.
    private void reading(VolumeProgress p) {
        boolean planes = model.currentProperty().get().planes().filter(c -> c.stack().equals(p.stack())).isPresent();
        boolean above = model.looks().lookProperty().get().fusion().filter(f -> f.upper().stack().equals(p.stack())).isPresent();
        reading((planes || above) && p.done() < p.total() ? p.text() : "");
    }

    private void reading(String text) {
        reading.setText(text);
        reading.setVisible(!text.isEmpty());
    }

    private void present(Shown now, Frames.Standing pixels) {
        reading("");
        shown = Optional.of(now);
        view.show(pixels, scale());
        boolean current = now.wanted().state().slice() == model.stateProperty().get().slice();
        quality.setFill(current && !now.isCoarse() ? Color.SEAGREEN : Color.GOLDENROD);
        marks.show(now, scale(), spacing(now));
        lines();
        legends(now);
        model.settled(now);
        drawings();
        onDrawn.forEach(Runnable::run);
    }

    private void legends(Shown now) {
        colours.clear(Marks.isRoomy(getWidth()));
        upperColours.clear(Marks.isRoomy(getWidth()));
        RenderRequest r = now.request();
        if (r.image() instanceof RasterImage.Gray g && !r.toning().colours().isGray()) {
            colours.show(r.toning(), g.whiteIsLow(), now.picture().page().unit());
        }
        r.upper().ifPresent(u -> upperColours.show(u, now.upper().orElseThrow().page().unit(), now.wanted().above()));
    }

    /// What was drawn last, to be drawn again in another part; empty while nothing is.
    public Optional<RenderRequest> drawnRequest() {
        return shown.map(Shown::request);
    }

    /// Told whenever a picture was drawn, and when the last one goes.
    public void onDrawn(Runnable listener) {
        onDrawn.add(listener);
    }

    private void drawings() {
        drawn.resize(getWidth(), getHeight());
        came.resize(getWidth(), getHeight());
        drawn.show(model.marksProperty().get(), this::placed, Marks.lines(getWidth()));
        came.show(model.graphicsProperty().get(), this::placed);
        lead();
    }

    private void lead() {
        List<ImageMark.Place> line = model.leadProperty().get();
        lead.show(
                line.isEmpty() ? List.of() : List.of(new ImageMark("", List.of(line), List.of(), "", false)), this::placed,
                0);
    }

    private Point2D placed(ImageMark.Place p) {
        return placeOf(p.column(), p.row()).orElse(Point2D.ZERO);
    }

    /// Where a place of the image lies in the pane, in layout units; empty while nothing is drawn.
    ///
    /// @param column whole numbers are pixel centres
    /// @param row whole numbers are pixel centres
    public Optional<Point2D> placeOf(double column, double row) {
        return viewport().map(v -> new Point2D(v.xOf(column, row) / scale(), v.yOf(column, row) / scale()));
    }

    /// Draws the lines over the image where it lies on the screen now.
    private void lines() {
        cross.resize(getWidth(), getHeight());
        cross.show(model.crossProperty().get(), viewport(), scale());
        lines.getChildren().clear();
        viewport().ifPresent(v -> {
            for (ImageLine l : model.linesProperty().get()) {
                double s = scale();
                Line line = new Line(
                        v.xOf(l.fromColumn(), l.fromRow()) / s, v.yOf(l.fromColumn(), l.fromRow()) / s,
                        v.xOf(l.toColumn(), l.toRow()) / s, v.yOf(l.toColumn(), l.toRow()) / s);
                line.getStyleClass().add("reference-line");
                lines.getChildren().add(line);
            }
        });
    }

    /// The viewport on the screen, once there is one.
    Optional<Viewport> viewport() {
        return shown.flatMap(s -> s.state().viewport());
    }

    /// A place on an image, in columns and rows; whole numbers are pixel centres.
    ///
    /// @param column from the left
    /// @param row from the top
    public record Index(double column, double row) {}

    /// The pixel under a place of the pane, which may lie beside the image; empty while nothing is drawn.
    ///
    /// @param x layout units
    /// @param y layout units
    public Optional<Index> indexAt(double x, double y) {
        return viewport().map(v -> new Index(v.columnAt(x * scale(), y * scale()), v.rowAt(x * scale(), y * scale())));
    }

    /// Shows where the pointer is: the value under it and the brush around it.
    ///
    /// @param x layout units
    /// @param y layout units
    void pointerAt(double x, double y) {
        indexAt(x, y).ifPresent(i -> model.tools().pointed(p -> p.at(model, new ImageMark.Place(i.column(), i.row()))));
        shown.ifPresent(s -> marks.value(PointerValue.at(s, x * scale(), y * scale(), spacing(s))));
        model.tools().brushProperty().get().ifPresent(b -> viewport().ifPresent(v -> {
            double per = v.pixelsPerMm() / scale();
            boolean alike = model.tools().corrections().alikeProperty().get().isPresent();
            brush.show(x, y, b.radiusMm() * per, alike ? b.innerMm() * per : 0);
        }));
    }

    void pointerGone() {
        marks.value("");
        model.leadProperty().set(List.of());
        brush.setVisible(false);
    }

    /// Says why nothing can be drawn on views of a whole volume.
    public void refuseMeasure() {
        tell.accept(say("A view of the whole volume cannot be measured: its pixels lie at no one depth. Shift+U shows the images."));
    }

    /// Says why a stroke cannot begin.
    void refuseStroke(String why) {
        tell.accept(why);
    }

    /// Stops drawing and blackens what was drawn.
    @Override
    public void close() {
        latest.close();
        view.clear();
        drawn.show(List.of(), p -> Point2D.ZERO, 0);
        came.show(List.of(), p -> Point2D.ZERO);
        shown = Optional.empty();
        model.nothingShown();
        onDrawn.forEach(Runnable::run);
    }
}
