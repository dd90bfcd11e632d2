package loupe.core.dicom;

import org.jspecify.annotations.Nullable;

/// The value representations of DICOM PS3.5 table 6.2-1.
public enum Vr {
    AE(Kind.TEXT, 1), AS(Kind.TEXT, 1), AT(Kind.BINARY, 2), CS(Kind.TEXT, 1), DA(Kind.TEXT, 1), DS(Kind.TEXT, 1),
    DT(Kind.TEXT, 1), FL(Kind.BINARY, 4), FD(Kind.BINARY, 8), IS(Kind.TEXT, 1), LO(Kind.TEXT, 1), LT(Kind.TEXT, 1),
    OB(Kind.BINARY, 1), OD(Kind.BINARY, 8), OF(Kind.BINARY, 4), OL(Kind.BINARY, 4), OV(Kind.BINARY, 8),
    OW(Kind.BINARY, 2), PN(Kind.TEXT, 1), SH(Kind.TEXT, 1), SL(Kind.BINARY, 4), SQ(Kind.SEQUENCE, 1),
    SS(Kind.BINARY, 2), ST(Kind.TEXT, 1), SV(Kind.BINARY, 8), TM(Kind.TEXT, 1), UC(Kind.TEXT, 1), UI(Kind.TEXT, 1),
    UL(Kind.BINARY, 4), UN(Kind.BINARY, 1), UR(Kind.TEXT, 1), US(Kind.BINARY, 2), UT(Kind.TEXT, 1),
    UV(Kind.BINARY, 8);

    /// What a value is made of.
    public enum Kind {
        /// Characters.
        TEXT,
        /// Numbers or bytes.
        BINARY,
        /// Items.
        SEQUENCE
    }

    private static final @Nullable Vr[] BY_CODE = byCode();

    private final Kind kind;
    private final int unitBytes;

    Vr(Kind kind, int unitBytes) {
        this.kind = kind;
        this.unitBytes = unitBytes;
    }

    /// What a value is made of.
    public Kind kind() {
        return kind;
    }

    /// Bytes of one number, which byte swapping works on; 1 for text and byte streams.
    public int unitBytes() {
        return unitBytes;
    }

    /// Whether the explicit encoding has a 32-bit length after two reserved bytes (PS3.5 7.1.2).
    public boolean hasLongLength() {
        return switch (this) {
            case OB, OD, OF, OL, OV, OW, SQ, SV, UC, UN, UR, UT, UV -> true;
            default -> false;
        };
    }

    /// Whether the Specific Character Set applies to values of this kind.
    public boolean usesCharacterSet() {
        return switch (this) {
            case LO, LT, PN, SH, ST, UC, UT -> true;
            default -> false;
        };
    }

    /// Whether a backslash separates values.
    public boolean splitsAtBackslash() {
        return kind == Kind.TEXT
                && switch (this) {
                    case LT, ST, UT, UR -> false;
                    default -> true;
                };
    }

    /// The byte an odd value is padded with: NUL for UI and binary, space for other text.
    public byte padding() {
        return kind == Kind.TEXT && this != UI ? (byte) ' ' : 0;
    }

    /// The representation with a two-letter code, or null where there is none.
    ///
    /// @param high first letter's byte
    /// @param low second letter's byte
    public static @Nullable Vr ofCode(int high, int low) {
        int h = high - 'A';
        int l = low - 'A';
        return h < 0 || h > 25 || l < 0 || l > 25 ? null : BY_CODE[h * 26 + l];
    }

    private static @Nullable Vr[] byCode() {
        @Nullable Vr[] table = new @Nullable Vr[26 * 26];
        for (Vr vr : values()) {
            table[(vr.name().charAt(0) - 'A') * 26 + vr.name().charAt(1) - 'A'] = vr;
        }
        return table;
    }
}
