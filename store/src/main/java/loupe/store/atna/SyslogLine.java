package loupe.store.atna;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// An audit message as a syslog line: RFC 5424, MSGID by DICOM PS3.15 A.6, size and root of the log with it.
///
/// @param message what is said
/// @param host name of this machine, or `-`
/// @param log random name of the log
/// @param sequence position of the record in the log, from 0
/// @param root root of the log's tree over the records up to and with this one
@SuppressWarnings("ArrayRecordComponent")
public record SyslogLine(AuditMessage message, String host, String log, long sequence, byte[] root) {
    /// Facility 10 (security), severity 5 (notice).
    private static final int PRIORITY = 10 * 8 + 5;

    /// 32473 is the number RFC 5612 sets aside for documentation; this program has none of its own.
    private static final String ELEMENT = "loupe@32473";

    /// The line without a frame.
    public byte[] bytes() {
        String head = "<" + PRIORITY + ">1 " + message.time() + " " + token(host) + " loupe - DICOM+RFC3881 ["
                + ELEMENT + " log=\"" + log + "\" seq=\"" + sequence + "\" size=\"" + (sequence + 1) + "\" root=\""
                + HexFormat.of().formatHex(root) + "\"] ";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        // RFC 5424 section 6.4: a message in UTF-8 begins with the byte order mark.
        out.writeBytes("\ufeff".getBytes(StandardCharsets.UTF_8));
        out.writeBytes(message.xml().getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /// The line after its length in bytes (RFC 5425 section 4.3).
    public byte[] frame() {
        byte[] line = bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((line.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(line);
        return out.toByteArray();
    }

    private static String token(String host) {
        String printable = host.replaceAll("[^\\x21-\\x7e]", "");
        return printable.isEmpty() ? "-" : printable.substring(0, Math.min(255, printable.length()));
    }
}
