package loupe.store.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.store.access.KeyDomain;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.db.StudyKeys;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.index.SummaryCoding;
import loupe.store.journal.JournalEnd;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordId;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;
import loupe.store.keys.DataKey;
import org.jspecify.annotations.Nullable;

/// A study's records. One thread at a time.
///
/// @param session the unlocked store
public record Records(Session session) {
    /// What a sealed study refuses.
    private static final Set<RecordKind> OPINIONS = EnumSet.of(
            RecordKind.PREDICTION,
            RecordKind.VERDICT,
            RecordKind.CORRECTION,
            RecordKind.UNDO,
            RecordKind.SEGMENTATION,
            RecordKind.MEASUREMENT,
            RecordKind.FIRST_OPINION,
            RecordKind.REPORT,
            RecordKind.DOUBLE_READING,
            RecordKind.SECOND_READING,
            RecordKind.ADJUDICATION,
            RecordKind.SEAL);

    /// What an account must be allowed to do to append a record.
    private static Permission asks(RecordKind kind) {
        return switch (kind) {
            case PREDICTION, SEGMENTATION -> Permission.ANALYZE;
            case VERDICT, CORRECTION, UNDO, MEASUREMENT, FIRST_OPINION, NOTE, SESSION, REPORT, DOUBLE_READING, SECOND_READING,
                    ADJUDICATION -> Permission.DECIDE;
            case SEAL -> Permission.SEAL;
            case DEID_REPORT -> Permission.IMPORT;
            case CONSENT -> Permission.RECORD_CONSENT;
            case EXPORT -> Permission.EXPORT;
        };
    }

    public static SealedRow summaryRow(Session session, Catalogue.Entry e) throws StoreException {
        var spot = new loupe.store.index.RowSealer.Spot(Area.STUDY, e.id(), RowId.NONE, e.position(), e.version());
        return session.sealer().seal(spot, SummaryCoding.write(e.summary()), new byte[0], session.key(e.id()));
    }

    public static StoreException noStudy() {
        return new StoreException(Kind.NOT_THERE, "The study is not in the store; refresh the list.");
    }

    public StoredRecord append(NewRecord record, UnaryOperator<StudySummary> change, AuditEntry entry) throws StoreException {
        session.gate().require(asks(record.kind()));
        Catalogue.Entry old = session.catalogue().of(record.studyUid()).orElse(null);
        if (old == null) {
            throw noStudy();
        }
        requireUnsealed(old.summary(), record.kind());
        requireLast(old.id(), record.after());
        RowId id = RowId.random(session.settings().random());
        Instant now = Instant.ofEpochMilli(session.settings().clock().millis());
        RecordId supersedes = record.supersedes();
        ByteSink head = new ByteSink().u8(record.kind().code()).i64(now.toEpochMilli());
        head.id(supersedes == null ? RowId.NONE : RowId.of(supersedes.bytes()));
        Area area = record.kind().attached() ? Area.ATTACHED : Area.RECORD;
        List<WrappedKey> made = area == Area.RECORD ? findingsKey(old.id()) : List.of();
        DataKey key = session.key(area == Area.RECORD ? StudyKeys.findings(old.id()) : old.id());
        SealedRow row = session.sealer().seal(session.nextSpot(area, id, old.id()), head.toBytes(), record.payload(), key);
        Catalogue.Entry next = old.next(change.apply(old.summary()));
        session.commit(
                entry, old.id(), new Session.Change(made, List.of(), List.of(row, summaryRow(session, next))));
        session.catalogue().put(next);
        if (area == Area.RECORD) {
            session.catalogue().lastRecord(old.id(), id);
        }
        return new StoredRecord(
                RecordId.of(id.bytes()), record.kind(), now, Optional.ofNullable(supersedes), record.payload());
    }

    private void requireLast(RowId study, @Nullable JournalEnd seen) throws StoreException {
        if (seen == null) {
            return;
        }
        RecordId id = seen.last();
        if (!lastRecord(study).equals(id == null ? RowId.NONE : RowId.of(id.bytes()))) {
            throw new StoreException(
                    Kind.CHANGED, "The study's findings were changed meanwhile; look at them again and repeat the step.");
        }
    }

    private RowId lastRecord(RowId study) throws StoreException {
        Optional<RowId> known = session.catalogue().lastRecord(study);
        if (known.isPresent()) {
            return known.get();
        }
        RowId last = session.rows(Area.RECORD, study).stream()
                .max(Comparator.comparingLong(SealedRow::position))
                .map(SealedRow::id)
                .orElse(RowId.NONE);
        session.catalogue().lastRecord(study, last);
        return last;
    }

    /// The key of a study's findings, where this is the first of them.
    private List<WrappedKey> findingsKey(RowId study) throws StoreException {
        RowId name = StudyKeys.findings(study);
        if (session.log().ledger().hasKey(name)) {
            return List.of();
        }
        return List.of(session.keys().newKey(name, KeyDomain.FINDINGS, session.settings().random()));
    }

    private static void requireUnsealed(StudySummary s, RecordKind kind) throws StoreException {
        if (s.state() == StudyState.SEALED && OPINIONS.contains(kind)) {
            throw new StoreException(Kind.SEALED, "The study is sealed; nothing may be changed in it any more.");
        }
    }

    /// A study's records of some areas, oldest first.
    ///
    /// @param opened kinds whose content is opened
    public List<StoredRecord> of(String studyUid, Set<RecordKind> opened, Area... areas) throws StoreException {
        Catalogue.Entry study = session.catalogue().of(studyUid).orElse(null);
        if (study == null) {
            return List.of();
        }
        List<SealedRow> rows = new ArrayList<>();
        for (Area a : areas) {
            rows.addAll(session.rows(a, study.id()));
        }
        rows.sort(Comparator.comparingLong(SealedRow::position));
        List<StoredRecord> out = new ArrayList<>();
        for (SealedRow r : rows) {
            out.add(open(r, session.key(Session.keyName(r)), opened));
        }
        return out;
    }

    /// A study's records of one kind, oldest first; no other record's content is opened.
    public List<StoredRecord> only(String studyUid, RecordKind kind) throws StoreException {
        Catalogue.Entry study = session.catalogue().of(studyUid).orElse(null);
        List<StoredRecord> out = new ArrayList<>();
        if (study == null) {
            return out;
        }
        List<SealedRow> rows = new ArrayList<>(session.rows(Area.RECORD, study.id()));
        rows.sort(Comparator.comparingLong(SealedRow::position));
        for (SealedRow r : rows) {
            DataKey key = session.key(Session.keyName(r));
            if (new ByteSource(session.sealer().head(r, key)).u8() == kind.code()) {
                out.add(open(r, key, EnumSet.of(kind)));
            }
        }
        return out;
    }

    private StoredRecord open(SealedRow r, DataKey key, Set<RecordKind> opened) throws StoreException {
        ByteSource head = new ByteSource(session.sealer().head(r, key));
        RecordKind kind = RecordKind.of(head.u8());
        Instant time = Instant.ofEpochMilli(head.i64());
        RowId supersedes = head.id();
        RecordId id = RecordId.of(r.id().bytes());
        Optional<RecordId> before =
                supersedes.equals(RowId.NONE) ? Optional.empty() : Optional.of(RecordId.of(supersedes.bytes()));
        return opened.contains(kind)
                ? new StoredRecord(id, kind, time, before, session.sealer().body(r, key))
                : StoredRecord.unopened(id, kind, time, before);
    }
}
