package loupe.review.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.Finding;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.quality.book.TargetReason;

/// Findings that are likely to be worth a second look. They are picked, not drawn: their scores say nothing of the others, and are
/// never counted with a random sample's.
final class TargetedQueue {
    private static final double ALIKE = 0.05;
    private static final double DOUBT = 0.1;
    private static final double LARGE_EDIT = 0.7;

    private final List<SealedFinding> all;

    TargetedQueue(List<SealedFinding> all) {
        this.all = List.copyOf(all);
    }

    /// A finding and why it stands in the queue.
    ///
    /// @param rank lower comes first among those of one reason
    record Picked(SealedFinding finding, TargetReason reason, double rank) {}

    /// The queue, those rejected then alike first, then large edits, then doubt; of each the clearest first.
    ///
    /// @param most how many at most
    List<Picked> first(int most) {
        List<Picked> out = new ArrayList<>();
        for (SealedFinding f : all) {
            picked(f).ifPresent(out::add);
        }
        out.sort(Comparator.comparing(Picked::reason)
                .thenComparingDouble(Picked::rank)
                .thenComparing(p -> p.finding.study())
                .thenComparing(p -> p.finding.id()));
        return List.copyOf(out.subList(0, Math.min(most, out.size())));
    }

    private Optional<Picked> picked(SealedFinding f) {
        if (f.first() == FindingAnswer.ACCEPTED) {
            double nearest = all.stream()
                    .filter(o -> rejectedBefore(o, f))
                    .mapToDouble(o -> apart(o, f))
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            if (nearest <= ALIKE) {
                return Optional.of(new Picked(f, TargetReason.REJECTED_THEN_ALIKE, nearest));
            }
        }
        if (f.first() == FindingAnswer.EDITED && f.found().original().isPresent() && f.found().segment().isPresent()) {
            double dice = f.found().original().get().dice(f.found().segment().get().mask());
            if (dice < LARGE_EDIT) {
                return Optional.of(new Picked(f, TargetReason.LARGE_EDIT, dice));
            }
        }
        double doubt = Math.abs(f.found().finding().confidence() - 0.5);
        return doubt <= DOUBT ? Optional.of(new Picked(f, TargetReason.DOUBT, doubt)) : Optional.empty();
    }

    private static boolean rejectedBefore(SealedFinding other, SealedFinding f) {
        Finding a = other.found().finding();
        Finding b = f.found().finding();
        return other.first() == FindingAnswer.REJECTED
                && other.sealedAt().isBefore(f.sealedAt())
                && other.model().equals(f.model())
                && a.type().equals(b.type());
    }

    private static double apart(SealedFinding a, SealedFinding b) {
        return Math.abs(a.found().finding().confidence() - b.found().finding().confidence());
    }
}
