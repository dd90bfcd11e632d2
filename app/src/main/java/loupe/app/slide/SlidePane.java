package loupe.app.slide;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import loupe.app.text.Words;
import loupe.app.viewer.screen.Frames;
import loupe.app.viewer.screen.ScreenView;
import loupe.core.slide.Magnification;
import loupe.core.slide.SlideView;
import loupe.core.slide.ViewRaster;
import loupe.core.slide.ZoomLevels;

/// The slide, drawn from tiles; where a tile is not there yet, a coarser one stands for it.
final class SlidePane extends StackPane implements AutoCloseable {
    private static final double BAR = 180;

    private final SlideViewModel model;
    private final TilePictures tiles;
    private final Frames frames = new Frames();
    private final ScreenView pixels = new ScreenView();
    private final Canvas canvas = new Canvas();
    private final Canvas overlay = new Canvas();
    private final Label title = new Label();
    private final Label scale = new Label();
    private final Label barText = new Label();
    private final Region bar = new Region();
    private final Label lossy = new Label();
    private final Label pointer = new Label();
    private final Rectangle quality = new Rectangle(9, 9);
    private final SlideNavigator navigator;
    private final ObjectsDrawing drawing;
    private final ToolHand hand;
    private final Runnable stands;

    /// @param budgetBytes memory pictures of tiles may take
    /// @param faults told what went wrong
    /// @param stands told whenever all that is in view is drawn
    record Around(long budgetBytes, Consumer<Throwable> faults, Runnable stands) {}

