package loupe.review.hanging;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/// When after contrast agent images were taken.
public enum ContrastPhase {
    /// Not said.
    UNKNOWN("any phase", ""),
    NATIVE("without contrast", "NATIVE PLAIN NONCONTRAST UNENHANCED UNOPACIFIED WITHOUT WO W/O PRE NON C- WWO W/WO"),
    ARTERIAL("arterial phase", "ARTERIAL CTA ANGIO ANGIOGRAPHY ANGIOGRAM"),
    VENOUS("venous phase", "VENOUS PORTAL PORTOVENOUS"),
    DELAYED("late phase", "DELAYED LATE EQUILIBRIUM NEPHROGRAPHIC EXCRETORY"),
    /// With agent; when is not said.
    ENHANCED("with contrast", "CONTRAST POST ENHANCED C+ CE GD GAD GADOLINIUM KM WWO W/WO");

    private static final Set<String> WITH_AND_WITHOUT = Set.of("WWO", "W/WO");
    private static final Set<String> WITH = Set.of("WITH", "W");

    private final String text;
    private final Set<String> words;

    ContrastPhase(String text, String words) {
        this.text = text;
        this.words = Words.list(words);
    }

    /// Name for people.
    public String text() {
        return text;
    }

    /// The phases words name; `with and without` names two.
    static Set<ContrastPhase> named(Collection<String> all) {
        EnumSet<ContrastPhase> out = EnumSet.noneOf(ContrastPhase.class);
        for (ContrastPhase p : values()) {
            if (p != UNKNOWN && Words.any(all, p.words)) {
                out.add(p);
            }
        }
        boolean both = Words.any(all, WITH_AND_WITHOUT) || out.contains(NATIVE) && Words.any(all, WITH);
        boolean timed = out.contains(ARTERIAL) || out.contains(VENOUS) || out.contains(DELAYED);
        if (timed || out.contains(NATIVE) && !both) {
            out.remove(ENHANCED);
        } else if (both) {
            out.add(ENHANCED);
        }
        return out;
    }

    /// The phase of one series by its words.
    static ContrastPhase of(Collection<String> words) {
        Set<ContrastPhase> all = named(words);
        if (all.isEmpty()) {
            return UNKNOWN;
        }
        return all.size() > 1 && all.contains(NATIVE) ? ENHANCED : all.iterator().next();
    }

    /// Whether images said to be of the one may be of the other.
    boolean mayBe(ContrastPhase other) {
        boolean bothEnhanced = this != NATIVE && other != NATIVE && (this == ENHANCED || other == ENHANCED);
        return this == other || this == UNKNOWN || other == UNKNOWN || bothEnhanced;
    }

    /// Whether any word is one of a phase.
    static boolean isNamedBy(String word) {
        return EnumSet.allOf(ContrastPhase.class).stream().anyMatch(p -> p.words.contains(word));
    }
}
