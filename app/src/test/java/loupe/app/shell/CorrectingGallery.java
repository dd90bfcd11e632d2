package loupe.app.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.shape.Circle;
import loupe.app.action.Action;
import loupe.app.viewer.ViewerPane;
import loupe.core.render.RenderRequest;
import loupe.core.segment.Mask;
import loupe.review.edit.ReviewedFinding;

/// Takes pictures of every tool that corrects outlines, of many structures at once and of every slide tool, on real images:
/// `CorrectingGallery fill PART DATA HOME`, then `CorrectingGallery take PART HOME OUT NAME WIDTH HEIGHT`. Somebody looks at them:
/// nothing is judged here.
public final class CorrectingGallery {
    private static final int NONE_SAID = 20;

    private final GalleryWindow w;

    private CorrectingGallery(GalleryWindow w) {
        this.w = w;
    }

    /// What pictures are taken of.
    enum Part {
        /// Organs of an abdominal CT.
        CT,
        /// Lungs of a chest CT that came as one volume.
        CHEST,
        /// A cord on sagittal MR.
        SPINE,
        /// A liver on three slices of a CT, out of a public SEG.
        DCMQI,
        /// The structures of a brain, as a model outlines them.
        BRAIN,
        /// A hundred outlines.
        HUNDRED,
        /// The same hundred as they came along with the images.
        CAME,
        /// A whole slide.
        SLIDE
    }

    /// @param a see the class
    /// @throws Exception if the store or the window fails
    public static void main(String[] a) throws Exception {
        Part part = Part.valueOf(a[1].toUpperCase(Locale.ROOT));
        if (a[0].equals("fill")) {
            new GalleryStores(Path.of(a[2]), Path.of(a[3])).fill(part);
            System.exit(0);
        }
        CountDownLatch ready = new CountDownLatch(1);
        Platform.startup(ready::countDown);
        ready.await();
        int code = 0;
        try {
            SampleStore store = SampleStore.none(Path.of(a[2]));
            DrivenWindow window = DrivenWindow.over(store, Integer.parseInt(a[5]), Integer.parseInt(a[6]), 1);
            GalleryWindow w = new GalleryWindow(window, Path.of(a[3]), a[4]);
            if (part == Part.SLIDE) {
                new SlideGallery(w).run();
            } else {
                new CorrectingGallery(w).run(part);
            }
        } catch (Exception e) {
            e.printStackTrace();
            code = 1;
        }
        System.exit(code);
    }

    private void run(Part part) throws Exception {
        DrivenWindow.onToolkit(() -> {
            TableView<?> t = (TableView<?>) w.driven().node("#studies");
            t.getSelectionModel().clearAndSelect(0);
            t.requestFocus();
        });
        w.driven().press(KeyCode.ENTER, false);
        DrivenWindow.until(() -> w.driven().text("#corner-image").contains("of"));
        w.shot("study");
        switch (part) {
            case BRAIN, HUNDRED -> many();
            case CAME -> came();
            case CT, CHEST, SPINE, DCMQI -> {
                select(largest());
                w.shot("in-hand");
                tools();
            }
            case SLIDE -> throw new IllegalArgumentException("slides are another gallery's");
        }
    }

    private ListView<?> list() {
        return (ListView<?>) w.driven().node("#findings");
    }

    private void select(int index) throws Exception {
        DrivenWindow.onToolkit(() -> {
            list().getSelectionModel().clearSelection();
            list().getSelectionModel().select(index);
            list().scrollTo(index);
            w.driven().node("#viewer").requestFocus();
        });
        w.settle();
    }

    private int largest() throws Exception {
        int[] out = {0};
        DrivenWindow.onToolkit(() -> {
            long most = 0;
            for (int i = 0; i < list().getItems().size(); i++) {
                long n = ((ReviewedFinding) list().getItems().get(i)).segment().map(s -> s.mask().count()).orElse(0L);
                if (n > most) {
                    most = n;
                    out[0] = i;
                }
            }
        });
        return out[0];
    }

