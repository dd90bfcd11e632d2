package loupe.store.audit;

import java.util.List;

/// A proof that an older log is the beginning of the present one (RFC 6962 section 2.1.2).
///
/// @param oldSize records of the older log
/// @param path hashes
/// @param checkpoint signed note of the present log
/// @param publicKey Ed25519 key the note is signed with, 32 bytes
@SuppressWarnings("ArrayRecordComponent")
public record GrowthProof(long oldSize, List<byte[]> path, byte[] checkpoint, byte[] publicKey) {
    /// Copies the list.
    public GrowthProof {
        path = List.copyOf(path);
    }
}
