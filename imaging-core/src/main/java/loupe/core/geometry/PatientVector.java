package loupe.core.geometry;

/// A displacement in the patient's LPS space, in millimetres.
///
/// @param xMm towards the patient's left
/// @param yMm towards the posterior
/// @param zMm towards the head
public record PatientVector(double xMm, double yMm, double zMm) {

    /// Length in millimetres.
    public double lengthMm() {
        return Math.sqrt(dot(this));
    }

    /// Scalar product.
    public double dot(PatientVector o) {
        return xMm * o.xMm + yMm * o.yMm + zMm * o.zMm;
    }

    /// Vector product (right-handed).
    public PatientVector cross(PatientVector o) {
        return new PatientVector(
                yMm * o.zMm - zMm * o.yMm, zMm * o.xMm - xMm * o.zMm, xMm * o.yMm - yMm * o.xMm);
    }

    /// This vector times a factor.
    public PatientVector times(double factor) {
        return new PatientVector(xMm * factor, yMm * factor, zMm * factor);
    }

    /// Sum of two vectors.
    public PatientVector plus(PatientVector o) {
        return new PatientVector(xMm + o.xMm, yMm + o.yMm, zMm + o.zMm);
    }

    /// The same direction at length one.
    ///
    /// @throws ArithmeticException for the zero vector
    public PatientVector unit() {
        double length = lengthMm();
        if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
            throw new ArithmeticException("a vector of no or of endless length has no direction");
        }
        return times(1 / length);
    }
}
