package loupe.deid.risk;

import java.util.Optional;

/// How much privacy loss a project allows in all, and how much of it is spent (sequential composition). Immutable.
///
/// @param totalTenThousandths epsilon in all, times 10,000
/// @param spentTenThousandths of it spent, times 10,000
public record PrivacyBudget(long totalTenThousandths, long spentTenThousandths) {
    /// Checks the range.
    public PrivacyBudget {
        if (totalTenThousandths < 0 || spentTenThousandths < 0 || spentTenThousandths > totalTenThousandths) {
            throw new IllegalArgumentException("what is spent must be within the budget");
        }
    }

    /// The budget after spending; empty where too little is left.
    public Optional<PrivacyBudget> spend(Epsilon epsilon) {
        long after = spentTenThousandths + epsilon.tenThousandths();
        return after > totalTenThousandths
                ? Optional.empty()
                : Optional.of(new PrivacyBudget(totalTenThousandths, after));
    }

    /// What is left, times 10,000.
    public long leftTenThousandths() {
        return totalTenThousandths - spentTenThousandths;
    }
}
