package loupe.app.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import loupe.app.action.Action;
import loupe.app.tool.DrawingTool;

/// Takes pictures of every view and tool on a folder of real images: `ReadingGallery IMAGES OUT NAME WIDTH HEIGHT`. Somebody looks at
/// them: nothing is judged here.
public final class ReadingGallery {
    private final Path out;
    private final String name;
    private DrivenWindow window;

    private ReadingGallery(Path out, String name) {
        this.out = out;
        this.name = name;
    }

    /// @param a folder of images, folder of pictures, their name's beginning, window's width and height
    /// @throws Exception if the store or the window fails
    public static void main(String[] a) throws Exception {
        Path home = Files.createTempDirectory("loupe-gallery");
        SampleStore store = SampleStore.holding(home.resolve("home"), List.of(Path.of(a[0])));
        CountDownLatch ready = new CountDownLatch(1);
        Platform.startup(ready::countDown);
        ready.await();
        int code = 0;
        try {
            new ReadingGallery(Path.of(a[1]), a[2]).run(store, Integer.parseInt(a[3]), Integer.parseInt(a[4]));
        } catch (Exception e) {
            e.printStackTrace();
            code = 1;
        }
        try (Stream<Path> all = Files.walk(home)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
        System.exit(code);
    }

    private void run(SampleStore store, int width, int height) throws Exception {
        int studies;
        try (var w = store.open()) {
            studies = w.store().studies().size();
        }
        if (studies == 0) {
            System.out.println(name + ": no study");
            return;
        }
        window = DrivenWindow.over(store, width, height, studies);
        shot("list");
        for (int i = 0; i < Math.min(studies, 3); i++) {
            study(i);
        }
        window.close();
    }

    private void study(int row) throws Exception {
        String of = String.valueOf(row + 1);
        DrivenWindow.onToolkit(() -> {
            TableView<?> t = (TableView<?>) window.node("#studies");
            t.getSelectionModel().clearAndSelect(row);
            t.requestFocus();
        });
        window.press(KeyCode.ENTER, false);
        DrivenWindow.until(() -> window.text("#corner-image").contains("of"));
        settle();
        shot(of + "-image");
        looks(of);
        tools(of);
        window.press(KeyCode.T, false);
        if (DrivenWindow.within(6, () -> window.corner("#viewer-3").contains("coronal"))) {
            planes(of);
        }
        window.press(KeyCode.DIGIT9, true);
        settle();
        shot(of + "-nine");
        window.press(KeyCode.DIGIT1, true);
        window.press(KeyCode.ESCAPE, false);
        DrivenWindow.until(() -> window.node("#studies") != null && window.node("#study") == null);
    }

    private void planes(String of) throws Exception {
        settle();
        shot(of + "-planes");
        window.take("#viewer-3");
        window.press(KeyCode.UP, true);
        window.press(KeyCode.UP, true);
        settle();
        shot(of + "-slab");
        window.take("#viewer-4");
        for (int kind = 0; kind < 6; kind++) {
            String before = window.corner("#viewer-4");
            window.press(KeyCode.U, false);
            DrivenWindow.within(6, () -> window.corner("#viewer-4").matches("(?s).*(rotating|volume).*") && !window.corner("#viewer-4").equals(before));
            settle();
            for (int i = 0; i < 10 && kind != 1; i++) {
                window.press(KeyCode.DOWN, false);
            }
            settle();
            String shown = window.corner("#viewer-4").replaceAll("(?s).*(rotating|volume)[: ]*([A-Za-z]+).*", "$2");
            window.press(KeyCode.F, false);
            settle();
            shot(of + "-around-" + shown);
            window.press(KeyCode.F, false);
            if (shown.equals("skin") || shown.equals("surface")) {
                break;
            }
        }
    }

    /// Colours, the lens in the middle and at the border, and each series that lies over the one shown.
    private void looks(String of) throws Exception {
        window.press(Action.AUTO_WINDOW);
        window.press(Action.COLOURS_NEXT);
        window.press(Action.COLOURS_NEXT);
        window.press(Action.COLOURS_NEXT);
        window.press(Action.MAGNIFIER);
        move(0.5, 0.5);
        settle();
        shot(of + "-colours-lens");
        window.press(Action.COLOURS_GRAY);
        move(0.02, 0.98);
        settle();
        shot(of + "-lens-border");
        for (int i = 0; i < 3; i++) {
            window.press(Action.MAGNIFIER);
        }
        window.press(Action.FUSE);
        settle();
        boolean over = window.text("#corner-view").contains("over:");
        if (over) {
            shot(of + "-fusion");
        }
        for (int i = 0; i < 20 && over; i++) {
            window.press(Action.FUSE);
            settle();
            over = window.text("#corner-view").contains("over:");
        }
        window.press(KeyCode.SPACE, false);
        settle();
    }

    /// Draws with every tool, each at a place of its own.
    private void tools(String of) throws Exception {
        List<DrawingTool> all = new ArrayList<>(List.of(DrawingTool.values()));
        all.removeIf(t -> t == DrawingTool.FREEHAND);
        for (int i = 0; i < all.size(); i++) {
            DrawingTool tool = all.get(i);
            double x = 0.2 + 0.18 * (i % 4);
            double y = 0.2 + 0.18 * (i / 4);
            window.press(Action.valueOf("MEASURE_" + tool.name()));
            double[][] steps = {{0, 0}, {0.1, 0.02}, {0.1, 0.1}, {0.02, 0.1}};
            int points = Math.min(tool.most(), 4);
            for (int p = 0; p < points; p++) {
                click(x + steps[p][0], y + steps[p][1], 1);
            }
            if (tool.most() > 4) {
                window.press(KeyCode.ENTER, false);
            }
        }
        window.press(KeyCode.ESCAPE, false);
        settle();
        shot(of + "-tools");
    }

    private void click(double across, double down, int times) throws Exception {
        pointer(MouseEvent.MOUSE_PRESSED, across, down, times);
        pointer(MouseEvent.MOUSE_RELEASED, across, down, times);
    }

    private void move(double across, double down) throws Exception {
        pointer(MouseEvent.MOUSE_MOVED, across, down, 0);
    }

    /// At a place of the view, in shares of its width and height.
    private void pointer(EventType<MouseEvent> what, double across, double down, int times) throws Exception {
        DrivenWindow.onToolkit(() -> {
            Node v = window.node("#viewer");
            Bounds b = v.getBoundsInLocal();
            DrivenWindow.fire(v, what, new Point2D(across * b.getWidth(), down * b.getHeight()), times);
        });
    }

    /// Until no view is a preview any more, or eight seconds.
    private void settle() throws Exception {
        TimeUnit.MILLISECONDS.sleep(200);
        DrivenWindow.within(8, () -> {
            boolean all = true;
            for (int v = 1; v <= 16; v++) {
                String id = v == 1 ? "#viewer" : "#viewer-" + v;
                all &= window.node(id) == null || window.complete(id);
            }
            return all;
        });
        TimeUnit.MILLISECONDS.sleep(200);
    }

    private void shot(String what) {
        Screenshot.write(window.stage().getScene(), out.resolve(name + "-" + what + ".png"));
    }
}
