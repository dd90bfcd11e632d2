package loupe.core.segment;

/// A coded concept (DICOM PS3.3 table 8.8-1).
///
/// @param value code value, 1 to 16 characters
/// @param scheme coding scheme designator such as `SCT` or `DCM`
/// @param meaning what the code means, 1 to 64 characters
public record Code(String value, String scheme, String meaning) {
    /// Checks the lengths.
    public Code {
        if (value.isBlank() || value.length() > 16) {
            throw new IllegalArgumentException("code value must be 1 to 16 characters, was \"" + value + "\"");
        }
        if (scheme.isBlank() || scheme.length() > 16) {
            throw new IllegalArgumentException("coding scheme must be 1 to 16 characters, was \"" + scheme + "\"");
        }
        if (meaning.isBlank() || meaning.length() > 64) {
            throw new IllegalArgumentException("code meaning must be 1 to 64 characters, was \"" + meaning + "\"");
        }
    }
}
