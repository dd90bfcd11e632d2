package loupe.deid;

/// What was done to an element.
public enum Deed {
    /// The element is gone.
    REMOVED,
    /// The element stays without a value.
    EMPTIED,
    /// A dummy value stands in.
    REPLACED,
    /// A keyed pseudonym or a keyed UID stands in.
    PSEUDONYM,
    /// The date was shifted.
    SHIFTED,
    /// Something of the value was taken out.
    CLEANED,
    /// The value was no legal one for its VR and was rewritten to the nearest that is.
    NORMALISED,
    /// The element was written by the de-identification itself.
    ADDED
}
