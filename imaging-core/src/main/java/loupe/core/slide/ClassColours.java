package loupe.core.slide;

import java.util.List;
import java.util.Map;

/// The colour of each class of objects: the same word has the same colour everywhere.
public final class ClassColours {
    private static final int UNNAMED_DETECTION = 0x00_7a_d9;
    private static final int UNNAMED_ANNOTATION = 0xd9_3a_00;
    private static final Map<String, Integer> KNOWN = Map.of(
            "Tumor", 0xc80000, "Stroma", 0x1f8a4c, "Immune cells", 0x7a3db8, "Necrosis", 0x404040, "Positive", 0xd02020,
            "Negative", 0x3040c0, "Other", 0xa07000);
    /// Okabe and Ito's, darkened where they would drown on stained tissue.
    private static final List<Integer> OTHERS =
            List.of(0x0072b2, 0xd55e00, 0x009e73, 0xb0307a, 0x8a6d00, 0x1c7fc0, 0x2f6b00);

    private ClassColours() {}

    /// As 0xrrggbb.
    public static int of(SlideFeature f) {
        if (f.extras().colour().isPresent()) {
            return f.extras().colour().get();
        }
        if (f.classification().isEmpty()) {
            return f.type() == SlideFeature.Type.ANNOTATION ? UNNAMED_ANNOTATION : UNNAMED_DETECTION;
        }
        return of(f.classification());
    }

    /// Colour of a class.
    public static int of(String name) {
        Integer known = KNOWN.get(name);
        return known != null ? known : OTHERS.get(Math.floorMod(name.hashCode(), OTHERS.size()));
    }

    /// As CSS has it.
    public static String css(String name) {
        return String.format("#%06x", name.isEmpty() ? UNNAMED_DETECTION : of(name));
    }
}
