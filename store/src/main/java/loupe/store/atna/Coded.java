package loupe.store.atna;

/// A coded value of DICOM PS3.16 (CID 400 and 401) or of this program.
///
/// @param code code value
/// @param system coding scheme designator
/// @param meaning code meaning
record Coded(String code, String system, String meaning) {
    static Coded dcm(int code, String meaning) {
        return new Coded(Integer.toString(code), "DCM", meaning);
    }

    /// A code of this program's own.
    static Coded own(String code) {
        return new Coded(code, "99LOUPE", code.toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
    }
}
