package loupe.app.first;

/// The pages of the first start, in their order.
public enum FirstStep {
    /// What Loupe is and is not, and where all lies.
    WHAT,
    /// Name, roles and passphrase; then the store is made.
    YOU,
    /// The recovery key, shown once.
    KEY,
    /// Some of its groups, asked back.
    KEY_BACK,
    /// One-time codes, who wants them.
    CODES,
    /// A sample study, who wants it.
    SAMPLE;

    /// Whether one can go back from here: not behind the making of the store, nor behind codes that are asked for from now on.
    boolean hasBack() {
        return this == YOU || this == KEY_BACK || this == CODES;
    }

    FirstStep before() {
        return values()[Math.max(0, ordinal() - 1)];
    }
}
