package loupe.inference.trust;

/// Whether a version of a model may run.
public enum Standing {
    /// Added, not yet approved: it does not run.
    WAITING,
    /// Approved: it runs.
    TRUSTED,
    /// Withdrawn: it does not run again unless it is trusted anew.
    RETIRED
}
