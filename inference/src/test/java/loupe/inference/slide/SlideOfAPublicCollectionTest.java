package loupe.inference.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import javax.imageio.ImageIO;
import loupe.core.dicom.slide.SlideReader;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.inference.card.Model;
import loupe.inference.engine.EngineSettings;
import org.junit.jupiter.api.Test;

/// CMU-1 of the OpenSlide test data, a piece of it: nobody outlined its tissue, so a person looks at the pictures that are
/// written where the system property `loupe.pictures` names a folder; the numbers only catch what is plainly broken.
class SlideOfAPublicCollectionTest {
    private static final Path SHARED = Path.of(System.getProperty("loupe.shared", "../../shared"));

    @Test
    void own_and_foreign_net_see_the_same_tissue_and_nuclei_lie_in_it() throws Exception {
        Path folder = SHARED.resolve("data/wsi_cmu1");
        Path foreign = SHARED.resolve("models/superfast_tissue_he.onnx");
        assumeTrue(Files.isDirectory(folder) && Files.exists(foreign), "the shared slide is not here");
        SlideScan scan = PublicSlide.scan(folder);
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            Model own = ModelCatalogue.builtIn().find("he-tissue").orElseThrow();
            Mask ours = tissue(runner, own, scan);
            Mask theirs = tissue(runner, ModelCatalogue.recognise(foreign).orElseThrow(), scan);
            Model nuclei = ModelCatalogue.builtIn().find("he-nuclei").orElseThrow();
            SlideOutcome counted = runner.run(nuclei, scan, Optional.of(ours), JobContext.unattended());
            System.out.printf("figure: public slide: tissue of own and foreign net agree, Dice %.3f; own covers %.3f of it, %d nuclei%n",
                    ours.dice(theirs), ours.count() / (double) ours.grid().voxels(), counted.objects().size());
            picture(scan, ours, theirs, counted);
            assertThat(ours.dice(theirs)).isGreaterThan(0.8);
            assertThat(counted.objects()).hasSizeGreaterThan(500);
        }
    }

    private static Mask tissue(ModelRunner runner, Model model, SlideScan scan) throws Exception {
        return runner.run(model, scan, Optional.empty(), JobContext.unattended()).prediction().segmentation()
                .map(s -> s.segment(1).mask()).orElseThrow();
    }

    private static void picture(SlideScan scan, Mask ours, Mask theirs, SlideOutcome counted) throws IOException {
        String to = System.getProperty("loupe.pictures", "");
        if (to.isEmpty()) {
            return;
        }
        ImageIO.write(whole(scan, ours, theirs), "png", new File(to, "slide-tissue.png"));
        ImageIO.write(detail(scan, counted), "png", new File(to, "slide-nuclei.png"));
    }

    private static BufferedImage region(SlideScan scan, SlideReader.View v) throws IOException {
        BufferedImage image = new BufferedImage(v.width(), v.height(), BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, v.width(), v.height(), scan.reader().view(v, 0).argb(), 0, v.width());
        return image;
    }

    private static BufferedImage whole(SlideScan scan, Mask ours, Mask theirs) throws IOException {
        int w = scan.finest().columns() / 3;
        int h = scan.finest().rows() / 3;
        BufferedImage image = region(scan, new SlideReader.View(0, 0, 3, w, h));
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                mark(image, x, y, ours, scan, 0xff00aa00);
                mark(image, x, y, theirs, scan, 0xffcc0000);
            }
        }
        return image;
    }

    private static void mark(BufferedImage image, int x, int y, Mask mask, SlideScan scan, int argb) {
        double um = 3 * scan.umPerPixel();
        boolean here = in(mask, scan, x * um, y * um);
        if (here != in(mask, scan, (x + 2) * um, y * um) || here != in(mask, scan, x * um, (y + 2) * um)) {
            image.setRGB(x, y, argb);
        }
    }

    private static boolean in(Mask mask, SlideScan scan, double acrossUm, double downUm) {
        double[] i = mask.grid().toIndex(scan.frame().at(acrossUm, downUm));
        int c = (int) Math.rint(i[0]);
        int r = (int) Math.rint(i[1]);
        return mask.grid().contains(c, r, 0) && mask.contains(c, r, 0);
    }

    private static BufferedImage detail(SlideScan scan, SlideOutcome counted) throws IOException {
        int left = scan.finest().columns() * 2 / 5;
        int top = scan.finest().rows() * 2 / 5;
        BufferedImage image = region(scan, new SlideReader.View(left, top, 0.7, 1000, 800));
        Graphics2D g = image.createGraphics();
        g.setColor(Color.YELLOW);
        double um = scan.umPerPixel();
        for (SlideObject o : counted.objects()) {
            double across = o.centre().minus(scan.frame().corner()).dot(scan.frame().across()) * 1000 / um;
            double down = o.centre().minus(scan.frame().corner()).dot(scan.frame().down()) * 1000 / um;
            int r = (int) Math.round(Math.sqrt(o.areaUm2() / Math.PI) / um / 0.7);
            g.drawOval((int) ((across - left) / 0.7) - r, (int) ((down - top) / 0.7) - r, 2 * r, 2 * r);
        }
        g.dispose();
        return image;
    }
}
