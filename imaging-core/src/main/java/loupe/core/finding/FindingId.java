package loupe.core.finding;

/// Identifies a finding within its study: `F1`, `F2`, …
///
/// @param value 1 to 32 characters of A-Z, a-z, 0-9, `.`, `-`
public record FindingId(String value) {
    /// Checks the characters.
    public FindingId {
        if (!value.matches("[A-Za-z0-9.\\-]{1,32}")) {
            throw new IllegalArgumentException("a finding id has 1 to 32 letters, digits, dots or dashes");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
