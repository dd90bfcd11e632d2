package loupe.review.dashboard;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import loupe.core.agreement.Share;
import loupe.core.finding.RejectReason;

/// What people made of the findings of one version of a model in one group.
///
/// @param model `ID@VERSION`
/// @param group a value for each dimension asked for, in their order; empty where none was
/// @param persons persons in the group
/// @param counts how many of each kind
/// @param reasons rejected ones by why; reasons without a finding are left out
public record FindingsLine(String model, List<String> group, int persons, Map<Kind, Cases> counts, Map<RejectReason, Cases> reasons) {
    /// The group that small ones were put together in.
    public static final String SMALL = "small groups together";

    /// Copies the collections.
    public FindingsLine {
        group = List.copyOf(group);
        counts = Map.copyOf(counts);
        reasons = Map.copyOf(reasons);
    }

    /// What is counted.
    public enum Kind {
        /// All findings of the model.
        FINDINGS("findings"),
        /// Those a person decided on.
        DECIDED("decided"),
        /// Decided: true as the model put it.
        ACCEPTED("accepted"),
        /// Decided: true with another outline.
        EDITED("edited"),
        /// Decided: not true.
        REJECTED("rejected"),
        /// What readers added because the model missed it; no finding of the model.
        MISSED("missed");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// The word for people and JSON.
        public String word() {
            return word;
        }

        /// The kind of a word.
        public static java.util.Optional<Kind> of(String word) {
            return Arrays.stream(values()).filter(k -> k.word.equalsIgnoreCase(word)).findFirst();
        }
    }

    /// How many of a kind.
    public Cases of(Kind kind) {
        return counts.getOrDefault(kind, Cases.NONE);
    }

    /// A kind as a share with its interval: decided of all; accepted, edited and rejected of those decided; missed of all that was there
    /// to be found, that is, kept findings and missed ones. All of all for findings.
    public Share share(Kind kind) {
        int decided = of(Kind.DECIDED).count();
        return switch (kind) {
            case FINDINGS -> new Share(of(kind).count(), of(kind).count());
            case DECIDED -> new Share(decided, of(Kind.FINDINGS).count());
            case ACCEPTED, EDITED, REJECTED -> new Share(of(kind).count(), decided);
            case MISSED -> new Share(of(kind).count(), of(kind).count() + of(Kind.ACCEPTED).count() + of(Kind.EDITED).count());
        };
    }

    /// Findings rejected for a reason, of those decided.
    public Share share(RejectReason reason) {
        return new Share(reasons.getOrDefault(reason, Cases.NONE).count(), of(Kind.DECIDED).count());
    }

    /// Edited and rejected ones of those decided.
    public Share overridden() {
        return new Share(of(Kind.EDITED).count() + of(Kind.REJECTED).count(), of(Kind.DECIDED).count());
    }
}
