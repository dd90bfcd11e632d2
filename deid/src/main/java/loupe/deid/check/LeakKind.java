package loupe.deid.check;

/// What kind of thing leaked.
public enum LeakKind {
    /// Something of a person: a name, an address, a comment.
    PERSON,
    /// A number or code that stands for a person, a visit, an order.
    IDENTIFIER,
    /// An institution or a place.
    PLACE,
    /// What names a device.
    DEVICE,
    /// A UID.
    UID,
    /// A date that is still the source's.
    DATE
}
