package loupe.core.image;

/// How true pixels in hand are to what was acquired.
public enum Fidelity {
    /// Coarser or fewer than there will be: waiting helps. No number may come from them.
    PREVIEW,
    /// All there are, but compressed with loss before they came here: waiting does not help.
    LOSSY,
    /// As acquired, all of them.
    COMPLETE
}
