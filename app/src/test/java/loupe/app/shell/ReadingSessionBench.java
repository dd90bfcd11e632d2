package loupe.app.shell;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import loupe.app.bench.StoreBench;
import loupe.app.browser.StudyRow;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// Reads a CT and a film in the product's own window as a person would, by its keys, and times each step until the picture that was
/// asked for stands in the scene: `ReadingSessionBench fill FOLDER SLICES SIDE`, then, in a process of its own whose memory counts,
/// `ReadingSessionBench read FOLDER SLICES WIDTH HEIGHT`. Each step waits for its picture, so that a figure is a latency; the
/// toolkit's own pulse (60 a second) is part of it.
public final class ReadingSessionBench {
    private static final double STALL_MS = 100;

    private final SampleStore store;
    private final int width;
    private final int height;
    private final Stalls stalls = new Stalls();
    private DrivenWindow window;

    private ReadingSessionBench(SampleStore store, int width, int height) {
        this.store = store;
        this.width = width;
        this.height = height;
    }

    /// @param a `fill`, folder, slices, pixels a side; or `read`, folder, slices, window's width and height
    /// @throws Exception if the store or the window fails
    public static void main(String[] a) throws Exception {
        Path folder = Path.of(a[1]);
        int slices = Integer.parseInt(a[2]);
        if (a[0].equals("fill")) {
            Path in = Files.createDirectories(folder.resolve("in"));
            StoreBench.writeChest(in, slices, Integer.parseInt(a[3]));
            film(in.resolve("film.dcm"));
            SampleStore.holding(folder.resolve("home"), List.of(in));
            return;
        }
        ReadingSessionBench bench = new ReadingSessionBench(
                SampleStore.none(folder.resolve("home")), Integer.parseInt(a[3]), Integer.parseInt(a[4]));
        CountDownLatch ready = new CountDownLatch(1);
        Platform.startup(ready::countDown);
        ready.await();
        try {
            bench.run(slices);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private void run(int slices) throws Exception {
        Optional<HostileBeside> hostile = HostileBeside.ifAsked();
        window = DrivenWindow.over(store, width, height, 2);
        DrivenWindow.onToolkit(stalls::start);
        say("screen " + width + "x" + height);
        stalls.clear();
        open(window.text("#corner-image"), "CT");
        steps("CT scroll", Math.min(150, slices - 1), KeyCode.DOWN, false);
        windows("CT window");
        double planes = DrivenWindow.timed(() -> window.press(KeyCode.T, false), () -> window.corner("#viewer-3").contains("coronal"));
        say(String.format(Locale.ROOT, "three planes, the volume read: %.0f ms", planes));
        stalls.clear();
        window.take("#viewer-3");
        scroll("coronal scroll", "#viewer-3", 80);
        window.press(KeyCode.UP, true);
        window.press(KeyCode.UP, true);
        DrivenWindow.until(() -> window.corner("#viewer-3").contains("10 mm"));
        scroll("coronal slab of 10 mm, preview", "#viewer-3", 60);
        whole("coronal slab of 10 mm", KeyCode.DOWN);
        window.turn("#viewer", ".plane-handle.plane-coronal", 25);
        DrivenWindow.until(() -> window.corner("#viewer-3").contains("oblique"));
        window.take("#viewer-3"); // the press on the handle took the other view in hand
        stalls.clear();
        scroll("oblique slab of 10 mm, preview", "#viewer-3", 60);
        whole("oblique slab of 10 mm", KeyCode.UP);
        say(String.format(Locale.ROOT, "peak resident memory of the CT in planes %.0f MiB", StoreBench.peak() / (1 << 20)));
        window.press(KeyCode.U, false);
        DrivenWindow.until(() -> window.corner("#viewer-3").contains("rotating MIP"));
        turn("rotating MIP", 40);
        for (String kind : List.of("MinIP", "bone")) {
            window.press(KeyCode.U, false);
            DrivenWindow.until(() -> window.corner("#viewer-3").contains(kind));
        }
        turn("volume view", 40);
        double nine = DrivenWindow.timed(() -> window.press(KeyCode.DIGIT9, true), () -> window.corner("#viewer-9").contains("of"));
        say(String.format(Locale.ROOT, "layout of nine views: %.0f ms", nine));
        window.take("#viewer-4");
        window.press(KeyCode.HOME, false);
        DrivenWindow.until(() -> window.corner("#viewer-4").contains("slice 1 of"));
        scroll("nine views, linked scroll", "#viewer-4", 40);
        say(String.format(Locale.ROOT, "peak resident memory so far %.0f MiB", StoreBench.peak() / (1 << 20)));
        busy(slices);
        window.press(KeyCode.ESCAPE, false);
        DrivenWindow.until(() -> window.node("#studies") != null && window.node("#study") == null);
        open("", "film");
        windows("film window");
        say(String.format(Locale.ROOT, "peak resident memory %.0f MiB", StoreBench.peak() / (1 << 20)));
        hostile.ifPresent(h -> say("hostile callers beside got " + (h.passed() >> 20) + " MiB through"));
        window.close();
    }

    /// The same while the models look at the study; said apart where they ended before the steps did.
    private void busy(int slices) throws Exception {
        window.press(KeyCode.DIGIT1, true);
        window.press(KeyCode.U, true);
        window.chord(KeyCode.A, true, true);
        DrivenWindow.until(() -> jobs() > 0 || !window.text("#banner-text").isEmpty());
        if (jobs() == 0) {
            say("models did not run: " + window.text("#banner-text"));
            return;
        }
        stalls.clear();
        steps("models running, CT scroll", Math.min(100, slices - 1), KeyCode.DOWN, false);
        windows("models running, CT window");
        say(jobs() > 0 ? "models were still running" : "models had ended before the steps did");
        DrivenWindow.until(() -> jobs() == 0);
        stalls.clear();
    }

    private int jobs() {
        return window.node("#jobs") instanceof Pane p ? p.getChildren().size() : 0;
    }

    private void open(String before, String what) throws Exception {
        DrivenWindow.onToolkit(() -> {
            TableView<?> t = (TableView<?>) window.node("#studies");
            int at = what.equals("film") ? 1 - t.getSelectionModel().getSelectedIndex() : index(t);
            t.getSelectionModel().clearAndSelect(at);
            t.requestFocus();
        });
        double ms = DrivenWindow.timed(() -> window.press(KeyCode.ENTER, false), () -> !window.text("#corner-image").equals(before)
                && window.text("#corner-image").contains("of"));
        say(String.format(Locale.ROOT, "%s first image: %.0f ms", what, ms));
        stalls.clear();
    }

    private static int index(TableView<?> t) {
        int at = 0;
        for (int i = 0; i < t.getItems().size(); i++) {
            at = ((StudyRow) t.getItems().get(i)).study().modalities().contains("CT") ? i : at;
        }
        return at;
    }

    private void steps(String what, int n, KeyCode key, boolean shift) throws Exception {
        List<Double> ms = new ArrayList<>();
        window.press(KeyCode.HOME, false);
        DrivenWindow.until(() -> window.text("#corner-image").contains("slice 1 of"));
        for (int i = 0; i < n; i++) {
            String next = "slice " + (i + 2) + " of";
            ms.add(DrivenWindow.timed(() -> window.press(key, shift), () -> window.text("#corner-image").contains(next)));
        }
        say(what, ms);
    }

    private void scroll(String what, String viewer, int n) throws Exception {
        List<Double> ms = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            String before = window.corner(viewer);
            KeyCode key = i < n / 2 ? KeyCode.DOWN : KeyCode.UP;
            ms.add(DrivenWindow.timed(() -> window.press(key, false), () -> !window.corner(viewer).equals(before)));
        }
        say(what, ms);
    }

    /// Turns a view: each step until its preview stands, then steps until all its pixels do.
    private void turn(String what, int n) throws Exception {
        List<Double> ms = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            String before = window.corner("#viewer-3");
            ms.add(DrivenWindow.timed(() -> window.press(KeyCode.DOWN, false), () -> !window.corner("#viewer-3").equals(before)));
        }
        say(what + ", preview", ms);
        whole(what, KeyCode.DOWN);
    }

