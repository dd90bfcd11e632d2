package loupe.app.shell;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import loupe.app.bench.StoreBench;
import loupe.app.wiring.Workplace;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.slide.FeatureLayer;
import loupe.core.slide.FeatureOutline;
import loupe.core.slide.SlideFeature;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.importing.ImportStudies;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import loupe.review.slide.FoundObjects;
import loupe.review.slide.ObjectSteps;
import loupe.review.slide.SlideObjects;
import loupe.review.slide.StudySlide;
import loupe.sample.SampleSlide;
import loupe.store.Store;

/// Reads a large slide in the product's own window by its keys: `SlideSessionBench fill FOLDER SIDE OBJECTS`, then, in a process of its
/// own whose memory counts, `SlideSessionBench read FOLDER WIDTH HEIGHT`, then `SlideSessionBench undo FOLDER`. The slide's tiles are
/// those of a small drawn one, a sixth of them tissue, over and over; nothing looks for writing in them.
public final class SlideSessionBench {
    private static final int TILE = 256;
    private static final int STEPS = 40;
    private static final long LOOK_MS = 500;

    private SlideSessionBench() {}

    /// @param a see the class
    /// @throws Exception if the store or the window fails
    public static void main(String[] a) throws Exception {
        Path folder = Path.of(a[1]);
        switch (a[0]) {
            case "fill" -> fill(folder, Integer.parseInt(a[2]), Integer.parseInt(a[3]));
            case "undo" -> undo(folder);
            default -> read(folder, Integer.parseInt(a[2]), Integer.parseInt(a[3]));
        }
        System.exit(0);
    }

    private static void say(String line) {
        System.out.println("figure: " + line);
    }

