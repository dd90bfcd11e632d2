package loupe.inference.text;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.image.Frame;

/// Pictures with strings burned in whose places are known: CT slices, films and ultrasound-like sectors, in five fonts,
/// 8 to 40 pixels, turned by quarters. Their contrast is a tenth of the range or more: so far they are from nine tenths of
/// the ground under them, or, harder, from its median, where much of speckle and bone is brighter than the letters.
final class BurnedInStrings {
    static final int SIDE = 512;
    static final int PER_IMAGE = 4;
    private static final String[] FONTS = {
        "DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono", "DejaVu Sans Condensed", "DejaVu Sans Light"
    };
    private static final String[] FIRST = {"Anna", "Jürgen", "MARIA", "peter", "Sofia", "LIAM", "Yuki", "Noah", "Elif", "Olga"};
    private static final String[] LAST = {"MÜLLER", "Novak", "van Dijk", "GARCIA", "Smith", "Kowalska", "ROSSI", "Okafor", "Tanaka", "Brown"};

    /// A string in a picture.
    ///
    /// @param ink pixels it darkened or brightened
    record Line(String text, int size, int percent, int quarters, String font, java.awt.Rectangle box) {}

    /// A picture.
    record Picture(String kind, byte[] gray, List<Line> lines) {}

    private final SplittableRandom random;
    private final List<byte[]> ct;
    private final List<byte[]> film;

    /// What contrast is measured from.
    enum From {
        NINE_TENTHS(20),
        MEDIAN(2);

        final int part;

        From(int part) {
            this.part = part;
        }
    }

    private final From from;