    /// Steps, each until all pixels stand.
    private void whole(String what, KeyCode key) throws Exception {
        List<Double> full = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String before = window.corner("#viewer-3");
            full.add(DrivenWindow.timed(() -> window.press(key, false), () -> !window.corner("#viewer-3").equals(before)
                    && window.complete("#viewer-3")));
        }
        say(what + ", all pixels", full);
    }

    /// A drag with the window tool, step by step.
    private void windows(String what) throws Exception {
        List<Double> ms = new ArrayList<>();
        window.press(KeyCode.W, false);
        window.pointer("#viewer", MouseEvent.MOUSE_PRESSED, 100, 100);
        for (int i = 1; i <= 60; i++) {
            String before = window.text("#corner-view");
            double x = 100 + (i <= 30 ? 6 * i : 6 * (60 - i) + 3);
            ms.add(DrivenWindow.timed(
                    () -> window.pointer("#viewer", MouseEvent.MOUSE_DRAGGED, x, x), () -> !window.text("#corner-view").equals(before)));
        }
        window.pointer("#viewer", MouseEvent.MOUSE_RELEASED, 103, 103);
        say(what, ms);
    }

    private void say(String what, List<Double> ms) throws Exception {
        double[] sorted = ms.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        say(String.format(Locale.ROOT, "%s: p50 %.0f ms, p95 %.0f ms, most %.0f ms of %d; %s", what,
                sorted[sorted.length / 2], sorted[(int) (0.95 * (sorted.length - 1))], sorted[sorted.length - 1],
                sorted.length, stalls.said()));
        stalls.clear();
    }

    private static void say(String line) {
        System.out.println("figure: " + line);
    }

    /// Pulses that came late.
    private static final class Stalls extends AnimationTimer {
        private long last;
        private int late;
        private double most;

        @Override
        public void handle(long now) {
            double ms = last == 0 ? 0 : (now - last) / 1e6;
            last = now;
            late += ms > STALL_MS ? 1 : 0;
            most = Math.max(most, ms);
        }

        void clear() throws Exception {
            DrivenWindow.onToolkit(() -> {
                late = 0;
                most = 0;
            });
        }

        String said() {
            return late + " stalls over 100 ms, longest pulse " + Math.round(most) + " ms";
        }
    }

    /// A film of 3000 x 4000 pixels of 12 bits: a soft gradient with a texture, nothing written.
    private static void film(Path file) throws IOException {
        int columns = 3000;
        int rows = 4000;
        byte[] pixels = new byte[2 * columns * rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int v = 600 + (r + c) / 4 + (r * 7 + c * 13) % 23;
                pixels[2 * (r * columns + c)] = (byte) v;
                pixels[2 * (r * columns + c) + 1] = (byte) (v >> 8);
            }
        }
        DataSet data = StoreBench.picture(columns, rows, pixels)
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.1")
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.88")
                .put(Tag.StudyInstanceUID, Vr.UI, "2.25.8")
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.89")
                .put(Tag.PatientID, Vr.LO, "BENCH2")
                .put(Tag.StudyDate, Vr.DA, "20240102")
                .put(Tag.Modality, Vr.CS, "CR")
                .put(Tag.ImagerPixelSpacing, Vr.DS, "0.1", "0.1")
                .build();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        }
    }
}
