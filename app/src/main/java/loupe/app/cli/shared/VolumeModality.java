package loupe.app.cli.shared;

/// What a NIfTI volume may be said to be.
public enum VolumeModality {
    CT,
    MR,
    PT,
    NM,
    OT
}
