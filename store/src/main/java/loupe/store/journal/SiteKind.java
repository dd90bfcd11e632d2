package loupe.store.journal;

/// What a site object is; the code is what is stored and never changes.
public enum SiteKind {
    MODEL_CARD(1),
    MODEL_SIGNATURE(2),
    MODEL_WEIGHTS(3),
    SETTINGS(4),
    INVENTORY(5),
    QUEUE(6),
    REPORT(7),
    OTHER(8),
    APPROVAL(9),
    HOLD(10),
    HANGING(11),
    PRESETS(12),
    MONITORS(13),
    WORKLIST(18),
    THEME(19),
    MODEL_REGISTER(20),
    MODEL_SIGNING_KEY(21),
    MODEL_WATCH(22),
    QUALITY(30),
    KEYS(36),
    DISPLAY(37),
    TRAINING_SET(45),
    NODES(46),
    OUTGOING(47),
    SENT(48),
    FIRST(49);

    private final int code;

    SiteKind(int code) {
        this.code = code;
    }

    /// Stored code, 1 to 255.
    public int code() {
        return code;
    }

    /// The kind of a code.
    ///
    /// @throws IllegalArgumentException if unknown to this version
    public static SiteKind of(int code) {
        for (SiteKind k : values()) {
            if (k.code == code) {
                return k;
            }
        }
        throw new IllegalArgumentException("no site kind has code " + code);
    }
}
