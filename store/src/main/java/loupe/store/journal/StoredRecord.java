package loupe.store.journal;

import java.time.Instant;
import java.util.Optional;

/// A record as it stands in the store.
public final class StoredRecord {
    private final RecordId id;
    private final RecordKind kind;
    private final Instant time;
    private final Optional<RecordId> supersedes;
    private final byte[] payload;

    /// Made by the store.
    public StoredRecord(RecordId id, RecordKind kind, Instant time, Optional<RecordId> supersedes, byte[] payload) {
        this.id = id;
        this.kind = kind;
        this.time = time;
        this.supersedes = supersedes;
        this.payload = payload.clone();
    }

    /// Random name.
    public RecordId id() {
        return id;
    }

    /// What the payload is.
    public RecordKind kind() {
        return kind;
    }

    /// When it was appended, UTC.
    public Instant time() {
        return time;
    }

    /// The record it stands in place of.
    public Optional<RecordId> supersedes() {
        return supersedes;
    }

    /// A copy of the encoded domain value.
    public byte[] payload() {
        return payload.clone();
    }
}
