package loupe.review.hanging;

import loupe.core.geometry.PatientVector;

/// How a series' images lie in the patient.
public enum SlicePlane {
    /// Films and images without a place.
    NONE(""),
    AXIAL("axial"),
    CORONAL("coronal"),
    SAGITTAL("sagittal"),
    OBLIQUE("oblique");

    /// Cosine of 35 degrees: a leaning stack is still read as what it leans from.
    private static final double NEAR = 0.82;

    private final String text;

    SlicePlane(String text) {
        this.text = text;
    }

    /// Name for people; empty for [#NONE].
    public String text() {
        return text;
    }

    /// The plane across a unit normal.
    static SlicePlane across(PatientVector normal) {
        if (Math.abs(normal.zMm()) >= NEAR) {
            return AXIAL;
        }
        if (Math.abs(normal.yMm()) >= NEAR) {
            return CORONAL;
        }
        return Math.abs(normal.xMm()) >= NEAR ? SAGITTAL : OBLIQUE;
    }
}
