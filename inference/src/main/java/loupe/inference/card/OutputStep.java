package loupe.inference.card;

/// One step from a model's output to masks or findings.
public sealed interface OutputStep {
    /// The class with the largest logit wins.
    record Argmax() implements OutputStep {}

    /// The output is class numbers already; the model does not say how sure it is.
    record Labels() implements OutputStep {}

    /// A probability at or above the value counts.
    ///
    /// @param value 0 to 1
    record Threshold(double value) implements OutputStep {}

    /// Keeps the largest components (6-connected).
    ///
    /// @param count how many
    record LargestComponents(int count) implements OutputStep {}

    /// Drops components smaller than this.
    ///
    /// @param millilitres smallest volume that stays
    record MinSize(double millilitres) implements OutputStep {}

    /// Keeps only what lies inside the body: the largest part of the prepared values at or above a level, with what it
    /// encloses in each slice. Takes couches and the air around the body away.
    ///
    /// @param level in the prepared values
    record InsideBody(double level) implements OutputStep {}

    /// Grows by a ball and shrinks again.
    ///
    /// @param millimetres radius of the ball
    record Close(double millimetres) implements OutputStep {}

    /// Fills what is enclosed by the mask.
    record FillHoles() implements OutputStep {}

    /// Numbers of classes become probabilities (softmax or logistic), labels that reach the least become findings.
    ///
    /// @param exclusive whether exactly one class holds (softmax), or each for itself (logistic)
    /// @param least calibrated probability from which on a label is said, 0 to 1
    record Probabilities(boolean exclusive, double least) implements OutputStep {}

    /// A net's boxes become findings; those of neighbouring slices that overlap are one.
    ///
    /// @param confidence a box's score reaches this, 0 to 1
    /// @param overlap least intersection over union of boxes of one finding, and of findings of which the weaker goes
    /// @param fewestSlices fewest slices of a finding
    record Boxes(double confidence, double overlap, int fewestSlices) implements OutputStep {}

    /// A slide model's maps become objects: cores are their seeds.
    ///
    /// @param threshold an object's pixels reach this, 0 to 1
    /// @param core a core's pixels reach this in the second map, 0 to 1
    /// @param fewest fewest pixels of an object without a core
    /// @param fewestCore fewest pixels of a core
    record Objects(double threshold, double core, int fewest, int fewestCore) implements OutputStep {}

    /// Peaks of a heat map become findings.
    ///
    /// @param threshold a component's voxels reach this, 0 to 1
    /// @param confidence a candidate's score in the heat map, before any calibration, reaches this, 0 to 1
    /// @param minDiameterMm smallest diameter of the equal-volume sphere
    /// @param apartMm weaker findings nearer than this to a stronger one are dropped
    record Peaks(double threshold, double confidence, double minDiameterMm, double apartMm) implements OutputStep {}
}
