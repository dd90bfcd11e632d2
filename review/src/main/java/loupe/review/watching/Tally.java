package loupe.review.watching;

/// What people made of a group of findings.
///
/// @param model `ID@VERSION`
/// @param by what the group shares: `all`, `scanner`, `site`, `sex` or `age`
/// @param group the shared value, e.g. `F` or `60-69`
/// @param findings all of them
/// @param decided those a person decided on
/// @param rejected false positives: those a person refused
/// @param edited those whose outline a person changed
/// @param missed false negatives: findings that a reader added as missed by the model
/// @param meanDice mean Dice of the model's masks against the masks in force, over decided ones not refused; NaN where none
public record Tally(
        String model,
        String by,
        String group,
        int findings,
        int decided,
        int rejected,
        int edited,
        int missed,
        double meanDice) {
    /// Share of decided findings a person changed or refused; NaN where none was decided.
    public double overrideRate() {
        return decided == 0 ? Double.NaN : (double) (rejected + edited) / decided;
    }
}
