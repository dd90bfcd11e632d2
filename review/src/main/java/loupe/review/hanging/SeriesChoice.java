package loupe.review.hanging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// Which series of a study is meant, by its traits.
///
/// @param modality group of its modality
/// @param plane how its images lie; [SlicePlane#NONE] for films and for any
/// @param phase when after contrast agent; [ContrastPhase#UNKNOWN] for any
/// @param side side of the body; [Side#NONE] for either
/// @param marks what kind of picture; exactly these, in their order
/// @param words other words of its description that speak for it, in alphabetical order
/// @param thickness thin or thick slices, where the study has both
/// @param localizer whether it is a localizer
public record SeriesChoice(
        ModalityGroup modality,
        SlicePlane plane,
        ContrastPhase phase,
        Side side,
        List<SeriesMark> marks,
        List<String> words,
        Thickness thickness,
        boolean localizer) {
    private static final double THIN_MM = 2.5;

    /// How far apart slices are.
    public enum Thickness {
        /// Not asked.
        ANY,
        /// Less than 2.5 mm.
        THIN,
        /// 2.5 mm and more.
        THICK
    }

    /// Copies the lists.
    public SeriesChoice {
        marks = List.copyOf(marks);
        words = List.copyOf(words);
    }

    /// What tells a series from the others of its study.
    ///
    /// @param all all series of the study, itself among them
    public static SeriesChoice of(SeriesKind series, List<SeriesKind> all) {
        boolean sided = all.stream().map(SeriesKind::side).distinct().count() > 1;
        boolean graded = all.stream().map(SeriesChoice::thickness).filter(t -> t != Thickness.ANY).distinct().count() > 1;
        return new SeriesChoice(
                series.modality(), series.plane(), series.phase(), sided ? series.side() : Side.NONE,
                series.marks().stream().sorted().toList(), series.words(), graded ? thickness(series) : Thickness.ANY,
                series.localizer());
    }

    private static Thickness thickness(SeriesKind s) {
        return s.spacingMm() == 0 ? Thickness.ANY : s.spacingMm() < THIN_MM ? Thickness.THIN : Thickness.THICK;
    }

    /// How well a series fits; empty where it is another kind of series.
    public OptionalDouble fit(SeriesKind s) {
        boolean same = s.modality() == modality
                && s.localizer() == localizer
                && (plane == SlicePlane.NONE || s.plane() == plane)
                && Set.copyOf(marks).equals(s.marks())
                && phase.mayBe(s.phase())
                && (side == Side.NONE || s.side() == side);
        return same ? OptionalDouble.of(closeness(s)) : OptionalDouble.empty();
    }

    private double closeness(SeriesKind s) {
        Set<String> shared = new HashSet<>(words);
        shared.retainAll(s.words());
        double score = 2.0 * shared.size() - (words.size() - shared.size()) - 0.5 * (s.words().size() - shared.size());
        score += s.phase() == phase ? 4 : 0;
        score += thickness != Thickness.ANY && thickness(s) == thickness ? 5 : 0;
        return score + Math.min(s.images(), 1000) / 2000.0;
    }

    /// The series as a person says it, such as `thin axial sharp CT in venous phase`.
    public String text() {
        List<String> out = new ArrayList<>();
        if (thickness != Thickness.ANY) {
            out.add(thickness == Thickness.THIN ? "thin" : "thick");
        }
        if (side != Side.NONE) {
            out.add(side.text());
        }
        out.add(plane.text());
        marks.forEach(m -> out.add(m.text()));
        out.add(modality.text());
        if (localizer) {
            out.add("localizer");
        }
        if (!words.isEmpty()) {
            out.add("“" + String.join(" ", words) + "”");
        }
        if (phase != ContrastPhase.UNKNOWN) {
            out.add(phase == ContrastPhase.NATIVE || phase == ContrastPhase.ENHANCED ? phase.text() : "in " + phase.text());
        }
        out.removeAll(Collections.singleton(""));
        return String.join(" ", out);
    }
}
