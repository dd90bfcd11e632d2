package loupe.deid.profile;

/// What is to be done with an attribute: the codes of PS3.15 table E.1-1a with the compound ones resolved.
public enum AttributeAction {
    /// X: take it out, with all items.
    REMOVE,
    /// Z: leave it without a value.
    EMPTY,
    /// D: put a dummy value that is legal for the VR.
    DUMMY,
    /// U: replace each UID by its keyed stand-in; in a sequence, do so inside.
    UID,
    /// K: keep; look inside a sequence.
    KEEP,
    /// C: clean, by the meaning of the attribute.
    CLEAN,
    /// Replace each value by its keyed pseudonym.
    PSEUDONYM
}
