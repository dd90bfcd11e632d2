package loupe.core.plane;

import loupe.core.geometry.PatientVector;

/// The three usual directions of looking, each with the patient's side that lies to the right and at the bottom of the display.
public enum Axis {
    /// From the feet: the patient's left is on the right, the back at the bottom.
    AXIAL(new PatientVector(1, 0, 0), new PatientVector(0, 1, 0)),
    /// From the front: the patient's left is on the right, the feet at the bottom.
    CORONAL(new PatientVector(1, 0, 0), new PatientVector(0, 0, -1)),
    /// From the patient's left: the back is on the right, the feet at the bottom.
    SAGITTAL(new PatientVector(0, 1, 0), new PatientVector(0, 0, -1));

    private final PatientVector right;
    private final PatientVector down;

    Axis(PatientVector right, PatientVector down) {
        this.right = right;
        this.down = down;
    }

    /// Unit direction in the patient that is to the right on the display.
    public PatientVector right() {
        return right;
    }

    /// Unit direction in the patient that is down on the display.
    public PatientVector down() {
        return down;
    }
}
