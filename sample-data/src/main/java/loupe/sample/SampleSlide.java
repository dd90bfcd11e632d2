package loupe.sample;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import loupe.core.dicom.DicomWriter;
import loupe.sample.slide.SlidePhantom;
import loupe.sample.slide.SlideRegion;

/// Writes a slide of stained tissue as a DICOM pyramid, with thumbnail, overview and a paper label that bears a name.
public final class SampleSlide {
    private static final int SMALLEST = 512;

    /// How large and fine a slide is.
    ///
    /// @param widthUm micrometres across
    /// @param heightUm micrometres down
    /// @param umPerPixel micrometres a pixel of the finest level
    /// @param lossless whether tiles are JPEG-LS, else baseline JPEG as scanners write
    public record Settings(double widthUm, double heightUm, double umPerPixel, boolean lossless) {
        /// 3 x 2 mm at half a micrometre: 6000 x 4000 pixels, five levels.
        public static final Settings USUAL = new Settings(3000, 2000, 0.5, false);
    }

    /// What was written.
    ///
    /// @param folder the folder to import
    /// @param files levels from the finest on, then thumbnail, label and overview
    /// @param slide the truth
    /// @param identity every identity string that was planted
    public record Written(Path folder, List<Path> files, SlidePhantom slide, List<String> identity) {
        /// Copies the lists.
        public Written {
            files = List.copyOf(files);
            identity = List.copyOf(identity);
        }
    }

    private SampleSlide() {}

    /// Writes a slide into a folder; the same seed writes the same bytes (the label's text as the machine's font draws it).
    ///
    /// @throws IOException if a file cannot be written
    public static Written write(Path folder, long seed, Settings settings) throws IOException {
        RandomGenerator random = new SplittableRandom(seed ^ 0x511de);
        Person person = Person.random(random);
        Set<String> planted = new LinkedHashSet<>();
        Identity identity = new Identity(person, planted, random);
        Identity.Place place = new Identity.Place(Person.uid(random), Person.uid(random), "ISO_IR 192", "SM");
        SlideSeries series = new SlideSeries(
                identity,
                place,
                new SlideSeries.Shared(Person.uid(random), Person.uid(random), Person.uid(random)),
                settings.lossless);
        SlidePhantom slide = SlidePhantom.generate(seed, settings.widthUm, settings.heightUm);
        List<Path> files = new ArrayList<>();
        Files.createDirectories(folder);
        for (SlideSeries.Picture p : pictures(slide, settings, person)) {
            Path file = folder.resolve(String.format("SLIDE_%02d_%s.dcm", files.size() + 1, p.flavour()));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                DicomWriter.writeFile(
                        series.instance(p, Person.uid(random), files.size() + 1), series.syntax(), out);
            }
            files.add(file);
        }
        planted.removeIf(s -> s.length() < 5);
        return new Written(folder, files, slide, List.copyOf(planted));
    }

    private static List<SlideSeries.Picture> pictures(SlidePhantom slide, Settings s, Person person) {
        int width = (int) Math.round(s.widthUm / s.umPerPixel);
        int height = (int) Math.round(s.heightUm / s.umPerPixel);
        int[] rgb = slide.rgb(new SlideRegion(0, 0, s.umPerPixel, width, height));
        List<SlideSeries.Picture> out = new ArrayList<>();
        SlideSeries.Picture level = new SlideSeries.Picture("VOLUME", rgb, width, height, s.umPerPixel);
        out.add(level);
        while (Math.max(level.width(), level.height()) > SMALLEST) {
            level = level.halved();
            out.add(level);
        }
        out.add(new SlideSeries.Picture("THUMBNAIL", level.rgb(), level.width(), level.height(), level.um()));
        SlideSeries.Picture label = label(person);
        out.add(label);
        out.add(overview(level, label));
        return out;
    }

    /// The paper label: name, number and date in print.
    private static SlideSeries.Picture label(Person person) {
        BufferedImage image = new BufferedImage(400, 360, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(new java.awt.Color(0xf4f1e6));
        g.fillRect(0, 0, 400, 360);
        g.setColor(java.awt.Color.BLACK);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 30));
        List<String> lines = List.of(
                person.accession(), person.family() + ", " + person.given(), "*" + person.birth(), person.hospital(), "HE");
        for (int i = 0; i < lines.size(); i++) {
            g.drawString(lines.get(i), 20, 60 + 60 * i);
        }
        g.dispose();
        return new SlideSeries.Picture("LABEL", image.getRGB(0, 0, 400, 360, null, 0, 400), 400, 360, 50);
    }

    /// The glass with its label at the left end.
    private static SlideSeries.Picture overview(SlideSeries.Picture tissue, SlideSeries.Picture label) {
        int height = Math.max(tissue.height(), label.height());
        int width = label.width() + tissue.width();
        int[] rgb = new int[width * height];
        java.util.Arrays.fill(rgb, 0xe8e8ea);
        for (SlideSeries.Picture p : List.of(label, tissue)) {
            int left = p == label ? 0 : label.width();
            for (int y = 0; y < p.height(); y++) {
                System.arraycopy(p.rgb(), y * p.width(), rgb, y * width + left, p.width());
            }
        }
        return new SlideSeries.Picture("OVERVIEW", rgb, width, height, tissue.um());
    }
}
