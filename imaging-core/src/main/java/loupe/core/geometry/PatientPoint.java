package loupe.core.geometry;

/// A point in the patient's LPS space: x grows to the patient's left, y to the back, z to the head.
///
/// @param xMm millimetres towards the left
/// @param yMm millimetres towards the posterior
/// @param zMm millimetres towards the head (superior)
public record PatientPoint(double xMm, double yMm, double zMm) {

    /// This point moved by a vector.
    public PatientPoint plus(PatientVector v) {
        return new PatientPoint(xMm + v.xMm(), yMm + v.yMm(), zMm + v.zMm());
    }

    /// The vector from another point to this one.
    public PatientVector minus(PatientPoint from) {
        return new PatientVector(xMm - from.xMm, yMm - from.yMm, zMm - from.zMm);
    }

    /// Straight distance in millimetres.
    public double distanceMm(PatientPoint other) {
        return minus(other).lengthMm();
    }

    /// How far this point lies along a unit direction, from the zero of the coordinates, in millimetres.
    public double alongMm(PatientVector direction) {
        return new PatientVector(xMm, yMm, zMm).dot(direction);
    }
}
