package loupe.store.audit;

import java.util.List;

/// A proof that one record is in the log (RFC 6962 section 2.1.1): leaf = SHA-256(0x00 ‖ record), then the path up to the
/// root in the signed checkpoint.
///
/// @param sequence position of the record
/// @param record its bytes, details encrypted
/// @param path siblings, nearest first
/// @param checkpoint signed note
/// @param publicKey Ed25519 key the note is signed with, 32 bytes
@SuppressWarnings("ArrayRecordComponent")
public record LogProof(long sequence, byte[] record, List<byte[]> path, byte[] checkpoint, byte[] publicKey) {
    /// Copies the list.
    public LogProof {
        path = List.copyOf(path);
    }
}
