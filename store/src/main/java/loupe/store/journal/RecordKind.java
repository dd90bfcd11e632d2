package loupe.store.journal;

/// What a study's record holds; the code is what is stored and never changes.
public enum RecordKind {
    PREDICTION(1),
    VERDICT(2),
    CORRECTION(3),
    UNDO(4),
    SEAL(5),
    DEID_REPORT(6),
    CONSENT(7),
    NOTE(8),
    SEGMENTATION(9),
    MEASUREMENT(10),
    EXPORT(11),
    SESSION(12),
    FIRST_OPINION(13),
    REPORT(14),
    /// A step of a double reading itself: drawn, begun, finished, a difference settled.
    DOUBLE_READING(50),
    /// A step of a reading that does not stand in the study's own journal: the second reader's, or what an adjudicator drew.
    SECOND_READING(51),
    /// What came of a double reading: its settled differences and what they change.
    ADJUDICATION(52);

    private final int code;

    RecordKind(int code) {
        this.code = code;
    }

    /// Whether it accompanies images and holds no finding, so that who imports may keep and read it; who had a study in hand
    /// ([#SESSION]) is no finding either.
    public boolean attached() {
        return this == DEID_REPORT || this == CONSENT || this == SESSION;
    }

    /// Stored code, 1 to 255.
    public int code() {
        return code;
    }

    /// The kind of a code.
    ///
    /// @throws IllegalArgumentException if unknown to this version
    public static RecordKind of(int code) {
        for (RecordKind k : values()) {
            if (k.code == code) {
                return k;
            }
        }
        throw new IllegalArgumentException("no record kind has code " + code);
    }
}
