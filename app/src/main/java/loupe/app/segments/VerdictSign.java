package loupe.app.segments;

import loupe.core.finding.Verdict;

/// A sign for each verdict, so that none is told by colour alone.
public final class VerdictSign {
    private VerdictSign() {}

    /// The sign of a verdict.
    public static String of(Verdict v) {
        return switch (v) {
            case Verdict.Unreviewed u -> "◌";
            case Verdict.Accepted a -> "✓";
            case Verdict.Edited e -> "✎";
            case Verdict.Rejected r -> "✕";
        };
    }
}
