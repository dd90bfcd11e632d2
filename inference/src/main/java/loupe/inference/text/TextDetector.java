package loupe.inference.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import loupe.core.work.JobContext;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.tensor.FloatTensor;

/// Finds text burned into pixels, with PP-OCRv3's detection and recognition nets from the class path.
///
/// Looks at two magnifications (1 and 2; above 1.5 Mpx 1 and 1/2), upright and turned by a quarter, in overlapping tiles,
/// since the net was trained on upright lines (above 4 Mpx turned at the smaller one only). Each place is then read: only
/// what reads as at least two characters counts, since vessels and gyri look like text but do not read like it. Where a
/// place does not read, the background is taken off and it is looked at once more. Safe for any thread but the JavaFX
/// one; calls take turns.
public final class TextDetector implements AutoCloseable {
    private static final String NET = "/models/ch_PP-OCRv3_det_infer.onnx";
    private static final int TILE = 960;
    private static final int OVERLAP = 128;
    private static final int FLAT = 6;
    private static final int LEAST_SIDE = 8;
    private static final long SMALL_PIXELS = 1_500_000;
    private static final long LARGE_PIXELS = 4_000_000;

    private static final double MOSTLY = 0.8;
    private static final double LEAST_CONFIDENCE = 0.5;
    private static final int LEAST_CHARACTERS = 2;
    private static final int LARGE_SIDE = 64;
    private static final double WORD_CONFIDENCE = 0.75;
    private static final int WORD_CHARACTERS = 4;

    private final OnnxSession session;
    private final TextReader reader;

    private TextDetector(OnnxSession session, TextReader reader) {
        this.session = session;
        this.reader = reader;
    }

    /// Loads the net.
    ///
    /// @throws ModelException if it cannot be loaded
    public static TextDetector open(EngineSettings settings) throws ModelException {
        try (InputStream in = TextDetector.class.getResourceAsStream(NET)) {
            if (in == null) {
                throw new ModelException("the text detection net is missing from the program; install it again");
            }
            return new TextDetector(OnnxSession.open(in.readAllBytes(), settings), TextReader.open(settings));
        } catch (IOException e) {
            throw new ModelException("the text detection net cannot be read; install the program again", e);
        }
    }

    /// Places that look like text, in pixels of the image given.
    ///
    /// @param width columns
    /// @param height rows
    /// @param gray width x height brightness values, row by row, 0 to 255 unsigned
    /// @param job cancel stops within 200 ms
    /// @throws ModelException if the net fails; the image then counts as unchecked
    public List<TextCandidate> find(int width, int height, byte[] gray, JobContext job) throws ModelException {
        return read(width, height, gray, job).stream().map(TextLine::box).toList();
    }

    /// Places that look like text, each with what is read there and how steadily.
    ///
    /// @param width columns
    /// @param height rows
    /// @param gray width x height brightness values, row by row, 0 to 255 unsigned
    /// @param job cancel stops within 200 ms
    /// @throws ModelException if the net fails; the image then counts as unchecked
    public List<TextLine> read(int width, int height, byte[] gray, JobContext job) throws ModelException {
        if (width < 1 || height < 1 || gray.length < (long) width * height) {
            throw new IllegalArgumentException("gray must hold width x height values");
        }
        GrayImage image = new GrayImage(width, height, gray);
        double other = (long) width * height <= SMALL_PIXELS ? 2 : 0.5;
        List<TextCandidate> all = new ArrayList<>();
        GrayImage turned = image.turned(1);
        for (double scale : new double[] {1, other}) {
            all.addAll(places(image, scale, job));
            if (scale != 1 || (long) width * height <= LARGE_PIXELS) {
                places(turned, scale, job).forEach(b -> all.add(b.turnedBack(height)));
            }
        }
        List<TextLine> out = new ArrayList<>();
        for (TextCandidate box : readable(image, outermost(all), job)) {
            TextReader.Steady steady = reader.steady(image, box, job);
            out.add(new TextLine(box.lengthened(width, height), box, steady.reading().text(),
                    steady.reading().confidence(), steady.likeness()));
        }
        return out;
    }

    private List<TextCandidate> places(GrayImage image, double scale, JobContext job) throws ModelException {
        GrayImage scaled = scale == 1 ? image : image.scaled(scale);
        List<TextCandidate> out = new ArrayList<>();
        for (TextCandidate b : tiles(scaled, job)) {
            out.add(b.scaledBy(1 / scale, image.width(), image.height()));
        }
        return out;
    }

