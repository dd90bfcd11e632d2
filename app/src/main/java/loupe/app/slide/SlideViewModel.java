package loupe.app.slide;

import static loupe.app.text.Words.say;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.text.Words;
import loupe.core.slide.Magnification;
import loupe.core.slide.SlideView;
import loupe.core.slide.ZoomLevels;
import loupe.review.slide.StudySlide;

/// One slide and the part of it in view; for the toolkit's thread.
final class SlideViewModel {
    private static final double NOTCH = 1.2;

    private final StudySlide slide;
    private final ZoomLevels levels;
    private final ReadOnlyObjectWrapper<SlideView> view;
    private double motionX;
    private double motionY;
    private boolean untouched = true;
    private double pixels = 1;
    private Runnable onDrawing = () -> {};

    SlideViewModel(StudySlide slide) {
        this.slide = slide;
        this.levels = slide.levels();
        this.view = new ReadOnlyObjectWrapper<>(SlideView.whole(levels, 800, 600));
    }

    StudySlide slide() {
        return slide;
    }

    ZoomLevels levels() {
        return levels;
    }

    /// Told that what is drawn over the slide changed.
    void onDrawing(Runnable listener) {
        onDrawing = listener;
    }

    /// What is drawn over the slide changed.
    void touch() {
        onDrawing.run();
    }

    /// What is in view.
    ReadOnlyObjectProperty<SlideView> viewProperty() {
        return view.getReadOnlyProperty();
    }

    SlideView now() {
        return view.get();
    }

    /// Says how many screen pixels a unit of the layout has: 2 at 200 % scaling.
    void pixels(double perUnit) {
        pixels = perUnit;
    }

    /// What is in view as the screen has it: [#now] counts units of the layout, this one the screen's own pixels.
    SlideView onScreen() {
        SlideView v = now();
        return new SlideView(v.x(), v.y(), v.downsampling() / pixels,
                (int) Math.max(1, Math.round(v.width() * pixels)), (int) Math.max(1, Math.round(v.height() * pixels)));
    }

    /// Where the view went last, in screen pixels to the right.
    double motionX() {
        return motionX;
    }

    /// Where the view went last, in screen pixels downwards.
    double motionY() {
        return motionY;
    }

    private void show(SlideView next, double dx, double dy) {
        motionX = dx;
        motionY = dy;
        view.set(next.within(levels));
    }

    /// The view got another size; until somebody moved it, the whole slide is shown.
    void size(int width, int height) {
        SlideView sized = untouched ? SlideView.whole(levels, width, height) : now().sized(width, height);
        show(sized, 0, 0);
    }

    /// The whole slide.
    void whole() {
        untouched = true;
        show(SlideView.whole(levels, now().width(), now().height()), 0, 0);
    }

    /// Moves the slide by screen pixels.
    void pan(double dx, double dy) {
        untouched = false;
        show(now().moved(dx, dy), dx, dy);
    }

    /// Zooms by notches of the wheel about a screen pixel.
    void notches(double notches, double x, double y) {
        untouched = false;
        show(now().zoomed(Math.pow(NOTCH, notches), x, y), 0, 0);
    }

    /// Zooms by notches about the middle.
    void notches(double notches) {
        notches(notches, now().width() / 2.0, now().height() / 2.0);
    }

    /// Shows at a magnification.
    ///
    /// @return whether the slide says how large its pixels are; else nothing happens
    boolean magnify(double magnification) {
        if (slide.mm() > 0) {
            untouched = false;
            show(now().at(Magnification.downsampling(slide.mm(), magnification) * pixels), 0, 0);
        }
        return slide.mm() > 0;
    }

    /// Brings a point of level 0 to the middle.
    void goTo(double x, double y) {
        untouched = false;
        show(now().about(x, y), 0, 0);
    }

    /// Goes back to a view.
    void restore(SlideView before) {
        untouched = false;
        show(before.sized(now().width(), now().height()), 0, 0);
    }

    /// The scale in words: magnification and size of a screen pixel, or pixels where the size is not known.
    String scaleText() {
        double ds = onScreen().downsampling();
        if (slide.mm() <= 0) {
            return ds >= 1 ? "1 : " + number(ds) : number(1 / ds) + " : 1";
        }
        return say("{0}   {1} µm/px", Magnification.text(Magnification.of(slide.mm(), ds)), number(slide.mm() * 1000 * ds));
    }

    private static String number(double v) {
        return String.format(Words.locale(), v < 10 ? "%.2f" : "%.1f", v);
    }
}
