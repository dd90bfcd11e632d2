package loupe.store.journal;

import java.time.Instant;
import java.util.Optional;

/// A record as it stands in the store.
public final class StoredRecord {
    private final RecordId id;
    private final RecordKind kind;
    private final Instant time;
    private final Optional<RecordId> supersedes;
    private final Optional<byte[]> payload;

    /// Made by the store.
    public StoredRecord(RecordId id, RecordKind kind, Instant time, Optional<RecordId> supersedes, byte[] payload) {
        this(id, kind, time, supersedes, Optional.of(payload.clone()));
    }

    private StoredRecord(RecordId id, RecordKind kind, Instant time, Optional<RecordId> supersedes, Optional<byte[]> payload) {
        this.id = id;
        this.kind = kind;
        this.time = time;
        this.supersedes = supersedes;
        this.payload = payload;
    }

    /// A record whose content nobody asked for.
    public static StoredRecord unopened(RecordId id, RecordKind kind, Instant time, Optional<RecordId> supersedes) {
        return new StoredRecord(id, kind, time, supersedes, Optional.empty());
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
    ///
    /// @throws IllegalStateException if it was not asked for when the record was read
    public byte[] payload() {
        return payload.orElseThrow(() -> new IllegalStateException("the content of a record of kind " + kind + " was not read")).clone();
    }
}
