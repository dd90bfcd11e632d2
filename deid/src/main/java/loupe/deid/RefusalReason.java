package loupe.deid;

/// Why an instance was not let in.
public enum RefusalReason {
    /// It has no SOP class or SOP instance UID.
    NOT_AN_INSTANCE,
    /// It is a DICOMDIR; the files it lists are imported instead.
    DIRECTORY,
    /// It is the label picture of a slide, or an overview in which the label can be read.
    SLIDE_LABEL,
    /// Its pixels cannot be decoded, so nobody can say what is written in them.
    PIXELS_NOT_CHECKED
}
