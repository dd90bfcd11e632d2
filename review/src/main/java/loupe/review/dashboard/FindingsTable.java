package loupe.review.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import loupe.core.finding.RejectReason;
import loupe.core.finding.Verdict;
import loupe.review.dashboard.FindingsLine.Kind;
import loupe.review.edit.ReviewedFinding;

/// Counts findings by model and group.
final class FindingsTable {
    /// A finding or a miss, and where it was.
    ///
    /// @param person pseudonym
    record Place(String studyUid, String person, String model, List<String> group) {}

    private final Map<String, Map<List<String>, Counts>> models = new TreeMap<>();

    private static final class Counts {
        private final Set<String> persons = new HashSet<>();
        private final Map<Kind, Tally> kinds = new EnumMap<>(Kind.class);
        private final Map<RejectReason, Tally> reasons = new EnumMap<>(RejectReason.class);

        void add(Kind kind, String study) {
            kinds.computeIfAbsent(kind, k -> new Tally()).add(study);
        }

        void add(Counts o) {
            persons.addAll(o.persons);
            o.kinds.forEach((k, t) -> kinds.computeIfAbsent(k, n -> new Tally()).add(t));
            o.reasons.forEach((r, t) -> reasons.computeIfAbsent(r, n -> new Tally()).add(t));
        }

        FindingsLine line(String model, List<String> group) {
            Map<Kind, Cases> counts = new EnumMap<>(Kind.class);
            kinds.forEach((k, t) -> counts.put(k, t.cases()));
            Map<RejectReason, Cases> why = new EnumMap<>(RejectReason.class);
            reasons.forEach((r, t) -> why.put(r, t.cases()));
            return new FindingsLine(model, group, persons.size(), counts, why);
        }
    }

    private static final class Tally {
        private int count;
        private final Set<String> studies = new LinkedHashSet<>();

        void add(String study) {
            count++;
            studies.add(study);
        }

        void add(Tally o) {
            count += o.count;
            studies.addAll(o.studies);
        }

        Cases cases() {
            return new Cases(count, List.copyOf(studies));
        }
    }

    private Counts at(Place p) {
        Counts c = models.computeIfAbsent(p.model, m -> new TreeMap<>(Comparator.comparing(Object::toString)))
                .computeIfAbsent(p.group, g -> new Counts());
        c.persons.add(p.person);
        return c;
    }

    void add(Place p, ReviewedFinding f) {
        Counts c = at(p);
        c.add(Kind.FINDINGS, p.studyUid);
        switch (f.verdict()) {
            case Verdict.Unreviewed u -> {
                return;
            }
            case Verdict.Accepted a -> c.add(Kind.ACCEPTED, p.studyUid);
            case Verdict.Edited e -> c.add(Kind.EDITED, p.studyUid);
            case Verdict.Rejected r -> {
                c.add(Kind.REJECTED, p.studyUid);
                c.reasons.computeIfAbsent(r.reason(), n -> new Tally()).add(p.studyUid);
            }
        }
        c.add(Kind.DECIDED, p.studyUid);
    }

    void missed(Place p) {
        at(p).add(Kind.MISSED, p.studyUid);
    }

    /// The lines, by model and group.
    ///
    /// @param least fewest persons a group of more than one is shown with; smaller ones are put together, and with them the next larger
    ///     until they are so many, so that no small group can be told from the difference to all
    List<FindingsLine> lines(int least) {
        List<FindingsLine> out = new ArrayList<>();
        models.forEach((model, groups) -> {
            List<Map.Entry<List<String>, Counts>> bySize = new ArrayList<>(groups.entrySet());
            bySize.sort(Comparator.comparingInt(e -> e.getValue().persons.size()));
            Counts small = new Counts();
            Set<List<String>> put = new HashSet<>();
            for (Map.Entry<List<String>, Counts> e : bySize) {
                boolean few = e.getValue().persons.size() < least || !put.isEmpty() && small.persons.size() < least;
                if (groups.size() > 1 && few) {
                    small.add(e.getValue());
                    put.add(e.getKey());
                }
            }
            groups.forEach((group, c) -> {
                if (!put.contains(group)) {
                    out.add(c.line(model, group));
                }
            });
            if (!put.isEmpty()) {
                out.add(small.line(model, List.of(FindingsLine.SMALL)));
            }
        });
        return List.copyOf(out);
    }
}