    /// The largest places first; one that mostly lies in a place that reads is part of it and is not read again.
    private List<TextCandidate> readable(GrayImage image, List<TextCandidate> places, JobContext job) throws ModelException {
        List<TextCandidate> largest = new ArrayList<>(places);
        largest.sort(Comparator.comparingLong(TextCandidate::area).reversed());
        List<TextCandidate> kept = new ArrayList<>();
        for (TextCandidate place : largest) {
            job.checkCancelled();
            int around = around(kept, place);
            if (around >= 0) {
                kept.set(around, kept.get(around).with(place));
            } else if (reads(image, place, job)) {
                kept.add(place);
            } else {
                kept.addAll(withoutBackground(image, place, job));
            }
        }
        return outermost(kept);
    }

    private static int around(List<TextCandidate> kept, TextCandidate place) {
        for (int i = 0; i < kept.size(); i++) {
            if (place.within(kept.get(i)) >= MOSTLY) {
                return i;
            }
        }
        return -1;
    }

    private boolean reads(GrayImage image, TextCandidate place, JobContext job) throws ModelException {
        TextReader.Reading r = reader.read(image, place, job);
        // A trunk or a heart reads as a letter or two now and then; letters that large must make a word.
        boolean large = Math.min(place.width(), place.height()) > LARGE_SIDE;
        return large ? isWord(r) : r.confidence() >= LEAST_CONFIDENCE && r.characters() >= LEAST_CHARACTERS;
    }

    private static boolean isWord(TextReader.Reading r) {
        return r.confidence() >= WORD_CONFIDENCE && r.characters() >= WORD_CHARACTERS;
    }

    /// Text inside a place that does not read as it stands, such as a caption across a bright organ.
    private List<TextCandidate> withoutBackground(GrayImage image, TextCandidate place, JobContext job) throws ModelException {
        if (Math.min(place.width(), place.height()) < LEAST_SIDE || Math.max(place.width(), place.height()) > TILE) {
            return List.of();
        }
        GrayImage flat = image.part(place.x(), place.y(), place.width(), place.height()).flattened();
        List<TextCandidate> found = new ArrayList<>();
        for (double scale : new double[] {1, 2}) {
            for (TextCandidate b : boxes(scale == 1 ? flat : flat.scaled(scale), job)) {
                TextCandidate inside = b.scaledBy(1 / scale, flat.width(), flat.height());
                if (isWord(reader.read(flat, inside, job))) {
                    found.add(inside.movedBy(place.x(), place.y()));
                }
            }
        }
        return found;
    }

    private List<TextCandidate> tiles(GrayImage image, JobContext job) throws ModelException {
        List<TextCandidate> all = new ArrayList<>();
        for (int y = 0; y == 0 || y + OVERLAP < image.height(); y += TILE - OVERLAP) {
            for (int x = 0; x == 0 || x + OVERLAP < image.width(); x += TILE - OVERLAP) {
                job.checkCancelled();
                GrayImage tile = image.part(x, y, Math.min(TILE, image.width() - x), Math.min(TILE, image.height() - y));
                if (tile.range() >= FLAT) {
                    for (TextCandidate b : boxes(tile, job)) {
                        all.add(b.movedBy(x, y));
                    }
                }
            }
        }
        return all;
    }

    private List<TextCandidate> boxes(GrayImage tile, JobContext job) throws ModelException {
        FloatTensor in = tile.normalised();
        FloatTensor out = session.run(in, job);
        if (out.values().capacity() != in.length(2) * in.length(3)) {
            throw new ModelException("the text detection net gave an answer of another size");
        }
        return TextRegions.of(out.values(), in.length(3), tile);
    }

    /// Without boxes that lie inside others.
    private static List<TextCandidate> outermost(List<TextCandidate> all) {
        List<TextCandidate> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean inside = false;
            for (int k = 0; k < all.size() && !inside; k++) {
                boolean same = all.get(k).sameAs(all.get(i));
                inside = k != i && all.get(k).covers(all.get(i)) && (!same || k < i);
            }
            if (!inside) {
                kept.add(all.get(i));
            }
        }
        return kept;
    }

    /// Unloads the net.
    @Override
    public void close() {
        session.close();
        reader.close();
    }
}
