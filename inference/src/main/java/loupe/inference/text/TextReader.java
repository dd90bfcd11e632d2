package loupe.inference.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import loupe.core.work.JobContext;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.tensor.FloatTensor;

/// Reads what stands in a box, with PP-OCRv3's recognition net, to tell text from anatomy that looks like it.
final class TextReader implements AutoCloseable {
    private static final String NET = "/models/ch_PP-OCRv3_rec_infer.onnx";
    private static final String KEYS = "/models/ppocr_keys_v1.txt";
    private static final int HEIGHT = 48;
    private static final int LEAST_WIDTH = 48;
    private static final int MOST_WIDTH = 960;

    private final OnnxSession session;
    private final List<String> alphabet;

    private TextReader(OnnxSession session, List<String> alphabet) {
        this.session = session;
        this.alphabet = alphabet;
    }

    /// What was read.
    ///
    /// @param text the characters
    /// @param confidence mean probability of the characters, 0 to 1; 0 where there is none
    record Reading(String text, double confidence) {
        private static final Reading NOTHING = new Reading("", 0);
        private static final double SURE = 0.85;

        /// Letters and digits; those of scripts other than the Latin only where the reading is sure, since anatomy is
        /// easily taken for a Chinese character.
        int characters() {
            return (int) text.codePoints()
                    .filter(c -> c < 0x250 ? Character.isLetterOrDigit(c) : confidence >= SURE && Character.isLetter(c))
                    .count();
        }
    }

    static TextReader open(EngineSettings settings) throws ModelException {
        try (InputStream net = TextReader.class.getResourceAsStream(NET);
                InputStream keys = TextReader.class.getResourceAsStream(KEYS)) {
            if (net == null || keys == null) {
                throw new ModelException("the text reading net is missing from the program; install it again");
            }
            List<String> alphabet = new ArrayList<>();
            alphabet.add("");
            BufferedReader lines = new BufferedReader(new InputStreamReader(keys, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                alphabet.add(line);
            }
            alphabet.add(" ");
            return new TextReader(OnnxSession.open(net.readAllBytes(), settings), alphabet);
        } catch (IOException e) {
            throw new ModelException("the text reading net cannot be read; install the program again", e);
        }
    }

    /// The best reading of a box, upright and turned.
    Reading read(GrayImage image, TextCandidate box, JobContext job) throws ModelException {
        GrayImage crop = image.part(box.x(), box.y(), box.width(), box.height());
        boolean tall = crop.height() > crop.width() * 3 / 2;
        Reading best = Reading.NOTHING;
        int[] turns = tall ? new int[] {1, 3} : new int[] {0, 2};
        for (int turn : turns) {
            Reading r = line(crop.turned(turn), job);
            best = worth(r) > worth(best) ? r : best;
        }
        return best;
    }

    /// A reading and how alike the same place reads when it is looked at a little differently.
    ///
    /// @param reading the best of them
    /// @param likeness mean share of equal letters and digits between two readings, 0 to 1
    record Steady(Reading reading, double likeness) {}

    /// Reads a box as it is, with wider edges, moved by a pixel, softened, and without its background. Text reads the same;
    /// what only looks like text reads otherwise each time.
    Steady steady(GrayImage image, TextCandidate box, JobContext job) throws ModelException {
        int edge = Math.max(2, Math.min(box.width(), box.height()) / 5);
        GrayImage crop = image.around(box, edge);
        List<Reading> all = new ArrayList<>();
        all.add(read(image, box, job));
        all.add(read(crop, crop.all(), job));
        all.add(read(image, image.moved(box, 1), job));
        GrayImage soft = crop.softened();
        all.add(read(soft, soft.all(), job));
        GrayImage flat = crop.flattened();
        all.add(read(flat, flat.all(), job));
        Reading best = all.stream().max(Comparator.comparingDouble(TextReader::worth)).orElseThrow();
        double sum = 0;
        for (Reading r : all) {
            sum += r == best ? 0 : ReadingLikeness.of(best.text, r.text);
        }
        return new Steady(best, sum / (all.size() - 1));
    }

    private static double worth(Reading r) {
        return r.confidence * Math.min(3, r.characters());
    }

    private Reading line(GrayImage crop, JobContext job) throws ModelException {
        int width = Math.clamp(Math.round((double) crop.width() * HEIGHT / crop.height()), LEAST_WIDTH, MOST_WIDTH);
        return decode(session.run(tensor(crop, width), job));
    }

    /// [1,3,48,width], stretched to full contrast, -1 to 1.
    private static FloatTensor tensor(GrayImage crop, int width) {
        int low = crop.lowest();
        float range = Math.max(1, crop.range());
        FloatTensor tensor = FloatTensor.direct(1, 3, HEIGHT, width);
        FloatBuffer out = tensor.values();
        for (int y = 0; y < HEIGHT; y++) {
            double v = (y + 0.5) * crop.height() / HEIGHT - 0.5;
            for (int x = 0; x < width; x++) {
                double u = (x + 0.5) * crop.width() / width - 0.5;
                float value = (float) (crop.linear(u, v) - low) / range * 2 - 1;
                for (int k = 0; k < 3; k++) {
                    out.put((k * HEIGHT + y) * width + x, value);
                }
            }
        }
        return tensor;
    }

    /// Greedy decoding of connectionist temporal classification: repeats and blanks (class 0) dropped.
    private Reading decode(FloatTensor out) {
        int steps = out.length(1);
        int classes = out.length(2);
        StringBuilder text = new StringBuilder();
        double sum = 0;
        int n = 0;
        int previous = 0;
        for (int t = 0; t < steps; t++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = out.values().get(t * classes + c) > out.values().get(t * classes + best) ? c : best;
            }
            if (best != 0 && best != previous && best < alphabet.size()) {
                text.append(alphabet.get(best));
                sum += out.values().get(t * classes + best);
                n++;
            }
            previous = best;
        }
        return n == 0 ? Reading.NOTHING : new Reading(text.toString(), sum / n);
    }

    @Override
    public void close() {
        session.close();
    }
}
