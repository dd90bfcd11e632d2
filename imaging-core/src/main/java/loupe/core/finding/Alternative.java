package loupe.core.finding;

/// What a finding could be instead, as its model says.
///
/// @param label label of the other thing, or [#NOTHING]
/// @param probability mean probability over the finding's voxels, or that of the finding as a whole; 0 to 1
public record Alternative(String label, double probability) {
    /// Label where the alternative is that nothing the model knows is there.
    public static final String NOTHING = "nothing";

    /// Checks the probability.
    public Alternative {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must lie in 0 to 1, was " + probability);
        }
    }

    /// That nothing is there.
    ///
    /// @param confidence probability that something is
    public static Alternative nothing(double confidence) {
        return new Alternative(NOTHING, 1 - confidence);
    }
}
