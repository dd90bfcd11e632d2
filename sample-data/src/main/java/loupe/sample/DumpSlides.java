package loupe.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import loupe.sample.slide.SlidePhantom;
import loupe.sample.slide.SlideRegion;

/// Writes regions of slide phantoms as raw arrays for training scripts: `SEED_K.rgb` (uint8, interleaved), `SEED_K.nuclei`
/// (int32, little endian: number of the nucleus, 0 in none) and `SEED_K.tissue` (uint8, 0 or 1).
public final class DumpSlides {
    private static final double WIDTH_UM = 12_000;
    private static final double HEIGHT_UM = 8_000;

    private DumpSlides() {}

    /// @param a folder, first seed, how many slides, regions of each, pixels a side, micrometres a pixel
    /// @throws IOException if a file cannot be written
    public static void main(String[] a) throws IOException {
        if (a.length != 6) {
            throw new IllegalArgumentException("usage: DumpSlides FOLDER FROM_SEED SLIDES REGIONS PIXELS UM_PER_PIXEL");
        }
        Path folder = Files.createDirectories(Path.of(a[0]));
        long from = Long.parseLong(a[1]);
        for (long seed = from; seed < from + Long.parseLong(a[2]); seed++) {
            SlidePhantom slide = SlidePhantom.generate(seed, WIDTH_UM, HEIGHT_UM);
            SplittableRandom random = new SplittableRandom(seed ^ 0x51de);
            for (int k = 0; k < Integer.parseInt(a[3]); k++) {
                dump(folder.resolve(seed + "_" + k).toString(), slide, region(slide, random, a));
            }
        }
    }

    /// A place by chance, three times of four with tissue in its middle.
    private static SlideRegion region(SlidePhantom slide, SplittableRandom random, String[] a) {
        int pixels = Integer.parseInt(a[4]);
        double um = Double.parseDouble(a[5]);
        boolean anywhere = random.nextInt(4) == 0;
        for (int tries = 0; ; tries++) {
            double x = random.nextDouble() * Math.max(0, WIDTH_UM - pixels * um);
            double y = random.nextDouble() * Math.max(0, HEIGHT_UM - pixels * um);
            SlideRegion middle = new SlideRegion(x + pixels * um / 2, y + pixels * um / 2, um, 1, 1);
            if (anywhere || tries > 50 || slide.tissue(middle)[0]) {
                return new SlideRegion(x, y, um, pixels, pixels);
            }
        }
    }

    private static void dump(String name, SlidePhantom slide, SlideRegion region) throws IOException {
        int[] rgb = slide.rgb(region);
        boolean[] tissue = slide.tissue(region);
        ByteBuffer colours = ByteBuffer.allocate(3 * rgb.length);
        ByteBuffer inside = ByteBuffer.allocate(rgb.length);
        ByteBuffer labels = ByteBuffer.allocate(4 * rgb.length).order(ByteOrder.LITTLE_ENDIAN);
        labels.asIntBuffer().put(slide.labels(region));
        for (int i = 0; i < rgb.length; i++) {
            colours.put((byte) (rgb[i] >> 16)).put((byte) (rgb[i] >> 8)).put((byte) rgb[i]);
            inside.put((byte) (tissue[i] ? 1 : 0));
        }
        Files.write(Path.of(name + ".rgb"), colours.array());
        Files.write(Path.of(name + ".nuclei"), labels.array());
        Files.write(Path.of(name + ".tissue"), inside.array());
    }
}
