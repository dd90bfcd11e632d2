package loupe.app.segments;

import java.awt.Color;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.segment.Segment;
import loupe.review.edit.ReviewedFinding;
import loupe.review.exporting.KeyImages;

/// The colour each finding's outline is drawn in. Pure.
///
/// A finding that stands alone has the colour of its verdict. Structures of one model are told apart by colours of their own: those
/// its card names where no two are alike, else those of Okabe and Ito (Color Universal Design, 2008) and, beyond seven, hues the golden
/// angle apart in three shades. A colour a person gave holds; a
/// reader's own segment has always one. The verdict stays in the style of the line and in the sign beside the name.
public final class SegmentColours {
    private static final int[] OKABE_ITO = {0xe69f00, 0x56b4e9, 0x009e73, 0xf0e442, 0x0072b2, 0xd55e00, 0xcc79a7};
    private static final double GOLDEN = 0.61803398875;
    /// Colours nearer than this in RGB, of 441 from black to white, count as alike.
    private static final double ALIKE = 24;
    /// Farther apart than this a new segment's colour is from those in use.
    private static final double APART = 80;
    private static final int DARK = 40;
    private static final List<Verdict> VERDICTS = List.of(
            new Verdict.Unreviewed(), new Verdict.Accepted("", Instant.EPOCH), new Verdict.Edited("", Instant.EPOCH));

    private SegmentColours() {}

    /// @param all the study's findings
    /// @return 0xRRGGBB by finding, of those with an outline
    public static Map<FindingId, Integer> of(List<ReviewedFinding> all) {
        Map<String, List<ReviewedFinding>> results = new HashMap<>();
        all.stream().filter(f -> f.segment().isPresent() && f.model().isPresent())
                .forEach(f -> results.computeIfAbsent(f.predictionId(), p -> new ArrayList<>()).add(f));
        Map<FindingId, Integer> out = new HashMap<>();
        results.values().forEach(own -> colour(own, out));
        all.stream().filter(ReviewedFinding::drawnByReader).forEach(f -> out.put(
                f.finding().id(), f.rejected() ? KeyImages.rgb(f.verdict()) : f.segment().orElseThrow().rgb()));
        return out;
    }

    private static void colour(List<ReviewedFinding> own, Map<FindingId, Integer> out) {
        boolean structures = own.stream().map(f -> f.model().orElseThrow().type()).distinct().count() > 1;
        boolean cards = told(own.stream().map(f -> f.model().orElseThrow().rgb()).toList());
        for (int i = 0; i < own.size(); i++) {
            ReviewedFinding f = own.get(i);
            Segment now = f.segment().orElseThrow();
            int made = f.model().orElseThrow().rgb();
            int rgb = now.rgb() != made ? now.rgb()
                    : !structures ? KeyImages.rgb(f.verdict())
                    : cards ? made : nth(i);
            out.put(f.finding().id(), f.rejected() ? KeyImages.rgb(f.verdict()) : rgb);
        }
    }

    /// The colour of a segment by its place in a list, for segments nothing else says a colour of.
    public static int nth(int index) {
        if (index < OKABE_ITO.length) {
            return OKABE_ITO[index];
        }
        int n = index - OKABE_ITO.length;
        float[] saturation = {0.85f, 0.55f, 0.75f};
        float[] brightness = {0.95f, 1f, 0.72f};
        return Color.HSBtoRGB((float) (n * GOLDEN % 1), saturation[n % 3], brightness[n % 3]) & 0xffffff;
    }

    /// The first colour of the list that is like none in use and like none of a verdict.
    ///
    /// @param used 0xRRGGBB of what is drawn already
    public static int free(Collection<Integer> used) {
        List<Integer> taken = new ArrayList<>(used);
        VERDICTS.forEach(v -> taken.add(KeyImages.rgb(v)));
        for (int i = 0; i < 4 * OKABE_ITO.length; i++) {
            int rgb = nth(i);
            if (taken.stream().noneMatch(u -> distance(u, rgb) < APART)) {
                return rgb;
            }
        }
        return nth(used.size());
    }

    /// Whether no two colours are alike and none is too dark to be seen on an image.
    private static boolean told(List<Integer> colours) {
        for (int i = 0; i < colours.size(); i++) {
            if (luminance(colours.get(i)) < DARK) {
                return false;
            }
            for (int j = 0; j < i; j++) {
                if (distance(colours.get(i), colours.get(j)) < ALIKE) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double luminance(int rgb) {
        return 0.2126 * (rgb >> 16 & 255) + 0.7152 * (rgb >> 8 & 255) + 0.0722 * (rgb & 255);
    }

    private static double distance(int a, int b) {
        int red = (a >> 16 & 255) - (b >> 16 & 255);
        int green = (a >> 8 & 255) - (b >> 8 & 255);
        int blue = (a & 255) - (b & 255);
        return Math.sqrt(red * red + green * green + blue * blue);
    }
}
