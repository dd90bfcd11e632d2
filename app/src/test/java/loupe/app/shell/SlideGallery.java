package loupe.app.shell;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Point2D;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import loupe.app.action.Action;

/// Takes pictures of a whole slide at every magnification and of every tool on it. Somebody looks at them: nothing is judged here.
final class SlideGallery {
    private final GalleryWindow w;

    SlideGallery(GalleryWindow w) {
        this.w = w;
    }

    void run() throws Exception {
        DrivenWindow.onToolkit(() -> {
            TableView<?> t = (TableView<?>) w.driven().node("#studies");
            t.getSelectionModel().clearAndSelect(0);
            t.requestFocus();
        });
        w.shot("list");
        w.driven().press(KeyCode.ENTER, false);
        DrivenWindow.until(() -> w.driven().node("#slide") != null);
        w.within(30, () -> w.driven().text("#objects-total").matches("[0-9].* on this slide"));
        w.shot("whole");
        w.press(Action.SLIDE_THEME);
        w.shot("whole-dark");
        w.press(Action.SLIDE_THEME);
        Point2D tissue = w.at("#slide-navigator", 0.3, 0.35);
        w.click("#slide-navigator", tissue);
        for (Action scale : List.of(Action.SLIDE_1, Action.SLIDE_2, Action.SLIDE_3, Action.SLIDE_4, Action.SLIDE_5)) {
            w.press(scale);
            w.move("#slide", w.at("#slide", 0.6, 0.5));
            w.shot(scale.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        tools();
    }

    private void tools() throws Exception {
        w.press(Action.SLIDE_4);
        w.press(Action.SLIDE_POINT);
        w.click("#slide", w.at("#slide", 0.2, 0.3));
        w.click("#slide", w.at("#slide", 0.25, 0.35));
        w.shot("points");
        w.press(Action.SLIDE_LINE);
        w.drag("#slide", List.of(w.at("#slide", 0.3, 0.3), w.at("#slide", 0.45, 0.4)), true);
        w.shot("line");
        w.press(Action.SLIDE_POLYGON);
        for (double[] p : new double[][] {{0.5, 0.3}, {0.6, 0.32}, {0.62, 0.45}, {0.52, 0.47}}) {
            w.click("#slide", w.at("#slide", p[0], p[1]));
        }
        w.shot("polygon-open");
        w.driven().press(KeyCode.ENTER, false);
        w.shot("polygon");
        w.press(Action.SLIDE_BRUSH);
        w.move("#slide", w.at("#slide", 0.2, 0.6));
        w.drag("#slide", List.of(w.at("#slide", 0.2, 0.6), w.at("#slide", 0.3, 0.65), w.at("#slide", 0.25, 0.7)), false);
        w.shot("brush-while");
        w.release("#slide", w.at("#slide", 0.25, 0.7));
        w.shot("brush");
        w.press(Action.SLIDE_WAND);
        w.click("#slide", w.at("#slide", 0.45, 0.65));
        w.within(5, () -> w.driven().text("#status").startsWith("saved: wand"));
        w.shot("wand");
        w.press(Action.SLIDE_FRAME);
        w.drag("#slide", List.of(w.at("#slide", 0.3, 0.25), w.at("#slide", 0.7, 0.75)), true);
        w.shot("frame");
        w.press(Action.SLIDE_MOVE);
        w.click("#slide", w.at("#slide", 0.55, 0.4));
        w.shot("in-hand");
        DrivenWindow.onToolkit(() -> ((ComboBox<?>) w.driven().node("#objects-class")).getEditor().setText("Tumor"));
        w.press(Action.SLIDE_CLASS);
        w.shot("class");
        w.press(Action.SLIDE_WHOLE);
        w.shot("whole-with-objects");
        w.press(Action.HIDE_AI);
        w.shot("hidden");
    }
}
