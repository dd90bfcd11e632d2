package loupe.app.segments;

import java.awt.Color;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.segment.Segment;
import loupe.review.came.CameWithStudy;
import loupe.review.edit.ReviewedFinding;
import loupe.review.exporting.KeyImages;

/// The colour each finding's outline is drawn in. Pure.
///
/// A finding that stands alone has the colour of its verdict. Structures of one model are told apart by colours of their own: those
/// its card names where no two are alike, else those of Okabe and Ito (Color Universal Design, 2008) and, beyond seven, each as far from all
/// before it as can be. A colour a person gave holds; a reader's own segment has always one. The verdict stays in the style of the line
/// and in the sign beside the name.
public final class SegmentColours {
    private static final int[] OKABE_ITO = {0xe69f00, 0x56b4e9, 0x009e73, 0xf0e442, 0x0072b2, 0xd55e00, 0xcc79a7};
    /// Colours nearer than this in RGB, of 441 from black to white, count as alike.
    private static final double ALIKE = 24;
    /// Farther apart than this a new segment's colour is from those in use.
    private static final double APART = 80;
    private static final int DARK = 40;
    /// Colours of our own are as bright as this, so that a name in them is read on black.
    private static final int READ = 90;
    private static final int MOST = 120;
    private static final int[] FURTHER = further();
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

    /// Outlines that came with a study in colours that tell them apart: those of their object where no two are alike and none is too
    /// dark, else colours of our own; one name in an object has one colour.
    public static List<CameWithStudy.Outline> apart(List<CameWithStudy.Outline> came) {
        Map<String, Map<String, Integer>> objects = new HashMap<>();
        came.forEach(o -> objects.computeIfAbsent(o.from().sopInstanceUid(), u -> new LinkedHashMap<>()).putIfAbsent(o.label(), o.rgb()));
        for (Map<String, Integer> colours : objects.values()) {
            if (!told(List.copyOf(colours.values()))) {
                List<String> names = List.copyOf(colours.keySet());
                names.forEach(n -> colours.put(n, nth(names.indexOf(n))));
            }
        }
        return came.stream().map(o -> o.in(Objects.requireNonNull(
                objects.getOrDefault(o.from().sopInstanceUid(), Map.of()).getOrDefault(o.label(), o.rgb())))).toList();
    }

    /// The colour of a segment by its place in a list, for segments nothing else says a colour of.
    public static int nth(int index) {
        return FURTHER[index % FURTHER.length];
    }

    /// Colours of which each is as far as can be from all before it and none too dark to be read on black, the first seven given.
    private static int[] further() {
        int[] out = Arrays.copyOf(OKABE_ITO, MOST);
        List<Integer> free = new ArrayList<>();
        for (int hue = 0; hue < 36; hue++) {
            for (float saturation : new float[] {0.3f, 0.5f, 0.7f, 0.85f}) {
                for (float brightness : new float[] {0.6f, 0.75f, 0.87f, 1f}) {
                    int rgb = Color.HSBtoRGB(hue / 36f, saturation, brightness) & 0xffffff;
                    if (luminance(rgb) >= READ) {
                        free.add(rgb);
                    }
                }
            }
        }
        double[] nearest = new double[free.size()];
        Arrays.fill(nearest, Double.MAX_VALUE);
        for (int i = 0; i < MOST; i++) {
            int farthest = 0;
            for (int k = 0; k < nearest.length; k++) {
                nearest[k] = i == 0 ? nearest[k] : Math.min(nearest[k], seen(free.get(k), out[i - 1]));
                farthest = nearest[k] > nearest[farthest] ? k : farthest;
            }
            out[i] = i < OKABE_ITO.length ? out[i] : free.get(farthest);
        }
        return out;
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

    /// Brightness of a colour, 0 to 255 (ITU-R BT.709).
    ///
    /// @param rgb 0xRRGGBB
    public static double luminance(int rgb) {
        return 0.2126 * (rgb >> 16 & 255) + 0.7152 * (rgb >> 8 & 255) + 0.0722 * (rgb & 255);
    }

    /// How far apart two colours are where they are laid over an image of its own brightness: by colour first; differences of colour are
    /// scaled as ITU-R BT.601 scales them.
    private static double seen(int a, int b) {
        double y = luminance(a) - luminance(b);
        double blue = ((a & 255) - (b & 255) - y) * 0.564;
        double red = ((a >> 16 & 255) - (b >> 16 & 255) - y) * 0.713;
        return Math.sqrt(0.16 * y * y + blue * blue + red * red);
    }

    private static double distance(int a, int b) {
        int red = (a >> 16 & 255) - (b >> 16 & 255);
        int green = (a >> 8 & 255) - (b >> 8 & 255);
        int blue = (a & 255) - (b & 255);
        return Math.sqrt(red * red + green * green + blue * blue);
    }
}
