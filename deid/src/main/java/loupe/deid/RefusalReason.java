package loupe.deid;

/// Why an instance was not let in.
public enum RefusalReason {
    /// It has no SOP class or SOP instance UID.
    NOT_AN_INSTANCE,
    /// It is a DICOMDIR; the files it lists are imported instead.
    DIRECTORY,
    /// It carries a document whose inside cannot be cleaned.
    ENCAPSULATED_DOCUMENT,
    /// Its pixels cannot be decoded, so nobody can say what is written in them.
    PIXELS_NOT_CHECKED,
    /// Text was still found in the pixels after it was blacked out.
    TEXT_REMAINS
}
