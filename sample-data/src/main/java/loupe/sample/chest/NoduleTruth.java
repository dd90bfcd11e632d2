package loupe.sample.chest;

import loupe.core.geometry.PatientPoint;

/// A nodule as it was put into a phantom.
///
/// @param centre its centre of mass in patient space
/// @param diameterMm diameter of the sphere of equal volume, in millimetres
/// @param kind what it is made of and where it sits
public record NoduleTruth(PatientPoint centre, double diameterMm, Kind kind) {
    /// What a nodule is made of and where it sits.
    public enum Kind {
        /// Soft tissue, surrounded by lung.
        SOLID,
        /// A ground-glass halo with a soft-tissue core.
        PART_SOLID,
        /// Soft tissue on the pleura.
        JUXTAPLEURAL,
        /// Soft tissue on a vessel.
        PERIVASCULAR
    }
}
