package loupe.review.hanging;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import loupe.core.study.StudySummary;

/// How many earlier studies of the patient each study may be compared with, from the lines of the list alone: those of the same
/// pseudonym and group of modalities that are not later and whose description names no region that cannot be one with this. [Priors]
/// looks at headers too and may find fewer. In one pass over the patients, whatever the number of studies.
public final class PriorCounts {
    private PriorCounts() {}

    /// A study as far as it matters here.
    private record Line(String uid, Optional<LocalDate> date, Set<BodyRegion> regions) {}

    /// Studies of one patient that are read alike.
    private record Of(String patient, ModalityGroup modality) {}

    /// Counts priors.
    ///
    /// @param all the studies of the list
    /// @param regions where in the body each is, as [BodyRegion#of(StudySummary)] says
    /// @return a number for each Study Instance UID
    public static Map<String, Integer> of(List<StudySummary> all, Function<StudySummary, Set<BodyRegion>> regions) {
        Map<Of, List<Line>> groups = all.stream()
                .filter(s -> !s.patientPseudonym().isEmpty())
                .collect(Collectors.groupingBy(
                        s -> new Of(s.patientPseudonym(), ModalityGroup.of(Arrays.asList(s.modalities().split("\\\\")))),
                        Collectors.mapping(s -> line(s, regions.apply(s)), Collectors.toList())));
        Map<String, Integer> out = new HashMap<>();
        all.forEach(s -> out.put(s.studyUid(), 0));
        groups.values().forEach(g -> count(g, out));
        return out;
    }

    private static Line line(StudySummary s, Set<BodyRegion> regions) {
        return new Line(s.studyUid(), PriorMatch.date(s.studyDate()), regions);
    }

    /// A study without a date may be earlier than any, and any earlier than it.
    private static void count(List<Line> group, Map<String, Integer> out) {
        if (group.size() == 1) {
            return;
        }
        Map<Set<BodyRegion>, Integer> everyone = regions(group);
        Map<Set<BodyRegion>, Integer> before =
                regions(group.stream().filter(l -> l.date().isEmpty()).toList());
        group.stream().filter(l -> l.date().isEmpty()).forEach(l -> out.put(l.uid(), sharing(l, everyone)));
        List<Line> dated = group.stream()
                .filter(l -> l.date().isPresent())
                .sorted(Comparator.comparing(l -> l.date().orElseThrow()))
                .toList();
        int counted = 0;
        for (Line l : dated) {
            while (counted < dated.size()
                    && !dated.get(counted).date().orElseThrow().isAfter(l.date().orElseThrow())) {
                before.merge(dated.get(counted).regions(), 1, Integer::sum);
                counted++;
            }
            out.put(l.uid(), sharing(l, before));
        }
    }

    private static Map<Set<BodyRegion>, Integer> regions(List<Line> lines) {
        Map<Set<BodyRegion>, Integer> out = new HashMap<>();
        lines.forEach(l -> out.merge(l.regions(), 1, Integer::sum));
        return out;
    }

    /// How many share a region with a study that is among them.
    private static int sharing(Line study, Map<Set<BodyRegion>, Integer> among) {
        int all = 0;
        for (Map.Entry<Set<BodyRegion>, Integer> e : among.entrySet()) {
            all += Priors.mayShare(study.regions(), e.getKey()) ? e.getValue() : 0;
        }
        return all - 1;
    }
}
