package loupe.app.wiring;

/// How much memory may stay in use for the sake of speed.
final class MemoryBudget {
    private static final int USUAL_MIB = 512;
    private static final int MOST_MIB = 1 << 20;

    private MemoryBudget() {}

    /// Bytes decoded volumes may take while nobody uses them: the system property `loupe.volumeMiB`, usually 512 MiB.
    ///
    /// @throws IllegalArgumentException if the property is out of range
    static long volumeBytes() {
        int mib = Integer.getInteger("loupe.volumeMiB", USUAL_MIB);
        if (mib < 0 || mib > MOST_MIB) {
            throw new IllegalArgumentException("loupe.volumeMiB must lie in 0 to " + MOST_MIB + ", was " + mib);
        }
        return (long) mib << 20;
    }
}
