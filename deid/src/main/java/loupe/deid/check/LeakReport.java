package loupe.deid.check;

import java.util.List;

/// What a leak search found.
///
/// @param files outputs searched
/// @param values different original values looked for
/// @param dates dates compared by attribute
/// @param leaks in the order of the outputs
public record LeakReport(int files, int values, int dates, List<Leak> leaks) {
    /// Copies the list.
    public LeakReport {
        leaks = List.copyOf(leaks);
    }
}
