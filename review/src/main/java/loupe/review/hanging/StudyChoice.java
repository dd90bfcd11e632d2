package loupe.review.hanging;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// For which studies a rule is.
///
/// @param modality group of their modalities
/// @param regions where in the body, each of them; empty for any
/// @param side side of the body; [Side#NONE] for either
/// @param phases phases after contrast agent, each of which must be there; empty for any
public record StudyChoice(ModalityGroup modality, List<BodyRegion> regions, Side side, List<ContrastPhase> phases) {
    private static final int EXACT = 4;
    private static final int PART = 2;
    private static final int SAID = 3;

    /// Copies the lists, in order of their kinds.
    public StudyChoice {
        regions = regions.stream().distinct().sorted().toList();
        phases = phases.stream().filter(p -> p != ContrastPhase.UNKNOWN).distinct().sorted().toList();
    }

    /// Studies like this one, of either side.
    public static StudyChoice like(StudyKind study) {
        return new StudyChoice(study.modality(), List.copyOf(study.regions()), Side.NONE, List.copyOf(study.phases()));
    }

    /// How much of a study it names; empty where it is another kind of study.
    public OptionalInt fit(StudyKind study) {
        boolean same = study.modality() == modality
                && regions.stream().allMatch(r -> study.regions().stream().anyMatch(o -> o.within(r)))
                && (side == Side.NONE || side == study.side())
                && study.phases().containsAll(phases);
        if (!same) {
            return OptionalInt.empty();
        }
        int score = 1 + SAID * phases.size() + (side == Side.NONE ? 0 : SAID);
        for (BodyRegion r : regions) {
            score += study.regions().contains(r) ? EXACT : PART;
        }
        return OptionalInt.of(score - others(regions, study.regions()));
    }

    private static int others(List<BodyRegion> named, Set<BodyRegion> all) {
        return named.isEmpty() ? 0 : (int) all.stream().filter(o -> named.stream().noneMatch(o::within)).count();
    }

    /// The studies as a person says it, such as `CT of the chest, venous phase`.
    public String text() {
        List<String> out = new ArrayList<>();
        String where = BodyRegion.text(regions);
        out.add(modality.text() + (where.isEmpty() ? "" : " of the " + (side == Side.NONE ? "" : side.text() + " ") + where));
        if (where.isEmpty() && side != Side.NONE) {
            out.add(side.text());
        }
        phases.forEach(p -> out.add(p.text()));
        return String.join(", ", out);
    }
}
