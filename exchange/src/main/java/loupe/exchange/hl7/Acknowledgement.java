package loupe.exchange.hl7;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// What a receiver says of a message (HL7 2.5.1 chapter 2.9.2, MSA).
///
/// @param kind whether it took it
/// @param controlId of the message it answers (MSA-2)
public record Acknowledgement(Kind kind, String controlId) {
    /// Whether a message was taken.
    public enum Kind {
        /// AA, or CA of the enhanced mode: it is the receiver's now.
        ACCEPTED,
        /// AE or CE: not this time.
        ERROR,
        /// AR or CR: not as it is.
        REJECTED
    }

    /// Reads an answer.
    ///
    /// @throws MllpException if it holds no MSA that says one of the six codes
    public static Acknowledgement of(byte[] message) throws MllpException {
        String text = new String(message, StandardCharsets.UTF_8);
        if (text.length() < 8 || !text.startsWith("MSH")) {
            throw new MllpException("an answer does not begin with MSH");
        }
        String separator = text.substring(3, 4);
        for (String segment : text.split("[\r\n]+")) {
            if (segment.startsWith("MSA" + separator)) {
                String[] fields = segment.split(Pattern.quote(separator), -1);
                return new Acknowledgement(kind(fields[1]), fields.length > 2 ? fields[2].strip() : "");
            }
        }
        throw new MllpException("an answer holds no MSA");
    }

    private static Kind kind(String code) throws MllpException {
        return switch (code.strip()) {
            case "AA", "CA" -> Kind.ACCEPTED;
            case "AE", "CE" -> Kind.ERROR;
            case "AR", "CR" -> Kind.REJECTED;
            default -> throw new MllpException("an answer says neither yes nor no");
        };
    }
}
