package loupe.review.job;

/// How far a job is.
///
/// @param title what it does, for lists; no identifier
/// @param done units finished
/// @param total all units; 0 before the first report
/// @param unit plural noun of the unit
/// @param state what it is doing
public record JobProgress(String title, long done, long total, String unit, State state) {
    /// States of a job.
    public enum State {
        RUNNING,
        CANCELLING,
        DONE,
        CANCELLED,
        FAILED
    }

    /// Fraction done, 0 to 1; -1 before the first report.
    public double fraction() {
        return total == 0 ? -1 : (double) done / total;
    }
}
