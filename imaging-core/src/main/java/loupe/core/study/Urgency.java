package loupe.core.study;

/// How soon a study wants a reader, as far as what models found says; never a diagnosis.
///
/// @param level by the finding that decides
/// @param findings how many findings reach that level; 0 where nothing was rated or nothing raises it
public record Urgency(Level level, int findings) {
    /// Of a study nothing is known of: not analysed, kept by a version that did not rate, or hidden.
    public static final Urgency UNKNOWN = new Urgency(Level.NOT_RATED, 0);

    /// How soon, the least first; the code is what is stored and never changes.
    public enum Level {
        /// Nothing raises it.
        ROUTINE(1),
        /// Nothing is known: it goes before what is known to be routine, for it may be more.
        NOT_RATED(0),
        /// Within days.
        SOON(2),
        /// Within hours.
        URGENT(3),
        /// Within minutes.
        IMMEDIATE(4);

        private final int code;

        Level(int code) {
            this.code = code;
        }

        /// Stored code, 0 to 255.
        public int code() {
            return code;
        }

        /// The level of a code.
        ///
        /// @throws IllegalArgumentException if unknown to this version
        public static Level of(int code) {
            for (Level l : values()) {
                if (l.code == code) {
                    return l;
                }
            }
            throw new IllegalArgumentException("no level of urgency has code " + code);
        }
    }

    /// Checks the number.
    public Urgency {
        if (findings < 0) {
            throw new IllegalArgumentException("findings must not be negative, was " + findings);
        }
    }
}