    /// @param objects what lies on the slide
    /// @param around what it may take and whom it tells
    SlidePane(SlideViewModel model, SlideTiles source, ObjectsViewModel objects, Around around) {
        this.model = model;
        long budgetBytes = around.budgetBytes;
        Consumer<Throwable> faults = around.faults;
        this.stands = around.stands;
        this.drawing = new ObjectsDrawing(model.levels(), budgetBytes / 4, this::draw, faults);
        this.hand = new ToolHand(model, objects, source::alike, faults);
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors() - 1);
        this.tiles = new TilePictures(source, threads, budgetBytes, this::draw, faults);
        this.navigator = new SlideNavigator(model, tiles);
        setId("slide");
        getStyleClass().add("slide");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        overlay.setManaged(false);
        overlay.setMouseTransparent(true);
        canvas.setVisible(false);
        getChildren().addAll(pixels, canvas, overlay);
        corners();
        model.viewProperty().addListener((o, before, now) -> draw());
        widthProperty().addListener((o, before, now) -> resized());
        heightProperty().addListener((o, before, now) -> resized());
        model.onDrawing(() -> hand.draw(overlay));
        objects.layerProperty().addListener((o, before, now) -> {
            drawing.show(now);
            draw();
        });
        objects.shownProperty().addListener((o, before, now) -> {
            drawing.shown(now);
            draw();
        });
        objects.inHandProperty().addListener((o, before, now) -> model.touch());
        objects.frameProperty().addListener((o, before, now) -> model.touch());
        objects.toolProperty().addListener((o, before, now) -> model.touch());
        new SlidePointer(this, model, objects).install();
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
    }

    private void corners() {
        title.setId("slide-title");
        title.setText(model.slide().title());
        scale.setId("slide-scale");
        barText.setId("slide-bar-text");
        bar.setId("slide-bar");
        pointer.setId("slide-pointer");
        quality.setId("quality");
        lossy.setId("slide-lossy");
        lossy.setText(model.slide().marks());
        lossy.setManaged(!lossy.getText().isEmpty());
        bar.getStyleClass().add("slide-bar");
        for (Label l : List.of(title, scale, barText, pointer, lossy)) {
            l.getStyleClass().add("slide-corner");
        }
        VBox lower = new VBox(2, pointer, scale, barText, bar);
        VBox upper = new VBox(2, title, lossy);
        for (VBox b : List.of(lower, upper)) {
            b.setMouseTransparent(true);
            b.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
            b.getStyleClass().add("slide-box");
        }
        StackPane.setAlignment(lower, Pos.BOTTOM_LEFT);
        StackPane.setAlignment(upper, Pos.TOP_LEFT);
        StackPane.setAlignment(navigator, Pos.TOP_RIGHT);
        StackPane.setAlignment(quality, Pos.BOTTOM_RIGHT);
        Insets edge = new Insets(8);
        List.of(lower, upper, navigator, quality).forEach(n -> StackPane.setMargin(n, edge));
        getChildren().addAll(lower, upper, navigator, quality);
    }

    private void resized() {
        if (getWidth() >= 1 && getHeight() >= 1) {
            for (Canvas c : List.of(canvas, overlay)) {
                c.setWidth(getWidth());
                c.setHeight(getHeight());
            }
            model.size((int) getWidth(), (int) getHeight());
            draw();
        }
    }

    /// The tool in hand.
    ToolHand hand() {
        return hand;
    }

    /// Shows where the pointer is.
    void pointerAt(double x, double y) {
        SlideView v = model.now();
        double sx = v.slideX(x);
        double sy = v.slideY(y);
        double mm = model.slide().mm();
        pointer.setText(mm > 0
                ? String.format(Words.locale(), "x %.3f mm   y %.3f mm", sx * mm, sy * mm)
                : String.format(Words.locale(), "x %.0f px   y %.0f px", sx, sy));
    }

    private void draw() {
        model.pixels(getScene() == null || getScene().getWindow() == null ? 1 : getScene().getWindow().getRenderScaleX());
        SlideView v = model.now();
        SlideView screen = model.onScreen();
        tiles.want(model.levels().wanted(screen, model.motionX(), model.motionY()));
        Frames.Half half = frames.back(screen.width(), screen.height());
        ViewRaster raster = new ViewRaster(screen, half.argb());
        boolean[] all = {true, false};
        tiles.reading(() -> {
            for (ZoomLevels.Tile t : model.levels().touching(screen.box(), model.levels().levelFor(screen.downsampling()))) {
                Optional<ViewRaster.TilePixels> own = tiles.get(t);
                own.ifPresentOrElse(p -> raster.put(p, onSlide(t)), () -> coarser(raster, t));
                all[0] &= own.isPresent();
                all[1] |= tiles.failed(t);
            }
        });
        boolean complete = drawing.draw(raster, screen) && all[0];
        pixels.show(frames.show(Frames.Change.ALL, false), (double) screen.width() / v.width());
        objects(v, screen);
        navigator.draw();
        hand.draw(overlay);
        said(v, complete, all[1]);
        if (complete) {
            stands.run();
        }
    }

    /// Objects at a scale at which they are drawn one by one.
    private void objects(SlideView v, SlideView screen) {
        boolean any = drawing.oneByOne(screen);
        if (any || canvas.isVisible()) {
            GraphicsContext g = canvas.getGraphicsContext2D();
            g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
            if (any) {
                drawing.draw(g, v);
            }
        }
        canvas.setVisible(any);
    }

    /// What a tile shows of the slide itself.
    private SlideView.Box onSlide(ZoomLevels.Tile t) {
        SlideView.Box b = t.box();
        return new SlideView.Box(
                b.left(), b.top(), Math.min(b.right(), model.levels().columns()), Math.min(b.bottom(), model.levels().rows()));
    }

    private void coarser(ViewRaster raster, ZoomLevels.Tile missing) {
        for (ZoomLevels.Tile t = missing; t.level() < model.levels().coarsest(); ) {
            t = t.parent();
            Optional<ViewRaster.TilePixels> there = tiles.get(t);
            if (there.isPresent()) {
                raster.put(there.get(), onSlide(missing));
                return;
            }
        }
    }

    private void said(SlideView v, boolean complete, boolean broken) {
        quality.setFill(broken ? Color.INDIANRED : complete ? Color.SEAGREEN : Color.GOLDENROD);
        scale.setText(model.scaleText());
        Magnification.Bar b = Magnification.bar(model.slide().mm(), v.downsampling(), Math.min(BAR, getWidth() / 4));
        barText.setText(b.text());
        bar.setMinWidth(b.pixels());
        bar.setMaxWidth(b.pixels());
        setAccessibleText(say("Slide {0}, {1}, {2}", model.slide().title(), model.scaleText(), broken ? say("a part cannot be shown")
                : complete ? say("all pixels there") : say("coming")));
    }

    /// Bytes the pictures take.
    long bytes() {
        return tiles.bytes();
    }

    @Override
    public void close() {
        tiles.close();
        drawing.close();
        hand.close();
        pixels.clear();
        frames.blacken();
    }
}
