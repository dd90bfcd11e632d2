package loupe.deid.risk;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Counts of persons that may leave: each cell of a fixed set gets discrete Laplace noise, and the loss is written off
/// the project's budget before anything is drawn. Every person counts in one cell, so adding or taking away one person
/// changes one count by one, and the whole answer is epsilon-differentially private.
public final class PrivateCounts {
    private final BudgetLedger ledger;
    private final ExactNoise noise;

    /// @param random a cryptographically strong generator
    public PrivateCounts(BudgetLedger ledger, RandomGenerator random) {
        this.ledger = ledger;
        this.noise = new ExactNoise(random);
    }

    /// The noisy counts, none below 0; empty where the budget does not suffice, and then nothing was spent.
    ///
    /// @param cells all cells there can be, known without looking at the persons; the last takes what is in no other
    /// @param persons the cell of each person
    /// @throws IOException if the budget cannot be read or kept; then nothing is told
    public Optional<Map<String, Long>> of(List<String> cells, List<String> persons, Epsilon epsilon) throws IOException {
        Optional<PrivacyBudget> after = ledger.budget().spend(epsilon);
        if (after.isEmpty()) {
            return Optional.empty();
        }
        ledger.keep(after.get(), "counts left with differential privacy");
        Map<String, Long> counts = new LinkedHashMap<>();
        cells.forEach(c -> counts.put(c, 0L));
        persons.forEach(p -> counts.merge(counts.containsKey(p) ? p : cells.getLast(), 1L, Long::sum));
        counts.replaceAll((cell, n) -> Math.max(0, n + noise.laplace(epsilon)));
        return Optional.of(counts);
    }
}