    private static void fill(Path folder, int side, int objects) throws Exception {
        Path small = SampleSlide.write(folder.resolve("small"), 9302, new SampleSlide.Settings(1400, 1100, 0.25, false)).files().getFirst();
        DicomFile source = DicomReader.usual().read(small);
        Path in = Files.createDirectories(folder.resolve("in"));
        int number = 1;
        for (int s = side; number == 1 || s > 512; s /= 2, number++) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(in.resolve("level" + number + ".dcm")), 1 << 16)) {
                DicomWriter.writeFile(level(source.data(), s, side / (double) s, number), source.syntax(), out);
            }
        }
        SampleStore store = SampleStore.none(folder.resolve("home"));
        try (Store s = Store.create(
                store.opening().store(), SampleStore.PASSPHRASE.toCharArray(), store.opening().settings())) {
            Deidentifier door = new Deidentifier(
                    Profiles.importProfile(), PseudonymKey.of(s.projectKey("default")), (image, job) -> List.of());
            new ImportStudies(s, door, 1).run(List.of(in), JobContext.unattended());
            String uid = s.studies().getFirst().studyUid();
            StudySlide slide = StudySlide.of(StudyImages.of(s, uid)).getFirst();
            new FoundObjects(s).keep(uid, new FoundObjects.Found(slide.seriesUid(), "drawn", "drawn 1", nuclei(objects, side)));
        }
    }

    private static DataSet level(DataSet small, int side, double coarser, int number) {
        List<MemorySegment> tiles = ((Element.Fragments) small.get(Tag.PixelData).orElseThrow()).fragments();
        int across = Math.ceilDiv(small.integer(Tag.TotalPixelMatrixColumns, 0), TILE);
        int down = Math.ceilDiv(small.integer(Tag.TotalPixelMatrixRows, 0), TILE);
        int cells = Math.ceilDiv(side, TILE);
        List<MemorySegment> out = new ArrayList<>(cells * cells);
        for (int r = 0; r < cells; r++) {
            for (int c = 0; c < cells; c++) {
                boolean tissue = (c / across + r / down) % 6 == 0;
                out.add(tissue ? tiles.get(r % down * across + c % across) : tiles.getFirst());
            }
        }
        double mm = 0.00025 * coarser;
        return small.toBuilder()
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.7700" + number)
                .put(Tag.InstanceNumber, Vr.IS, Integer.toString(number))
                .put(Tag.NumberOfFrames, Vr.IS, Integer.toString(out.size()))
                .put(Tag.TotalPixelMatrixColumns, Vr.UL, (double) side)
                .put(Tag.TotalPixelMatrixRows, Vr.UL, (double) side)
                .put(Tag.SharedFunctionalGroupsSequence, List.of(DataSet.builder()
                        .put(Tag.PixelMeasuresSequence, List.of(DataSet.builder()
                                .put(Tag.PixelSpacing, Vr.DS, Double.toString(mm), Double.toString(mm)).build())).build()))
                .put(new Element.Fragments(Tag.PixelData, Vr.OB, MemorySegment.ofArray(new byte[0]), out))
                .build();
    }

    private static List<SlideFeature> nuclei(int n, double side) {
        SplittableRandom random = new SplittableRandom(11);
        List<SlideFeature> out = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            double x = random.nextDouble(side);
            double y = random.nextDouble(side);
            double[] ring = new double[40];
            for (int k = 0; k < 20; k++) {
                double r = 14 + 6 * random.nextDouble();
                ring[2 * k] = (float) (x + r * Math.cos(k * Math.PI / 10));
                ring[2 * k + 1] = (float) (y + r * Math.sin(k * Math.PI / 10));
            }
            out.add(SlideFeature.plain(
                    new UUID(2, i), SlideFeature.Type.DETECTION, FeatureOutline.polygon(ring), i % 3 == 0 ? "Tumor" : "Stroma"));
        }
        return out;
    }

    private static void read(Path folder, int width, int height) throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        Platform.startup(ready::countDown);
        ready.await();
        Optional<ModelBeside> model = ModelBeside.ifAsked();
        DrivenWindow w = DrivenWindow.over(SampleStore.none(folder.resolve("home")), width, height, 1);
        BooleanSupplier complete = () -> w.node("#slide") != null && w.node("#slide").lookup("#quality") instanceof Rectangle r
                && Color.SEAGREEN.equals(r.getFill());
        long from = System.nanoTime();
        double open = DrivenWindow.timed(() -> w.press(KeyCode.ENTER, false), complete);
        DrivenWindow.until(() -> w.text("#objects-total").matches("[0-9].* on this slide"));
        DrivenWindow.until(complete);
        say(String.format(Locale.ROOT, "slide %dx%d, %s: whole slide stands %.0f ms after Enter, its objects over it %.0f ms",
                width, height, w.text("#objects-total"), open, (System.nanoTime() - from) / 1e6));
        for (KeyCode scale : List.of(KeyCode.DIGIT5, KeyCode.DIGIT4, KeyCode.DIGIT2)) {
            say(String.format(Locale.ROOT, "to %s: %.0f ms", scale.getName(), DrivenWindow.timed(() -> w.press(scale, false), complete)));
            steps(w, "fields beside one another, first time, key " + scale.getName(), KeyCode.RIGHT, 0, complete);
            steps(w, "the same back, key " + scale.getName(), KeyCode.LEFT, 0, complete);
            steps(w, "fields below one another, first time, each looked at for half a second, key " + scale.getName(), KeyCode.DOWN, LOOK_MS,
                    complete);
            pan(w, "dragged with all objects, each motion until drawn, key " + scale.getName());
            DrivenWindow.until(complete);
        }
        w.press(KeyCode.PERIOD, false);
        Node slide = w.node("#slide");
        for (var what : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
            DrivenWindow.onToolkit(() -> Event.fireEvent(slide, new MouseEvent(what, 300, 300, 300, 300, MouseButton.PRIMARY, 1,
                    false, false, false, false, what == MouseEvent.MOUSE_PRESSED, false, false, true, false, true, null)));
        }
        DrivenWindow.until(() -> w.text("#status").startsWith("saved: point"));
        double undo = DrivenWindow.timed(() -> w.chord(KeyCode.Z, false, true), () -> w.text("#status").startsWith("saved: undo"));
        say(String.format(Locale.ROOT, "undo of a point, kept and said: %.0f ms", undo));
        say(String.format(Locale.ROOT, "peak resident memory %.0f MiB", StoreBench.peak() / (1 << 20)));
        model.ifPresent(m -> say("models beside went over their CT " + m.runs() + " times"));
        w.close();
    }

    private static void steps(DrivenWindow w, String what, KeyCode key, long look, BooleanSupplier complete) throws Exception {
        List<Double> ms = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            Thread.sleep(look);
            ms.add(DrivenWindow.timed(() -> w.press(key, false), complete));
        }
        say(what, ms);
    }

    /// Led by the pointer there and back: what is there already is drawn within each motion, coarser tiles standing for finer ones.
    private static void pan(DrivenWindow w, String what) throws Exception {
        List<Double> ms = new ArrayList<>();
        w.pointer("#slide", MouseEvent.MOUSE_PRESSED, 400, 400);
        for (int i = 1; i <= STEPS; i++) {
            double x = 400 + 15.0 * (i <= STEPS / 2 ? i : STEPS - i);
            ms.add(DrivenWindow.timed(() -> w.pointer("#slide", MouseEvent.MOUSE_DRAGGED, x, 400), () -> true));
        }
        w.pointer("#slide", MouseEvent.MOUSE_RELEASED, 400, 400);
        say(what, ms);
    }

    private static void say(String what, List<Double> ms) {
        double[] sorted = ms.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        say(String.format(Locale.ROOT, "%s: p50 %.0f ms, p95 %.0f ms, most %.0f ms of %d", what,
                sorted[sorted.length / 2], sorted[(int) (0.95 * (sorted.length - 1))], sorted[sorted.length - 1], sorted.length));
    }

    /// All objects are deleted, then that is taken back, ten times.
    private static void undo(Path folder) throws Exception {
        Optional<ModelBeside> model = ModelBeside.ifAsked();
        try (Workplace w = SampleStore.none(folder.resolve("home")).open()) {
            String uid = w.store().studies().getFirst().studyUid();
            StudyImages images = StudyImages.of(w.store(), uid);
            StudySlide slide = StudySlide.of(images).getFirst();
            long from = System.nanoTime();
            SlideObjects objects = SlideObjects.read(w.store(), uid, images, slide);
            say(String.format(Locale.ROOT, "objects read: %.0f ms", (System.nanoTime() - from) / 1e6));
            ReviewSession session = w.review(uid);
            List<FeatureLayer.Standing> all = new ArrayList<>();
            objects.in(session.state()).each(all::add);
            for (List<FeatureLayer.Standing> some : List.of(all.subList(0, 1), all)) {
                List<Double> ms = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    session.correct(new ObjectSteps(slide.seriesUid()).deleted(some));
                    long start = System.nanoTime();
                    session.undo();
                    objects.in(session.state());
                    ms.add((System.nanoTime() - start) / 1e6);
                }
                ms.sort(Double::compareTo);
                say(String.format(Locale.ROOT, "undo of %d deleted of %d objects, kept: p50 %.1f ms, most %.1f ms of 10",
                        some.size(), all.size(), ms.get(5), ms.getLast()));
            }
            model.ifPresent(m -> say("models beside went over their CT " + m.runs() + " times"));
        }
    }
}
