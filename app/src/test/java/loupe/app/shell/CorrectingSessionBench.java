package loupe.app.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import loupe.app.bench.StoreBench;
import loupe.app.browser.StudyRow;
import loupe.app.viewer.ViewerPane;
import loupe.app.wiring.Workplace;

/// Corrects one of 20 segments of a CT in the product's own window as a person would, out of the encrypted store, and times each step
/// until the picture stands in the scene or the store has it: `CorrectingSessionBench answer FOLDER`, which gives the store of
/// `ReadingSessionBench fill` a model's answer, then `CorrectingSessionBench correct FOLDER WIDTH HEIGHT`.
public final class CorrectingSessionBench {
    private static final int SEGMENTS = 20;
    private static final int STROKES = 12;

    private final DrivenWindow window;
    private final AtomicInteger drawn = new AtomicInteger();

    private CorrectingSessionBench(DrivenWindow window) {
        this.window = window;
    }

    /// @param a `answer` and folder; or `correct`, folder, window's width and height
    /// @throws Exception if the store or the window fails
    public static void main(String[] a) throws Exception {
        SampleStore store = SampleStore.none(Path.of(a[1]).resolve("home"));
        if (a[0].equals("answer")) {
            try (Workplace w = store.open()) {
                ModelAnswers.of(w, SEGMENTS);
            }
            return;
        }
        CountDownLatch ready = new CountDownLatch(1);
        Platform.startup(ready::countDown);
        ready.await();
        try {
            say("screen " + a[2] + "x" + a[3] + ", " + SEGMENTS + " segments");
            Optional<ModelBeside> model = ModelBeside.ifAsked();
            new CorrectingSessionBench(DrivenWindow.over(store, Integer.parseInt(a[2]), Integer.parseInt(a[3]), 2)).run();
            model.ifPresent(m -> say("models beside went over their CT " + m.runs() + " times"));
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private void run() throws Exception {
        DrivenWindow.onToolkit(() -> {
            TableView<?> t = (TableView<?>) window.node("#studies");
            for (int i = 0; i < t.getItems().size(); i++) {
                if (((StudyRow) t.getItems().get(i)).study().modalities().contains("CT")) {
                    t.getSelectionModel().clearAndSelect(i);
                }
            }
            t.requestFocus();
        });
        window.press(KeyCode.ENTER, false);
        DrivenWindow.until(() -> window.text("#corner-image").contains("of") && window.complete("#viewer"));
        DrivenWindow.onToolkit(() -> ((ViewerPane) window.node("#viewer")).onDrawn(drawn::incrementAndGet));
        window.press(KeyCode.B, false);
        strokes("brush, the first strokes after the start");
        strokes("brush");
        window.alt(KeyCode.B);
        strokes("3-D brush (ball)");
        steps("undo", KeyCode.Z, "saved: undo");
        steps("redo", KeyCode.Y, "saved: redo");
        window.press(KeyCode.W, false);
        tool("margin of 3 mm", KeyCode.M);
        tool("smooth, median of 3 mm", KeyCode.DIGIT1);
        tool("islands, the largest", KeyCode.K);
        tool("threshold, the volume read", KeyCode.T);
        tool("threshold", KeyCode.T);
        say(String.format(Locale.ROOT, "peak resident memory %.0f MiB", StoreBench.peak() / (1 << 20)));
        window.close();
    }

    /// Each motion until its picture stands; each stroke until the store has it.
    private void strokes(String what) throws Exception {
        List<Double> motion = new ArrayList<>();
        List<Double> saved = new ArrayList<>();
        ViewerPane viewer = (ViewerPane) window.node("#viewer");
        double left = viewer.getWidth() / 2 - 72;
        for (int s = 0; s < STROKES; s++) {
            double y = viewer.getHeight() / 2 - 120 + 20 * s;
            window.pointer("#viewer", MouseEvent.MOUSE_PRESSED, left, y);
            for (int i = 1; i <= 12; i++) {
                double x = left + 12 * i;
                int before = drawn.get();
                motion.add(DrivenWindow.timed(
                        () -> window.pointer("#viewer", MouseEvent.MOUSE_DRAGGED, x, y), () -> drawn.get() > before));
            }
            saved.add(DrivenWindow.timed(
                    () -> window.pointer("#viewer", MouseEvent.MOUSE_RELEASED, left + 144, y), () -> window.text("#status").startsWith("saved")));
        }
        say(what + ", motion to screen", motion);
        say(what + ", stroke to store", saved);
    }

    private void steps(String what, KeyCode key, String status) throws Exception {
        List<Double> ms = new ArrayList<>();
        for (int i = 0; i < STROKES; i++) {
            int before = drawn.get();
            ms.add(DrivenWindow.timed(() -> window.chord(key, false, true),
                    () -> drawn.get() > before && window.text("#status").startsWith(status)));
        }
        say(what, ms);
    }

    private void tool(String what, KeyCode key) throws Exception {
        double ms = DrivenWindow.timed(() -> window.alt(key), () -> window.text("#correct-said").contains("mL →")
                || window.text("#correct-said").contains("nothing would change"));
        say(String.format(Locale.ROOT, "%s, shown: %.0f ms", what, ms));
        window.press(KeyCode.ESCAPE, false);
        DrivenWindow.until(() -> window.text("#correct-said").isEmpty());
    }

    private static void say(String what, List<Double> ms) {
        double[] sorted = ms.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        say(String.format(Locale.ROOT, "%s: p50 %.0f ms, p95 %.0f ms, most %.0f ms of %d", what, sorted[sorted.length / 2],
                sorted[(int) (0.95 * (sorted.length - 1))], sorted[sorted.length - 1], sorted.length));
    }

    private static void say(String line) {
        System.out.println("figure: " + line);
    }
}
