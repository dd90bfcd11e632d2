package loupe.core.dicom;

/// How a data set and its pixels are encoded (DICOM PS3.5 section 10).
///
/// @param uid transfer syntax UID
/// @param implicitVr whether VRs are left out
/// @param bigEndian whether numbers are big endian
/// @param deflated whether the data set is deflated (RFC 1951)
/// @param encapsulated whether pixel data comes in fragments
public record TransferSyntax(
        String uid, boolean implicitVr, boolean bigEndian, boolean deflated, boolean encapsulated) {

    public static final String ENCAPSULATED_LE = "1.2.840.10008.1.2.1.98";
    public static final String JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
    public static final String JPEG_EXTENDED = "1.2.840.10008.1.2.4.51";
    public static final String JPEG_LOSSLESS = "1.2.840.10008.1.2.4.57";
    public static final String JPEG_LOSSLESS_SV1 = "1.2.840.10008.1.2.4.70";
    public static final String JPEG_LS_LOSSLESS = "1.2.840.10008.1.2.4.80";
    public static final String JPEG_LS_NEAR = "1.2.840.10008.1.2.4.81";
    public static final String JPEG_2000_LOSSLESS = "1.2.840.10008.1.2.4.90";
    public static final String JPEG_2000 = "1.2.840.10008.1.2.4.91";
    public static final String HTJ2K_LOSSLESS = "1.2.840.10008.1.2.4.201";
    public static final String HTJ2K_LOSSLESS_RPCL = "1.2.840.10008.1.2.4.202";
    public static final String HTJ2K = "1.2.840.10008.1.2.4.203";
    public static final String DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1";
    public static final String RLE = "1.2.840.10008.1.2.5";

    public static final TransferSyntax IMPLICIT_LE =
            new TransferSyntax("1.2.840.10008.1.2", true, false, false, false);
    public static final TransferSyntax EXPLICIT_LE =
            new TransferSyntax("1.2.840.10008.1.2.1", false, false, false, false);
    public static final TransferSyntax EXPLICIT_BE =
            new TransferSyntax("1.2.840.10008.1.2.2", false, true, false, false);
    public static final TransferSyntax DEFLATED_LE =
            new TransferSyntax("1.2.840.10008.1.2.1.99", false, false, true, false);

    /// The syntax of a UID; every other UID is explicit little endian with encapsulated pixels.
    public static TransferSyntax of(String uid) {
        return switch (uid) {
            case "1.2.840.10008.1.2" -> IMPLICIT_LE;
            case "1.2.840.10008.1.2.1" -> EXPLICIT_LE;
            case "1.2.840.10008.1.2.2" -> EXPLICIT_BE;
            case "1.2.840.10008.1.2.1.99" -> DEFLATED_LE;
            // JPIP referenced deflate, and GE's private implicit big endian pixels are not read.
            default -> new TransferSyntax(uid, false, false, false, true);
        };
    }
}
