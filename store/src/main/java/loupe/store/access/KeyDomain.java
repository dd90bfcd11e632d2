package loupe.store.access;

/// A family of keys that is given to a slot, or not, as a whole; the code is what is stored and never changes.
///
/// A slot that lacks a family cannot open what it seals, whatever the program's code says.
public enum KeyDomain {
    /// Seals who did what in the log.
    LOG(1, false),
    /// Signs checkpoints.
    SIGN(2, false),
    /// Keyed hashes that find a row by an identifier.
    INDEX(3, false),
    /// Wraps each study's key for log details, so that erasing the study silences them.
    NOTES(4, true),
    /// Wraps each study's key for headers, pixels and its line in the list.
    IMAGES(5, true),
    /// Wraps each study's key for predictions, decisions, masks and seals.
    FINDINGS(6, true),
    /// Wraps the key of models, settings and inventories.
    SITE(7, true),
    /// Wraps the keys pseudonyms are made with.
    PROJECT(8, true),
    /// Wraps each person's key of the link from pseudonym to identity.
    IDENTITY(9, true);

    private final int code;
    private final boolean wraps;

    KeyDomain(int code, boolean wraps) {
        this.code = code;
        this.wraps = wraps;
    }

    /// Stored code.
    public int code() {
        return code;
    }

    /// Whether it wraps data keys, and so is replaced when a new epoch begins.
    public boolean wraps() {
        return wraps;
    }

    /// The family of a code.
    ///
    /// @throws IllegalArgumentException if unknown to this version
    public static KeyDomain of(int code) {
        for (KeyDomain d : values()) {
            if (d.code == code) {
                return d;
            }
        }
        throw new IllegalArgumentException("no key domain has code " + code);
    }
}