    BurnedInStrings(long seed, Path shared, From from) throws IOException {
        this.from = from;
        this.random = new SplittableRandom(seed);
        this.ct = new ArrayList<>();
        this.film = new ArrayList<>();
        for (Path p : files(shared.resolve("data/ct_dicom_totalseg/example_ct_dicom"))) {
            ct.add(crop(p, 0, 0));
        }
        for (String name : List.of("RG1_J2KR", "RG2_J2KR", "RG3_J2KR")) {
            for (Path p : under(shared.resolve("data/wg04"), name)) {
                for (int i = 0; i < 4; i++) {
                    film.add(crop(p, 200 + 700 * (i % 2), 200 + 700 * (i / 2)));
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<Path> under(Path folder, String name) throws IOException {
        return files(folder).stream().filter(p -> p.getFileName().toString().startsWith(name)).toList();
    }

    /// 512 x 512 of a frame, the middle 99.8 % of its values over the whole range.
    private static byte[] crop(Path file, int left, int top) throws IOException {
        DicomFile f = DicomReader.usual().read(file);
        EncodedFrames frames = EncodedFrames.of(f.data(), f.syntax());
        Frame frame = PixelDecoder.decode(frames, f.syntax(), 0);
        boolean inverse = frames.description().photometric().equals("MONOCHROME1");
        double[] all = new double[frame.columns() * frame.rows()];
        for (int i = 0; i < all.length; i++) {
            all[i] = frame.sample(i);
        }
        double[] sorted = all.clone();
        Arrays.sort(sorted);
        double low = sorted[sorted.length / 1000];
        double high = sorted[sorted.length - 1 - sorted.length / 1000];
        byte[] out = new byte[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int from = Math.min(frame.rows() - 1, y + top) * frame.columns() + Math.min(frame.columns() - 1, x + left);
                double v = 255 * Math.clamp((all[from] - low) / (high - low), 0.0, 1.0);
                out[y * SIDE + x] = (byte) (int) (inverse ? 255 - v : v);
            }
        }
        return out;
    }

    /// A sector of speckle on black.
    private byte[] sector() {
        byte[] out = new byte[SIDE * SIDE];
        double[] blobs = new double[64];
        for (int i = 0; i < blobs.length; i++) {
            blobs[i] = random.nextDouble();
        }
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double r = Math.hypot(x - 256, y + 20);
                boolean in = Math.abs(x - 256) < (y + 20) * 0.7 && r > 60 && r < 480;
                double base = 40 + 90 * blobs[(x >> 6) + ((y >> 6) << 3)];
                double v = in ? base * (0.4 + 0.6 * -Math.log(1 - random.nextDouble() * 0.95)) : 2;
                out[y * SIDE + x] = (byte) (int) Math.min(255, v);
            }
        }
        return out;
    }

    /// A background alone.
    Picture clean(int number) {
        return switch (number % 3) {
            case 0 -> new Picture("CT", ct.get(random.nextInt(ct.size())).clone(), List.of());
            case 1 -> new Picture("film", film.get(random.nextInt(film.size())).clone(), List.of());
            default -> new Picture("US", sector(), List.of());
        };
    }

    /// The next picture with strings.
    Picture next(int number) {
        Picture empty = clean(number);
        List<Line> lines = new ArrayList<>();
        while (lines.size() < PER_IMAGE) {
            draw(empty.gray, lines);
        }
        return new Picture(empty.kind, empty.gray, lines);
    }

    private void draw(byte[] gray, List<Line> lines) {
        int size = 8 + random.nextInt(33);
        int percent = 10 + (int) (random.nextDouble() * random.nextDouble() * 90);
        int quarters = random.nextInt(4);
        String font = FONTS[random.nextInt(FONTS.length)];
        String text = text();
        BufferedImage ink = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = ink.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING,
                random.nextBoolean() ? RenderingHints.VALUE_TEXT_ANTIALIAS_ON : RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
        g.setColor(Color.WHITE);
        g.setFont(new Font(font, random.nextInt(3) == 0 ? Font.BOLD : Font.PLAIN, size));
        int wide = g.getFontMetrics().stringWidth(text);
        g.setTransform(AffineTransform.getQuadrantRotateInstance(quarters, SIDE / 2.0, SIDE / 2.0));
        if (wide > SIDE - 20) {
            g.dispose();
            return;
        }
        g.drawString(text, 10 + random.nextInt(SIDE - wide - 19), size + 5 + random.nextInt(SIDE - size - 20));
        g.dispose();
        put(gray, ((DataBufferByte) ink.getRaster().getDataBuffer()).getData(), lines,
                new Line(text, size, percent, quarters, font, new java.awt.Rectangle()));
    }

    private void put(byte[] gray, byte[] ink, List<Line> lines, Line line) {
        java.awt.Rectangle box = box(ink);
        java.awt.Rectangle wide = new java.awt.Rectangle(box);
        wide.grow(12, 12);
        if (box.isEmpty() || lines.stream().anyMatch(l -> l.box.intersects(wide))) {
            return;
        }
        int[] ground = new int[box.width * box.height];
        for (int i = 0; i < ground.length; i++) {
            ground[i] = gray[(box.y + i / box.width) * SIDE + box.x + i % box.width] & 0xff;
        }
        Arrays.sort(ground);
        double brighter = ground[ground.length * (from.part - 1) / from.part] + 2.55 * line.percent;
        double darker = ground[ground.length / from.part] - 2.55 * line.percent;
        if (brighter > 255 && darker < 0) {
            return;
        }
        double value = brighter <= 255 ? brighter : darker;
        for (int i = 0; i < gray.length; i++) {
            double a = (ink[i] & 0xff) / 255.0;
            gray[i] = (byte) (int) Math.round((gray[i] & 0xff) * (1 - a) + value * a);
        }
        lines.add(new Line(line.text, line.size, line.percent, line.quarters, line.font, box));
    }

    private static java.awt.Rectangle box(byte[] ink) {
        java.awt.Rectangle box = new java.awt.Rectangle(0, 0, -1, -1);
        for (int i = 0; i < ink.length; i++) {
            if ((ink[i] & 0xff) > 64) {
                box.add(new java.awt.Rectangle(i % SIDE, i / SIDE, 1, 1));
            }
        }
        return box;
    }

    private String text() {
        String name = LAST[random.nextInt(LAST.length)] + (random.nextBoolean() ? "^" : ", ") + FIRST[random.nextInt(FIRST.length)];
        String date = String.format("%04d-%02d-%02d", 1930 + random.nextInt(90), 1 + random.nextInt(12), 1 + random.nextInt(28));
        return switch (random.nextInt(6)) {
            case 0, 1 -> name;
            case 2 -> date;
            case 3 -> "ID: " + (1_000_000 + random.nextInt(8_999_999));
            case 4 -> "DOB " + date.substring(8) + "/" + date.substring(5, 7) + "/" + date.substring(0, 4);
            default -> "MRN" + (10_000 + random.nextInt(89_999)) + " " + FIRST[random.nextInt(FIRST.length)];
        };
    }
}
