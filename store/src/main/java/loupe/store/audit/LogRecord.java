package loupe.store.audit;

import java.util.ArrayList;
import java.util.List;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.db.Packed;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow.Area;
import loupe.store.fault.StoreException;
import loupe.store.keys.DataKey;
import loupe.store.keys.Place;

/// One record of the log in its deterministic encoding.
///
/// Plain: version, log id, sequence, UTC, boot id, clock state, event, outcome, the study's random id, key id and
/// commitment, the digests of rows written with it, the previous record's hash. Sealed: actor and detail, bound to all
/// of the plain part.
///
/// @param bytes the encoding
/// @param seq position in the log
/// @param utcMillis time
/// @param event event code
/// @param outcome outcome's ordinal
/// @param study the study's random id, or none
/// @param writes rows written with it
/// @param previous leaf hash of the record before
/// @param plainLength bytes of the plain part
/// @param sealed actor and detail
@SuppressWarnings("ArrayRecordComponent")
record LogRecord(
        byte[] bytes,
        long seq,
        long utcMillis,
        int event,
        int outcome,
        RowId study,
        List<Write> writes,
        byte[] previous,
        int plainLength,
        byte[] sealed) {
    private static final int FORMAT = 1;

    /// What the writer of a record knows.
    record Context(long seq, long utcMillis, RowId boot, boolean clockSetBack, byte[] previous) {}

    static LogRecord seal(Context c, AuditEntry entry, RowId study, List<Write> writes, DataKey key)
            throws StoreException {
        ByteSink plain = new ByteSink()
                .u8(FORMAT)
                .id(key.id())
                .i64(c.seq)
                .i64(c.utcMillis)
                .id(c.boot)
                .u8(c.clockSetBack ? 1 : 0)
                .i32(entry.event().code())
                .u8(entry.outcome().ordinal())
                .id(study)
                .raw(key.commitment())
                .i32(writes.size());
        for (Write w : writes) {
            plain.u8(w.area().code()).id(w.id()).id(w.scope()).i32(w.version()).raw(w.digest());
        }
        byte[] head = plain.raw(c.previous).toBytes();
        byte[] said = new ByteSink().text(entry.actor()).text(entry.detail()).toBytes();
        byte[] sealed = key.seal(place(c.seq, key.id(), head), Packed.pack(said));
        return of(new ByteSink().raw(head).bytes(sealed).toBytes());
    }

    /// The plain part is bound through its hash as the place's column.
    private static Place place(long seq, RowId log, byte[] head) {
        return new Place("log", java.util.HexFormat.of().formatHex(MerkleTree.leaf(head)), log, RowId.NONE, seq, FORMAT);
    }

    static LogRecord of(byte[] bytes) throws StoreException {
        ByteSource in = new ByteSource(bytes);
        if (in.u8() != FORMAT) {
            throw new StoreException(
                    StoreException.Kind.UNKNOWN_FORMAT, "The log was written by another version of the program.");
        }
        in.id();
        long seq = in.i64();
        long utc = in.i64();
        in.id();
        in.u8();
        int event = in.i32();
        int outcome = in.u8();
        RowId study = in.id();
        in.raw(32);
        List<Write> writes = writes(in);
        byte[] previous = in.raw(32);
        int plain = in.position();
        return new LogRecord(bytes, seq, utc, event, outcome, study, writes, previous, plain, in.bytes());
    }

    private static List<Write> writes(ByteSource in) throws StoreException {
        int n = in.count(Write.SIZE);
        List<Write> out = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            int area = in.u8();
            try {
                out.add(new Write(Area.of(area), in.id(), in.id(), in.i32(), in.raw(32)));
            } catch (IllegalArgumentException e) {
                throw new StoreException(
                        StoreException.Kind.TAMPERED, "A log record is damaged; restore a backup of the store.");
            }
        }
        return out;
    }

    /// Actor and detail.
    ///
    /// @throws StoreException TAMPERED where any byte of the record is not what was written
    String[] open(DataKey key) throws StoreException {
        byte[] head = java.util.Arrays.copyOf(bytes, plainLength);
        if (bytes.length != plainLength + 4 + sealed.length) {
            throw new StoreException(
                    StoreException.Kind.TAMPERED, "A log record is damaged; restore a backup of the store.");
        }
        ByteSource said = new ByteSource(Packed.unpack(key.open(place(seq, key.id(), head), sealed)));
        return new String[] {said.text(), said.text()};
    }

    byte[] leaf() {
        return MerkleTree.leaf(bytes);
    }
}
