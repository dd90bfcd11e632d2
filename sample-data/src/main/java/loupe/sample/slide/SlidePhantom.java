package loupe.sample.slide;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A slide of tissue stained with haematoxylin and eosin, drawn from a seed, with its truth.
///
/// Any region can be drawn at any scale by itself and always comes out the same. Glands, stroma, fat, crowds of
/// lymphocytes and red cells; dust and pen strokes beside the tissue, which are no tissue. Immutable; any thread.
public final class SlidePhantom {
    private final double widthUm;
    private final double heightUm;
    private final PlaneNoise noise;
    private final Tissue tissue;
    private final Nuclei nuclei;
    private final Painter painter;

    private SlidePhantom(long seed, double widthUm, double heightUm) {
        RandomGenerator random = new SplittableRandom(seed);
        this.widthUm = widthUm;
        this.heightUm = heightUm;
        this.noise = new PlaneNoise(seed);
        this.tissue = new Tissue(noise, random, widthUm, heightUm);
        this.nuclei = new Nuclei(noise, tissue);
        this.painter = new Painter(noise, tissue, Stain.random(random), random, heightUm);
    }

    /// A slide of a size; the same seed and size give the same slide.
    ///
    /// @param widthUm micrometres across, 500 to 60000
    /// @param heightUm micrometres down, 500 to 60000
    public static SlidePhantom generate(long seed, double widthUm, double heightUm) {
        if (!(widthUm >= 500 && widthUm <= 60_000 && heightUm >= 500 && heightUm <= 60_000)) {
            throw new IllegalArgumentException("a slide measures 500 to 60000 micrometres a side");
        }
        return new SlidePhantom(seed, widthUm, heightUm);
    }

    /// Micrometres across.
    public double widthUm() {
        return widthUm;
    }

    /// Micrometres down.
    public double heightUm() {
        return heightUm;
    }

    /// Colours of a region as 0xRRGGBB, row by row.
    public int[] rgb(SlideRegion region) {
        return painter.paint(region, touching(region));
    }

    /// Which pixels of a region lie in tissue (by their middle): inside its outline, fat and open glands included.
    public boolean[] tissue(SlideRegion region) {
        boolean[] out = new boolean[region.pixels()];
        for (int r = 0; r < region.height(); r++) {
            for (int c = 0; c < region.width(); c++) {
                out[r * region.width() + c] = tissue.inside(region.x(c), region.y(r)) > 0;
            }
        }
        return out;
    }

    /// The nuclei whose ellipse may touch a region, in the order in which [#labels(SlideRegion)] numbers them from 1.
    public List<Nucleus> nuclei(SlideRegion region) {
        return touching(region).stream().map(Nuclei.Placed::nucleus).toList();
    }

    /// Number of the nucleus each pixel's middle lies in, 0 in none; the later one lies on top.
    public int[] labels(SlideRegion region) {
        int[] out = new int[region.pixels()];
        List<Nucleus> all = nuclei(region);
        for (int k = 0; k < all.size(); k++) {
            Nucleus n = all.get(k);
            Box box = Box.around(n, region, 0);
            for (int r = box.top(); r <= box.bottom(); r++) {
                for (int c = box.left(); c <= box.right(); c++) {
                    if (n.scaled(region.x(c), region.y(r)) < 1) {
                        out[r * region.width() + c] = k + 1;
                    }
                }
            }
        }
        return out;
    }

    private List<Nuclei.Placed> touching(SlideRegion region) {
        return nuclei.touching(
                region.xUm(),
                region.yUm(),
                region.xUm() + region.width() * region.umPerPixel(),
                region.yUm() + region.height() * region.umPerPixel());
    }
}
