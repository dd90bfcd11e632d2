package loupe.store.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
/// commitment, the digests of rows written with it, the key of the detail, the previous record's hash. Sealed: actor (log
/// key) and detail (the study's notes key, so that it falls silent when the study is erased; else the log key), both bound
/// to all of the plain part. Version 1 sealed both together under the log key.
///
/// @param bytes the encoding
/// @param head its plain part
/// @param sealedActor actor; in version 1 actor and detail
/// @param sealedDetail detail; empty in version 1
@SuppressWarnings("ArrayRecordComponent")
record LogRecord(byte[] bytes, Head head, byte[] sealedActor, byte[] sealedDetail) {
    private static final int FIRST = 1;
    private static final int FORMAT = 2;

    /// The plain part.
    ///
    /// @param format version
    /// @param seq position in the log
    /// @param utcMillis time
    /// @param clockSetBack whether the clock stood before the record before
    /// @param event event code
    /// @param outcome outcome's ordinal
    /// @param study the study's random id, or none
    /// @param writes rows written with it
    /// @param detailKey name of the key that seals the detail; none for the log key
    /// @param previous leaf hash of the record before
    /// @param length bytes of the plain part
    @SuppressWarnings("ArrayRecordComponent")
    record Head(
            int format,
            long seq,
            long utcMillis,
            boolean clockSetBack,
            int event,
            int outcome,
            RowId study,
            List<Write> writes,
            RowId detailKey,
            byte[] previous,
            int length) {}

    /// What the writer of a record knows.
    @SuppressWarnings("ArrayRecordComponent")
    record Context(long seq, long utcMillis, RowId boot, boolean clockSetBack, byte[] previous) {
        private Head head(Matter m, RowId detailKey, int length) {
            return new Head(
                    FORMAT,
                    seq,
                    utcMillis,
                    clockSetBack,
                    m.entry.event().code(),
                    m.entry.outcome().ordinal(),
                    m.study,
                    m.writes,
                    detailKey,
                    previous,
                    length);
        }
    }

    /// What a record is about.
    ///
    /// @param entry what happened
    /// @param study the study's random id, or none
    /// @param notes the study's notes key; empty for the log key
    /// @param writes rows written with it
    record Matter(AuditEntry entry, RowId study, Optional<DataKey> notes, List<Write> writes) {}

    static LogRecord seal(Context c, Matter m, DataKey log) throws StoreException {
        AuditEntry entry = m.entry;
        ByteSink plain = new ByteSink()
                .u8(FORMAT)
                .id(log.id())
                .i64(c.seq)
                .i64(c.utcMillis)
                .id(c.boot)
                .u8(c.clockSetBack ? 1 : 0)
                .i32(entry.event().code())
                .u8(entry.outcome().ordinal())
                .id(m.study)
                .raw(log.commitment())
                .i32(m.writes.size());
        for (Write w : m.writes) {
            plain.u8(w.area().code()).id(w.id()).id(w.scope()).i32(w.version()).raw(w.digest());
        }
        DataKey detailKey = m.notes.orElse(log);
        RowId detailName = m.notes.map(DataKey::id).orElse(RowId.NONE);
        plain.id(detailName);
        byte[] head = plain.raw(c.previous).toBytes();
        byte[] actor = log.seal(place("log", c.seq, log.id(), head), packed(entry.actor()));
        byte[] detail = detailKey.seal(place("log detail", c.seq, log.id(), head), packed(entry.detail()));
        byte[] bytes = new ByteSink().raw(head).bytes(actor).bytes(detail).toBytes();
        return new LogRecord(bytes, c.head(m, detailName, head.length), actor, detail);
    }

    private static byte[] packed(String s) {
        return Packed.pack(s.getBytes(StandardCharsets.UTF_8));
    }

    /// The plain part is bound through its hash as the place's column.
    private static Place place(String table, long seq, RowId log, byte[] head) {
        return new Place(table, java.util.HexFormat.of().formatHex(MerkleTree.leaf(head)), log, RowId.NONE, seq, FIRST);
    }

    static LogRecord of(byte[] bytes) throws StoreException {
        ByteSource in = new ByteSource(bytes);
        int format = in.u8();
        if (format != FORMAT && format != FIRST) {
            throw new StoreException(
                    StoreException.Kind.UNKNOWN_FORMAT, "The log was written by another version of the program.");
        }
        Head head = head(in, format);
        byte[] actor = in.bytes();
        return new LogRecord(bytes, head, actor, format == FIRST ? new byte[0] : in.bytes());
    }

    private static Head head(ByteSource in, int format) throws StoreException {
        in.id();
        long seq = in.i64();
        long utc = in.i64();
        in.id();
        boolean back = in.u8() == 1;
        int event = in.i32();
        int outcome = in.u8();
        RowId study = in.id();
        in.raw(32);
        List<Write> writes = writes(in);
        RowId detailKey = format == FIRST ? RowId.NONE : in.id();
        byte[] previous = in.raw(32);
        return new Head(format, seq, utc, back, event, outcome, study, writes, detailKey, previous, in.position());
    }

    private static List<Write> writes(ByteSource in) throws StoreException {
        int n = in.count(Write.SIZE);
        List<Write> out = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            int area = in.u8();
            try {
                out.add(new Write(Area.of(area), in.id(), in.id(), in.i32(), in.raw(32)));
            } catch (IllegalArgumentException e) {
                throw damaged();
            }
        }
        return out;
    }

    private static StoreException damaged() {
        return new StoreException(
                StoreException.Kind.TAMPERED, "A log record is damaged; restore a backup of the store.");
    }

    /// Who. Proves that every plain byte is what was written.
    ///
    /// @throws StoreException TAMPERED where it is not
    String actor(DataKey log) throws StoreException {
        byte[] plain = plain();
        int tails = 4 + sealedActor.length + (head.format == FIRST ? 0 : 4 + sealedDetail.length);
        if (bytes.length != plain.length + tails || head.outcome >= Outcome.values().length) {
            throw damaged();
        }
        byte[] said = Packed.unpack(log.open(place("log", head.seq, log.id(), plain), sealedActor));
        return head.format == FIRST ? new ByteSource(said).text() : new String(said, StandardCharsets.UTF_8);
    }

    /// What more was said.
    ///
    /// @param key the log key, or the notes key the head names
    /// @throws StoreException TAMPERED where it does not open
    String detail(DataKey key, RowId log) throws StoreException {
        byte[] plain = plain();
        if (head.format == FIRST) {
            ByteSource said = new ByteSource(Packed.unpack(key.open(place("log", head.seq, log, plain), sealedActor)));
            said.text();
            return said.text();
        }
        return new String(
                Packed.unpack(key.open(place("log detail", head.seq, log, plain), sealedDetail)), StandardCharsets.UTF_8);
    }

    private byte[] plain() {
        return java.util.Arrays.copyOf(bytes, head.length);
    }

    byte[] leaf() {
        return MerkleTree.leaf(bytes);
    }
}
