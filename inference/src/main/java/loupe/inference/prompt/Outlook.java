package loupe.inference.prompt;

/// Whether an outline is likely to overlap what was meant by Dice 0.8 or more, so that it is worth going on from. Said only where it is
/// surer than four to one; how often it is right stands in docs/correcting.md.
public enum Outlook {
    /// It likely does.
    LIKELY,
    /// It cannot be told.
    OPEN,
    /// It likely does not.
    UNLIKELY;

    private static final double SURE = 0.8;
    private static final double SURE_NOT = 0.2;

    static Outlook of(double chance) {
        return chance >= SURE ? LIKELY : chance <= SURE_NOT ? UNLIKELY : OPEN;
    }

    /// Whether it was learnt on outlines of this model; of any other it says nothing that holds.
    ///
    /// @param modelId id of the model's card
    public static boolean knows(String modelId) {
        return modelId.equals(FitForest.MODEL);
    }
}
