package loupe.inference.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import loupe.core.work.JobContext;
import loupe.inference.engine.EngineSettings;
import org.junit.jupiter.api.Test;

class FindingTextInPixelsTest {
    private static final int SIDE = 512;

    /// Gray noise with lines of text on it, and where they are.
    private static List<Rectangle2D> draw(byte[] into, List<String> lines, int fontSize) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        SplittableRandom random = new SplittableRandom(1);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (60 + random.nextInt(12));
        }
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, fontSize));
        List<Rectangle2D> where = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int y = 60 + i * 90;
            g.drawString(lines.get(i), 30, y);
            where.add(g.getFont().createGlyphVector(g.getFontRenderContext(), lines.get(i)).getPixelBounds(null, 30, y));
        }
        g.dispose();
        System.arraycopy(pixels, 0, into, 0, pixels.length);
        return where;
    }

    @Test
    void covers_names_dates_and_ids_in_large_and_small_print() throws Exception {
        try (TextDetector detector = TextDetector.open(new EngineSettings(2, true))) {
            for (int size : new int[] {11, 18, 30}) {
                byte[] gray = new byte[SIDE * SIDE];
                List<Rectangle2D> lines = draw(gray, List.of("Größenwald, Käthe", "1951-12-15", "KW98176667", "14:05"), size);
                List<TextCandidate> boxes = detector.find(SIDE, SIDE, gray, JobContext.unattended());
                for (Rectangle2D line : lines) {
                    assertThat(covered(line, boxes)).as("size %d", size).isGreaterThan(0.95);
                }
            }
        }
    }

    @Test
    void finds_nothing_in_an_empty_image() throws Exception {
        try (TextDetector detector = TextDetector.open(new EngineSettings(2, true))) {
            assertThat(detector.find(300, 200, new byte[60_000], JobContext.unattended())).isEmpty();
        }
    }

    private static double covered(Rectangle2D line, List<TextCandidate> boxes) {
        int in = 0;
        int all = 0;
        for (int y = (int) line.getMinY(); y < line.getMaxY(); y++) {
            for (int x = (int) line.getMinX(); x < line.getMaxX(); x++) {
                TextCandidate pixel = new TextCandidate(x, y, 1, 1, 1);
                in += boxes.stream().anyMatch(b -> b.covers(pixel)) ? 1 : 0;
                all++;
            }
        }
        return (double) in / all;
    }
}
