package loupe.deid.risk;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// What is known of the risk of a table before it leaves.
///
/// @param persons rows
/// @param quasiIdentifiers columns somebody could know from elsewhere
/// @param classes groups of persons who share all of them
/// @param k smallest group
/// @param uniques persons alone in their group
/// @param prosecutorMaxRisk chance of being right about the person easiest to find
/// @param prosecutorAverageRisk the same on average
/// @param journalistMaxRisk the same for somebody who does not know that the person is in the table
/// @param marketerRisk share of right guesses of somebody who guesses all
/// @param personsAtRisk persons whose risk is above 0.2
/// @param sensitive figures of each sensitive column
/// @param suggestions what would bring every group to the size wanted
public record RiskReport(
        int persons,
        List<String> quasiIdentifiers,
        int classes,
        int k,
        int uniques,
        double prosecutorMaxRisk,
        double prosecutorAverageRisk,
        double journalistMaxRisk,
        double marketerRisk,
        int personsAtRisk,
        Map<String, Diversity> sensitive,
        Suggestions suggestions) {
    private static final double AT_RISK = 0.2;

    /// Copies the lists.
    public RiskReport {
        quasiIdentifiers = List.copyOf(quasiIdentifiers);
    }

    /// How diverse a sensitive column is within the groups.
    ///
    /// @param distinctL fewest different values in a group
    /// @param entropyL lowest effective number of values
    /// @param recursiveC least c of recursive (c,l)-diversity at that l; absent where l is 1
    /// @param tCloseness largest distance between a group and the whole table
    public record Diversity(int distinctL, double entropyL, OptionalInt recursiveC, double tCloseness) {}

    /// What is asked of a table.
    ///
    /// @param quasiIdentifiers columns somebody could know from elsewhere
    /// @param sensitive columns that must not be learnt
    /// @param wantedK size every group should have
    /// @param share of the population that is in the table, above 0 and at most 1
    public record Question(List<String> quasiIdentifiers, List<String> sensitive, int wantedK, double share) {
        /// Copies the lists.
        public Question {
            quasiIdentifiers = List.copyOf(quasiIdentifiers);
            sensitive = List.copyOf(sensitive);
        }
    }

    /// Measures a table.
    ///
    /// @throws IllegalArgumentException if the table is empty or has no such column
    public static RiskReport of(PersonTable table, Question q) {
        EquivalenceClasses classes = new EquivalenceClasses(table, q.quasiIdentifiers);
        Map<String, Diversity> sensitive = new TreeMap<>();
        for (String column : q.sensitive) {
            int l = classes.distinctL(column);
            sensitive.put(column, new Diversity(
                    l,
                    classes.entropyL(column),
                    classes.recursiveC(column, l, EquivalenceClasses.CountOrder.DESCENDING),
                    classes.tCloseness(column)));
        }
        return new RiskReport(
                table.rows().size(),
                q.quasiIdentifiers,
                classes.count(),
                classes.k(),
                classes.uniques(),
                classes.prosecutorMaxRisk(),
                classes.prosecutorAverageRisk(),
                classes.journalistMaxRisk(q.share),
                classes.marketerRisk(),
                classes.recordsAbove(AT_RISK),
                sensitive,
                Suggestions.toward(q.wantedK, table, q.quasiIdentifiers));
    }
}