    /// Where the outline in hand lies on the image in view, from its middle: shares of half its width and height.
    private Point2D on(double across, double down) throws Exception {
        Point2D[] out = new Point2D[1];
        DrivenWindow.onToolkit(() -> {
            ViewerPane pane = (ViewerPane) w.driven().node("#viewer");
            Optional<Mask> mask = ((ReviewedFinding) list().getSelectionModel().getSelectedItem()).segment().map(s -> s.mask());
            int slice = pane.drawnRequest().map(RenderRequest::slice).orElse(0);
            int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1};
            mask.ifPresent(k -> k.forEachVoxel((c, r, s) -> {
                if (s == slice) {
                    box[0] = Math.min(box[0], c);
                    box[1] = Math.min(box[1], r);
                    box[2] = Math.max(box[2], c);
                    box[3] = Math.max(box[3], r);
                }
            }));
            out[0] = box[2] < 0
                    ? new Point2D(pane.getWidth() * (0.5 + 0.2 * across), pane.getHeight() * (0.5 + 0.2 * down))
                    : pane.placeOf((box[0] + box[2]) / 2.0 + across * (box[2] - box[0]) / 2.0,
                            (box[1] + box[3]) / 2.0 + down * (box[3] - box[1]) / 2.0).orElseThrow();
        });
        return out[0];
    }

    private void tools() throws Exception {
        menu();
        painting();
        outlines();
        edges();
        clicks();
        wholes();
        afterwards();
        planes();
    }

    private void menu() throws Exception {
        MenuButton menu = (MenuButton) w.driven().node("#correct-menu");
        if (menu == null) {
            return;
        }
        DrivenWindow.onToolkit(menu::show);
        w.shot("menu");
        DrivenWindow.onToolkit(menu::hide);
    }

    private void painting() throws Exception {
        w.press(Action.BRUSH);
        w.settle();
        List<Point2D> way = List.of(on(-0.6, 0.9), on(0.3, 1.1), on(0.9, 0.7));
        w.move("#viewer", way.getFirst());
        w.drag("#viewer", way, false);
        w.shot("brush-while");
        w.release("#viewer", way.getLast());
        w.shot("brush");
        w.press(Action.CORRECT_BALL);
        w.drag("#viewer", List.of(on(-0.5, -0.9), on(0.5, -0.9)), true);
        w.shot("ball");
        w.press(Action.ERASER);
        w.settle();
        w.drag("#viewer", List.of(on(-0.4, 0), on(0.4, 0)), true);
        w.shot("eraser");
        w.press(Action.CORRECT_BALL);
        w.press(Action.BRUSH);
        CheckBox limited = (CheckBox) w.driven().node("#correct-limited");
        DrivenWindow.onToolkit(() -> limited.setSelected(true));
        w.shot("brush-values");
        DrivenWindow.onToolkit(() -> limited.setSelected(false));
        w.press(Action.WINDOW_TOOL);
    }

    /// Waits until the tool says what it would make, or why not.
    private boolean said() throws Exception {
        boolean is = w.within(NONE_SAID, () -> {
            String s = w.driven().text("#correct-said");
            return !s.isEmpty() && !s.startsWith("working") && !s.startsWith("reading");
        });
        w.settle();
        return is;
    }

    private void drop() throws Exception {
        DrivenWindow.onToolkit(() -> w.driven().node("#viewer").requestFocus());
        w.driven().press(KeyCode.ESCAPE, false);
        w.within(3, () -> w.driven().text("#correct-said").isEmpty());
    }

    private void outlines() throws Exception {
        for (Action tool : List.of(
                Action.CORRECT_RECTANGLE, Action.CORRECT_CIRCLE, Action.CORRECT_ELLIPSE, Action.CORRECT_FREEHAND)) {
            w.press(tool);
            w.settle();
            List<Point2D> way = tool == Action.CORRECT_FREEHAND
                    ? List.of(on(-0.2, -0.2), on(1.2, -0.4), on(1.3, 0.5), on(0.2, 0.6), on(-0.2, -0.2))
                    : List.of(on(-0.2, -0.3), on(1.3, 0.6));
            w.drag("#viewer", way, true);
            said();
            w.shot(word(tool));
            drop();
        }
        for (Action tool : List.of(Action.CORRECT_POLYGON, Action.CORRECT_SPLINE)) {
            w.press(tool);
            w.settle();
            for (double[] p : new double[][] {{-0.2, -0.3}, {1.2, -0.5}, {1.4, 0.4}, {0.3, 0.8}}) {
                w.click("#viewer", on(p[0], p[1]));
            }
            w.shot(word(tool) + "-open");
            w.driven().press(KeyCode.ENTER, false);
            said();
            w.shot(word(tool));
            drop();
        }
        w.driven().press(KeyCode.ESCAPE, false);
    }

    private static String word(Action a) {
        return a.name().toLowerCase(Locale.ROOT).replaceAll("^(correct|whole|click)_", "").replace('_', '-');
    }

    private void edges() throws Exception {
        w.press(Action.CORRECT_LIVEWIRE);
        w.settle();
        for (double[] p : new double[][] {{-0.9, 0}, {0, -0.9}, {0.9, 0}, {0, 0.9}}) {
            w.click("#viewer", on(p[0], p[1]));
        }
        w.driven().press(KeyCode.ENTER, false);
        said();
        w.shot("livewire");
        drop();
        w.press(Action.CORRECT_LEVEL);
        w.settle();
        w.click("#viewer", on(0.3, 0.3));
        said();
        w.shot("level-tracing");
        drop();
    }

    private void clicks() throws Exception {
        for (Action tool : List.of(Action.CLICK_FLOOD, Action.CLICK_FLOOD_SLICE, Action.CLICK_ONLY, Action.CLICK_WITHOUT)) {
            w.press(tool);
            w.settle();
            w.click("#viewer", on(0.5, 0.5));
            said();
            w.shot(word(tool));
            drop();
        }
        w.driven().press(KeyCode.ESCAPE, false);
    }

    private void wholes() throws Exception {
        for (Action tool : Action.values()) {
            if (tool.name().startsWith("WHOLE_")) {
                w.press(tool);
                said();
                w.shot(word(tool));
                drop();
            }
        }
    }

    /// One correction is taken; then what can be seen of it.
    private void afterwards() throws Exception {
        w.press(Action.WHOLE_GROW);
        said();
        w.driven().press(KeyCode.ENTER, false);
        w.within(NONE_SAID, () -> w.driven().text("#status").startsWith("saved: margin"));
        w.shot("taken");
        for (Action look : List.of(Action.SHOW_DIFFERENCE, Action.SHOW_ORIGINAL)) {
            w.press(look);
            w.shot(word(look));
            w.press(look);
        }
        w.press(Action.NEXT_DIFFERENCE);
        w.shot("next-difference");
        w.press(Action.SEGMENT_FILLED);
        w.shot("line-only");
        w.press(Action.SEGMENT_LOCKED);
        w.shot("locked");
        w.press(Action.SEGMENT_LOCKED);
        w.press(Action.SEGMENT_FILLED);
        w.press(Action.TIMELINE);
        w.within(5, () -> w.driven().node("#timeline") != null);
        w.shot("timeline");
        w.driven().press(KeyCode.ESCAPE, false);
        DrivenWindow.onToolkit(() -> w.driven().node("#viewer").requestFocus());
        w.press(Action.DESCRIBE);
        w.within(5, () -> w.driven().node("#describe") != null);
        w.shot("describe");
        w.driven().press(KeyCode.ESCAPE, false);
        DrivenWindow.onToolkit(() -> w.driven().node("#viewer").requestFocus());
    }

    /// What waits, on three planes and on turned ones.
    private void planes() throws Exception {
        w.press(Action.PLANES);
        if (!w.within(15, () -> w.driven().corner("#viewer-3").contains("coronal"))) {
            return;
        }
        w.press(Action.WHOLE_GROW);
        said();
        w.shot("planes-margin");
        drop();
        w.press(Action.CORRECT_RECTANGLE);
        w.drag("#viewer-3", List.of(w.at("#viewer-3", 0.3, 0.3), w.at("#viewer-3", 0.6, 0.6)), true);
        said();
        w.shot("planes-outline");
        drop();
        w.driven().press(KeyCode.ESCAPE, false);
        turn();
        w.shot("oblique");
        w.press(Action.CORRECT_ELLIPSE);
        w.drag("#viewer-3", List.of(w.at("#viewer-3", 0.35, 0.35), w.at("#viewer-3", 0.65, 0.6)), true);
        said();
        w.shot("oblique-outline");
        w.driven().press(KeyCode.ENTER, false);
        w.settle();
        w.press(Action.SHOW_DIFFERENCE);
        w.shot("oblique-difference");
        w.press(Action.SHOW_DIFFERENCE);
        w.press(Action.BRUSH);
        w.drag("#viewer-3", List.of(w.at("#viewer-3", 0.4, 0.7), w.at("#viewer-3", 0.6, 0.7)), true);
        w.shot("oblique-brush");
    }

    /// Drags the first round handle of the first plane by a good angle.
    private void turn() throws Exception {
        DrivenWindow.onToolkit(() -> {
            ViewerPane v = (ViewerPane) w.driven().node("#viewer");
            List<Node> handles = new ArrayList<>(v.lookupAll(".plane-handle"));
            handles.removeIf(h -> !h.isVisible());
            if (!handles.isEmpty()) {
                Circle c = (Circle) handles.getFirst();
                GalleryWindow.dragged(c, new Point2D(c.getCenterX(), c.getCenterY()),
                        new Point2D(c.getCenterX() + 60, c.getCenterY() + 70));
            }
        });
        w.settle();
    }

    private void many() throws Exception {
        int n = list().getItems().size();
        select(0);
        w.shot("first");
        select(n / 2);
        w.shot("middle");
        select(n - 1);
        w.shot("last");
        select(largest());
        w.press(Action.SEGMENT_FILLED);
        w.shot("one-line-only");
        w.press(Action.PLANES);
        w.within(15, () -> w.driven().corner("#viewer-3").contains("coronal"));
        w.shot("planes");
    }

    private void came() throws Exception {
        w.settle();
        w.within(NONE_SAID, () -> w.driven().node("#came") instanceof ListView<?> l && !l.getItems().isEmpty());
        DrivenWindow.onToolkit(() -> {
            if (w.driven().node("#came") instanceof ListView<?> l) {
                l.getSelectionModel().select(0);
            }
        });
        w.shot("came");
        w.press(Action.PLANES);
        w.within(15, () -> w.driven().corner("#viewer-3").contains("coronal"));
        w.shot("came-planes");
    }
}
